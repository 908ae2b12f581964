// "Ahead of us": the day first, then what it is and whose.
import type { Item } from '#coalition/digest/items.ts';
import { words } from '../../block.ts';
import { daySpan, loadItems, nameSpan, opensItem, ownerWords } from '../item.ts';
import { sectionView } from '../section-view.ts';

export default sectionView<Item>({
  name: 'coming',
  load: (store, entries) => loadItems(store, entries, ['open', 'blocked']),
  seen: (item) => item,
  heading: (count, t) => t('digest.coming.heading', { count }),
  line: (item, _entry, reader) => [
    ...(item.due ? [daySpan(item.due, reader), words(' · ')] : []),
    nameSpan(item),
    words(` · ${ownerWords(item, reader.t)}`),
  ],
  opens: opensItem,
});
