// "What worked out": what was finished, by whom, and the next date of what comes again.
import type { Item } from '#coalition/digest/items.ts';
import { words } from '../../block.ts';
import { daySpan, loadItems, nameSpan, opensItem } from '../item.ts';
import { sectionView } from '../section-view.ts';

export default sectionView<Item>({
  name: 'finished',
  // A repeating duty that was done is open again, for its next date.
  load: async (store, entries) => {
    const items = await loadItems(store, entries, ['done', 'open']);
    return new Map([...items].filter(([, item]) => item.state === 'done' || item.repeats));
  },
  seen: (item) => item,
  heading: (count, t) => t('digest.finished.heading', { count }),
  line: (item, _entry, reader) => [
    nameSpan(item),
    ...(item.organization === null ? [] : [words(` · ${item.organization}`)]),
    ...(item.repeats && item.state === 'open' && item.due
      ? [words(' · '), ...reader.t.spans('digest.finished.again', { day: daySpan(item.due, reader) })]
      : []),
  ],
  opens: opensItem,
});
