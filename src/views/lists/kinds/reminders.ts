// The reminders that will be told to a person, what comes next first.
import { type Coming, remindersTo } from '#coalition/reminder/find.ts';
import { listBlocks } from '../../item.ts';
import { openingReminders, reminderLine } from '../../reminder/list.ts';
import { personalList } from '../list.ts';

export default personalList<Coming>({
  name: 'reminders',
  order: 30,
  async load(store, personId, _now, atMost) {
    const all = await remindersTo(store, personId);
    return { items: all.slice(0, atMost), total: all.length };
  },
  nameOf: ({ reminder }) => `reminder:${reminder.id}`,
  comes: ({ next }) => next,
  draw: (items, total, reader) =>
    listBlocks(
      reader.t('reminder.list.mine', { count: total }),
      items.map((one) => reminderLine(one, { ...reader, personId: one.reminder.person?.id ?? '' })),
      total - items.length,
      openingReminders(items, reader),
      reader,
    ),
});
