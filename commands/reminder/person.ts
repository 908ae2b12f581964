// "/reminder person @somebody tomorrow 9:00 send the list": a reminder to a person of the coalition, who sees from whom it
// is, is not disturbed in their rest by it, and can switch such reminders off.
import { command } from '#bot/command.ts';
import { every } from '#bot/options/every.ts';
import { momentLabel } from '#bot/options/moment.ts';
import { person } from '#bot/options/person.ts';
import { longText } from '#bot/options/text.ts';
import { when } from '#bot/options/when.ts';
import { privately } from '#bot/say.ts';
import { addReminder } from '#coalition/reminder/add.ts';
import { confirmation } from '#views/reminder/confirm.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  needs: 'coalition',
  options: {
    person: person({ required: true, main: true }),
    when: when({ required: true }),
    what: longText({ required: true, maxLength: 500 }),
    every: every(),
  },
  async run(context, values) {
    const self = values.person.id === context.person.id;
    const reminder = await addReminder(context, {
      to: { personId: values.person.id, coalitionId: self ? null : context.coalition.id },
      when: { ...values.when, every: values.every ?? values.when.every },
      text: values.what,
      show: (moment) => momentLabel(moment, context),
    });
    return privately(confirmation('add', reminder, { ...context, personId: context.person.id }));
  },
});
