// A task, by its number ("T-12", "12"), words of its title, or a picked suggestion. Only tasks this person may see.
import type { Offer } from '#coalition/finding.ts';
import { coalitionOfTask, findTasks, taskById } from '#coalition/task/find.ts';
import type { Task } from '#coalition/task/task.ts';
import type { Option } from '../command.ts';
import { type Items, item } from './item.ts';

const tasks: Items<Task> = { letter: 'T', byId: taskById, coalitionOf: coalitionOfTask, find: findTasks };

/** @param said.offer what autocomplete lists; whatever is typed exactly is always found */
export const task = <R extends boolean = true>(said: { required?: R; offer?: Offer } = {}): Option<Task, R> =>
  item(tasks, said);
