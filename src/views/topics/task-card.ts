// A task's card, drawn from what is true when it is sent.

import { lastHappened } from '#coalition/history.ts';
import { tasksById } from '#coalition/task/find.ts';
import { topic } from '#delivery/topic.ts';
import { taskCard } from '../task/card.ts';

export default topic({
  name: 'task-card',
  async load(store, said) {
    const wanted = said.flatMap((one) => (one.taskId === null ? [] : [one.taskId]));
    const [tasks, last] = await Promise.all([tasksById(store, wanted), lastHappened(store, wanted)]);
    return new Map(
      said.flatMap((one) => {
        const task = one.taskId === null ? undefined : tasks.get(one.taskId);
        return task ? [[one.id, { task, last: last.get(task.id) }] as const] : [];
      }),
    );
  },
  draw: ({ task, last }, reader) => taskCard(task, last, reader),
});
