// "What moves": from which day to which, and why if somebody said so; or that its day has passed, and who has it.
import { type Item, reasonsOf } from '#coalition/digest/items.ts';
import type { Entry } from '#coalition/digest/section.ts';
import type { Span } from '#message/message.ts';
import { fromStored, type Moment } from '#time/moment.ts';
import { words } from '../../block.ts';
import { daySpan, loadItems, nameSpan, opensItem, ownerWords } from '../item.ts';
import { sectionView } from '../section-view.ts';

type Slipped = Item & { said: string | null };

/** The day it had before; none where it has only become overdue. */
const beforeOf = ({ data }: Entry): Moment | null => {
  const { dueAt, dueZone, dueHasTime } = data;
  if (typeof dueAt !== 'string' || typeof dueZone !== 'string') return null;
  return fromStored({ dueAt: new Date(dueAt), dueZone, dueHasTime: dueHasTime === true });
};

const eventOf = ({ data }: Entry): string => (typeof data['event'] === 'string' ? data['event'] : '');

export default sectionView<Slipped>({
  name: 'slipped',
  async load(store, entries) {
    const [items, reasons] = await Promise.all([
      loadItems(store, entries, ['open', 'blocked']),
      reasonsOf(store.prisma, entries.map(eventOf)),
    ]);
    const events = new Map(entries.map((entry) => [entry.key, eventOf(entry)]));
    return new Map(
      [...items].map(([key, item]) => [key, { ...item, said: reasons.get(events.get(key) ?? '') ?? item.reason }]),
    );
  },
  seen: (item) => item,
  heading: (count, t) => t('digest.slipped.heading', { count }),
  line(item, entry, reader) {
    const { t } = reader;
    const before = beforeOf(entry);
    const said: Span[] =
      item.said === null ? [] : [words(' · '), ...t.spans('digest.slipped.because', { reason: words(item.said) })];
    const to = item.due ? daySpan(item.due, reader) : words('–');
    const owner = words(ownerWords(item, t));
    // "Nobody yet" is a sentence of its own and cannot stand where a name would.
    const passed = item.organization === null ? 'digest.waiting.since' : 'digest.slipped.passed';
    const what = before
      ? t.spans('digest.slipped.moved', { from: daySpan(before, reader), to })
      : t.spans(passed, { day: to, owner });
    return [nameSpan(item), words(' · '), ...what, ...said];
  },
  opens: opensItem,
});
