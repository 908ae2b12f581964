// "/reminder list", and a bare "/reminder": what waits, each opened from a menu. What has been told can be put off from its
// own message; and any change can be taken back for five minutes.
import { action, command } from '#bot/command.ts';
import { momentLabel } from '#bot/options/moment.ts';
import { reminder } from '#bot/options/reminder.ts';
import { hidden } from '#bot/options/text.ts';
import { when } from '#bot/options/when.ts';
import { Refusal } from '#bot/refusal.ts';
import { instead, privately } from '#bot/say.ts';
import { againReminder } from '#coalition/reminder/again.ts';
import { undoReminder } from '#coalition/reminder/edit.ts';
import { remindersOf } from '#coalition/reminder/find.ts';
import { timingOf } from '#coalition/reminder/reminder.ts';
import { delays } from '#coalition/rules/delay.ts';
import { nextOf } from '#coalition/rules/reminder.ts';
import { saying } from '#views/block.ts';
import { confirmation } from '#views/reminder/confirm.ts';
import { reminderDetails, reminderList } from '#views/reminder/list.ts';
import { lineOf } from '#views/reminder/parts.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  bare: true,
  options: {},
  async run(context) {
    const all = await remindersOf(context.store, context.person.id);
    return privately(reminderList(all, { ...context, personId: context.person.id }));
  },
  actions: {
    show: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: { reminder: reminder() },
      async run(context, { reminder: one }) {
        const next = one.state === 'active' ? (nextOf(timingOf(one), context.now) ?? one.at) : null;
        return privately(reminderDetails(one, next, { ...context, personId: context.person.id }));
      },
    }),
    undo: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: { reminder: reminder(), revision: hidden({ required: true }) },
      async run(context, values) {
        const put = await undoReminder(context, values.reminder.id, Number(values.revision));
        return instead(saying(`${context.t('common.undone')} ${lineOf(put)}`));
      },
    }),
    later: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: { reminder: reminder(), delay: hidden({ required: true }) },
      async run(context, values) {
        const delay = delays.find((one) => one === values.delay);
        if (!delay) throw new Refusal('common.refusal.old_button', { values: { command: '/reminder' } });
        const show = (moment: Parameters<typeof momentLabel>[0]) => momentLabel(moment, context);
        const again = await againReminder(context, values.reminder.id, { when: delay, zone: context.zone, show });
        return privately(confirmation('add', again, { ...context, personId: context.person.id }));
      },
    }),
    again: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      opens: 'form',
      options: { reminder: reminder(), when: when({ required: true }) },
      async run(context, values) {
        const show = (moment: Parameters<typeof momentLabel>[0]) => momentLabel(moment, context);
        const { zone } = context;
        const again = await againReminder(context, values.reminder.id, { when: values.when, zone, show });
        return privately(confirmation('add', again, { ...context, personId: context.person.id }));
      },
    }),
  },
});
