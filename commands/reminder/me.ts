// "/reminder me tomorrow 9:00 call the city hall": a reminder for oneself, in any coalition or none; also offered on every
// message.
import { command } from '#bot/command.ts';
import { every } from '#bot/options/every.ts';
import { momentLabel } from '#bot/options/moment.ts';
import { hidden, longText } from '#bot/options/text.ts';
import { when } from '#bot/options/when.ts';
import { privately } from '#bot/say.ts';
import { addReminder } from '#coalition/reminder/add.ts';
import { confirmation } from '#views/reminder/confirm.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  opens: 'form',
  needs: 'nothing',
  onMessage: { text: 'what', url: 'source', whole: 'what' },
  options: {
    when: when({ required: true, main: true }),
    what: longText({ required: true, maxLength: 500 }),
    every: every(),
    source: hidden({ maxLength: 500 }),
  },
  async run(context, values) {
    const reminder = await addReminder(context, {
      to: { personId: context.person.id, coalitionId: null },
      when: { ...values.when, every: values.every ?? values.when.every },
      text: values.what,
      sourceUrl: values.source,
      show: (moment) => momentLabel(moment, context),
    });
    return privately(confirmation('add', reminder, { ...context, personId: context.person.id }));
  },
});
