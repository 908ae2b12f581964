// A task in a reminder.
import { tasksById } from '#coalition/task/find.ts';
import type { Task } from '#coalition/task/task.ts';
import type { Moment } from '#time/moment.ts';
import { button } from '../../block.ts';
import { heading, picked } from '../../task/parts.ts';
import { ladderView } from '../ladder-view.ts';

type Owed = Task & { due: Moment };

const owed = (task: Task): task is Owed => task.due !== null;

const press = (label: string, command: string, task: Task, tone?: 'primary') =>
  button(label, command, { task: picked(task) }, tone);

export default ladderView<Owed>({
  kind: 'task',
  async load(store, ids) {
    const tasks = await tasksById(store, ids);
    return new Map([...tasks].flatMap(([id, task]) => (owed(task) ? [[id, task] as const] : [])));
  },
  name: heading,
  due: (task) => task.due,
  organisation: (task) => task.organization,
  done: (task, { t }) => press(t('task.button.done'), 'task.done', task, 'primary'),
  show: (task, { t }) => press(t('common.show'), 'task.show', task),
  ways: (task, { t }) => [
    press(t('step.ways.date'), 'task.edit', task, 'primary'),
    press(t('step.ways.help'), 'task.block', task),
    press(t('step.ways.hand'), 'task.assign', task),
  ],
});
