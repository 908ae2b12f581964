// "We wait for": the organisation that has it and since when, or that somebody may take it. Neutral, and never a person.
import type { Item } from '#coalition/digest/items.ts';
import { words } from '../../block.ts';
import { daySpan, loadItems, nameSpan, opensItem, ownerWords, taskMenu } from '../item.ts';
import { sectionView } from '../section-view.ts';

export default sectionView<Item>({
  name: 'waiting',
  load: (store, entries) => loadItems(store, entries, ['open']),
  seen: (item) => item,
  heading: (count, t) => t('digest.waiting.heading', { count }),
  line: (item, _entry, reader) => {
    const { t } = reader;
    const owner = words(ownerWords(item, t));
    const what = item.due ? t.spans('digest.waiting.since', { owner, day: daySpan(item.due, reader) }) : [owner];
    return [nameSpan(item), words(' · '), ...what];
  },
  opens: opensItem,
  actions: (shown, { t }) =>
    taskMenu(
      shown.filter(({ item }) => item.organizationId === null),
      t('digest.waiting.take'),
      'task.take',
    ),
});
