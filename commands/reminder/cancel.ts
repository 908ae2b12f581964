// "/reminder cancel": it is not told any more. Whoever made it, and whomever it is for, may say so.
import { command } from '#bot/command.ts';
import { reminder } from '#bot/options/reminder.ts';
import { privately } from '#bot/say.ts';
import { cancelReminder } from '#coalition/reminder/change.ts';
import { confirmation } from '#views/reminder/confirm.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  options: { reminder: reminder() },
  async run(context, values) {
    const cancelled = await cancelReminder(context, values.reminder.id);
    return privately(confirmation('cancel', cancelled, { ...context, personId: context.person.id }));
  },
});
