// The tasks that a person is on, and those of the person's organisation that nobody is on yet.
import { owedTasks } from '#coalition/task/find.ts';
import type { Task } from '#coalition/task/task.ts';
import { listBlocks } from '../../item.ts';
import { taskLine } from '../../task/list.ts';
import { openingTasks } from '../../task/parts.ts';
import { personalList } from '../list.ts';

type Item = { task: Task; coalition: string | null };

export default personalList<Item>({
  name: 'tasks',
  order: 10,
  load: (store, personId, _now, atMost) => owedTasks(store, personId, atMost),
  nameOf: ({ task }) => `task:${task.id}`,
  draw: (items, total, reader) =>
    listBlocks(
      reader.t('list.tasks', { count: total }),
      items.map(({ task, coalition }) => taskLine(task, reader, coalition)),
      total - items.length,
      openingTasks(
        items.map(({ task }) => task),
        reader,
      ),
      reader,
    ),
});
