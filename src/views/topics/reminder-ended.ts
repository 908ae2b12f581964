// To whoever made a reminder that can be told no more: the person has left, or the channel is no longer connected. Its words
// are in it, so that nothing is lost, and it can be set again for oneself.
import { remindersById } from '#coalition/reminder/find.ts';
import type { Reminder } from '#coalition/reminder/reminder.ts';
import { topic } from '#delivery/topic.ts';
import { button, buttons, paragraph, saying, words } from '../block.ts';
import { picked } from '../reminder/parts.ts';
import { dataOf, pick } from '../told.ts';
import { personSpan } from '../when.ts';

type Ended = { reminder: Reminder; left: boolean };

export default topic<Ended>({
  name: 'reminder-ended',
  async load(store, said) {
    const reminders = await remindersById(
      store.prisma,
      said.map((one) => dataOf(one, 'reminderId')),
    );
    return pick(said, (one): Ended | undefined => {
      const reminder = reminders.get(dataOf(one, 'reminderId'));
      return reminder?.state === 'cancelled' ? { reminder, left: dataOf(one, 'why') === 'left' } : undefined;
    });
  },
  draw({ reminder, left }, reader) {
    const { t } = reader;
    const key = left ? 'reminder.ended.left' : 'reminder.ended.disconnected';
    const channel = reminder.channel ? `#${reminder.channel.name} · ${reminder.channel.space}` : '';
    const text = words(reminder.text);
    // Whoever was erased took its words along.
    if (reminder.text === '') return saying(t('reminder.ended.erased'));
    const spans = left
      ? t.spans(key, { person: personSpan(reminder.person, t), text })
      : t.spans(key, { channel, text });
    return {
      summary: t('reminder.ended.summary'),
      blocks: [paragraph(spans), buttons(button(t('reminder.button.for_me'), 'reminder.list!again', picked(reminder)))],
    };
  },
  why: (_ended, { t }) => t('reminder.why.ended'),
});
