// "/reminder here Friday 12:00 the report is due": a reminder in this connected channel. It pings nobody.
import { command } from '#bot/command.ts';
import { every } from '#bot/options/every.ts';
import { momentLabel } from '#bot/options/moment.ts';
import { longText } from '#bot/options/text.ts';
import { when } from '#bot/options/when.ts';
import { Refusal } from '#bot/refusal.ts';
import { privately } from '#bot/say.ts';
import { addReminder } from '#coalition/reminder/add.ts';
import { confirmation } from '#views/reminder/confirm.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  needs: 'coalition',
  options: {
    when: when({ required: true, main: true }),
    what: longText({ required: true, maxLength: 500 }),
    every: every(),
  },
  async prefill({ place, coalition }) {
    if (place?.coalition.id !== coalition.id) throw notConnected();
    return {};
  },
  async run(context, values) {
    const { place, coalition } = context;
    if (place?.coalition.id !== coalition.id) throw notConnected();
    const reminder = await addReminder(context, {
      to: { channelId: place.id, coalitionId: coalition.id },
      when: { ...values.when, every: values.every ?? values.when.every },
      text: values.what,
      show: (moment) => momentLabel(moment, context),
    });
    return privately(confirmation('add', reminder, { ...context, personId: context.person.id }));
  },
});

const notConnected = (): Refusal =>
  new Refusal('common.refusal.channel_not_connected', { values: { command: '/coalition connect' } });
