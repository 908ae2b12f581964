// "/task assign": a person joins those on it, or another organisation takes it over.
import { command } from '#bot/command.ts';
import { organisation } from '#bot/options/organisation.ts';
import { person } from '#bot/options/person.ts';
import { task } from '#bot/options/task.ts';
import { privately } from '#bot/say.ts';
import { checkVerb } from '#coalition/task/change.ts';
import { assignTask } from '#coalition/task/verbs.ts';
import { outcome } from '#views/task/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  edits: true,
  needs: 'coalition',
  options: { task: task(), owner: person(), organisation: organisation({ statuses: ['active'] }) },
  async prefill(context, { task: now }) {
    if (now) checkVerb('assign', now, context);
    return {};
  },
  async run(context, values) {
    const result = await assignTask(context, values.task.id, {
      person: values.owner && { id: values.owner.id, organizationId: values.owner.organization.id },
      organizationId: values.organisation?.id,
    });
    return privately(outcome('assign', result, context));
  },
});
