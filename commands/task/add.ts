// "/task add Book the hall due: tomorrow 17:00": adds a task; bare "/task" opens its form.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { moment } from '#bot/options/moment.ts';
import { organisation } from '#bot/options/organisation.ts';
import { person } from '#bot/options/person.ts';
import { hidden, longText, text } from '#bot/options/text.ts';
import { packPress } from '#bot/press.ts';
import { privately } from '#bot/say.ts';
import { addTask } from '#coalition/task/add.ts';
import type { Button } from '#message/message.ts';
import { confirmation } from '#views/task/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  bare: true,
  needs: 'coalition',
  onMessage: { text: 'title', url: 'source', whole: 'details' },
  options: {
    title: text({ required: true, main: true }),
    due: moment(),
    owner: person(),
    organisation: organisation({ statuses: ['active'] }),
    details: longText(),
    priority: choice('priority', ['low', 'normal', 'high']),
    visibility: choice('visibility', ['organisation', 'coalition', 'public']),
    source: hidden({ maxLength: 500 }),
  },
  async run(context, values) {
    const { task, places } = await addTask(context, {
      title: values.title,
      due: values.due,
      owner: values.owner && { id: values.owner.id, organizationId: values.owner.organization.id },
      organizationId: values.organisation?.id,
      priority: values.priority,
      details: values.details,
      visibility: values.visibility,
      sourceUrl: values.source,
    });
    const item = { task: `id:${task.id}` };
    const change: Button = {
      kind: 'button',
      label: context.t('task.button.edit'),
      press: packPress('task.edit', item),
    };
    // Discord's form holds five fields; the other two are one press away.
    const rest: Button[] =
      context.ask.formFields < 7
        ? [{ kind: 'button', label: context.t('common.more'), press: packPress('task.edit', { ...item, page: '1' }) }]
        : [];
    return privately(confirmation('add', task, places, context, [change, ...rest]));
  },
});
