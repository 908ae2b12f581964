// "/task edit": changes what a task says; with nothing but the task given, its form opens filled in.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { moment, pickedMoment } from '#bot/options/moment.ts';
import { organisation, pickedOrganisation } from '#bot/options/organisation.ts';
import { person, pickedPerson } from '#bot/options/person.ts';
import { task } from '#bot/options/task.ts';
import { longText, text } from '#bot/options/text.ts';
import { packPress } from '#bot/press.ts';
import { privately } from '#bot/say.ts';
import { checkVerb } from '#coalition/task/change.ts';
import { editTask } from '#coalition/task/verbs.ts';
import type { Button } from '#message/message.ts';
import { confirmation } from '#views/task/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  edits: true,
  needs: 'coalition',
  options: {
    task: task(),
    title: text(),
    due: moment({ past: true }),
    owner: person(),
    organisation: organisation({ statuses: ['active'] }),
    details: longText(),
    priority: choice('priority', ['low', 'normal', 'high']),
    visibility: choice('visibility', ['organisation', 'coalition', 'public']),
  },
  async prefill(context, { task: now }) {
    if (!now) return {};
    checkVerb('edit', now, context);
    const [only, ...others] = now.assignees;
    return {
      title: now.title,
      priority: now.priority,
      visibility: now.visibility,
      ...(now.due ? { due: pickedMoment(now.due) } : {}),
      ...(now.organizationId ? { organisation: pickedOrganisation(now.organizationId) } : {}),
      ...(now.details ? { details: now.details } : {}),
      ...(only && others.length === 0 ? { owner: pickedPerson(only.id) } : {}),
    };
  },
  async run(context, values) {
    // An emptied field takes away what was there; of several people on a task the form shows none, so it takes none away.
    const cleared = (name: string): null | undefined => (context.emptied.has(name) ? null : undefined);
    const several = values.task.assignees.length > 1;
    const result = await editTask(context, values.task.id, {
      title: values.title,
      due: values.due ?? cleared('due'),
      details: values.details ?? cleared('details'),
      organizationId: values.organisation?.id ?? cleared('organisation'),
      owner: values.owner
        ? { id: values.owner.id, organizationId: values.owner.organization.id }
        : several
          ? undefined
          : cleared('owner'),
      priority: values.priority,
      visibility: values.visibility,
    });
    const rest: Button[] =
      context.ask.formFields < 7
        ? [
            {
              kind: 'button',
              label: context.t('common.more'),
              press: packPress('task.edit', { task: `id:${result.task.id}`, page: '1' }),
            },
          ]
        : [];
    return privately(confirmation('edit', result.task, result.places, context, rest));
  },
});
