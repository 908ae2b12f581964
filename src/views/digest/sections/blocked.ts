// "Help is needed": what holds a task up, in the words of whoever said so, and the way to offer help.
import type { Item } from '#coalition/digest/items.ts';
import { words } from '../../block.ts';
import { loadItems, nameSpan, opensItem, taskMenu } from '../item.ts';
import { sectionView } from '../section-view.ts';

export default sectionView<Item>({
  name: 'blocked',
  load: (store, entries) => loadItems(store, entries, ['blocked']),
  seen: (item) => item,
  heading: (count, t) => t('digest.blocked.heading', { count }),
  line: (item) => [
    nameSpan(item),
    ...(item.organization === null ? [] : [words(` · ${item.organization}`)]),
    ...(item.reason === null ? [] : [words(`: ${item.reason}`)]),
  ],
  opens: opensItem,
  // Help is offered by saying so under the task: everybody who sees its card then knows.
  actions: (shown, { t }) => taskMenu(shown, t('digest.blocked.help'), 'task.comment'),
});
