// Lists of tasks, in private: a line for each, and a page of them.
import { packPress } from '#bot/press.ts';
import type { Task } from '#coalition/task/task.ts';
import type { Button, Message, Span } from '#message/message.ts';
import { gap, listMessage } from '../item.ts';
import { dueSpans, type For } from '../when.ts';
import { heading, isOpen, openingTasks, ownerSpans, stateSpans } from './parts.ts';

/** @param coalition its name, where the reader belongs to several */
export const taskLine = (task: Task, reader: For, coalition: string | null = null): Span[] => [
  { span: 'strong', text: heading(task) },
  ...(task.due ? [gap, ...dueSpans(task.due, reader, isOpen(task))] : []),
  gap,
  ...ownerSpans(task, reader),
  gap,
  ...stateSpans(task, reader),
  ...(coalition === null ? [] : [gap, { span: 'text' as const, text: coalition }]),
];

export type ListedTasks = {
  title: string;
  empty: string;
  tasks: readonly Task[];
  total: number;
  /** Whether the reader may add one: an empty list then offers it. */
  mayAdd: boolean;
  /** Buttons to the pages before and after. */
  pages: readonly Button[];
};

export const taskList = (listed: ListedTasks, reader: For): Message =>
  listMessage({
    ...listed,
    lines: listed.tasks.map((task) => taskLine(task, reader)),
    menu: openingTasks(listed.tasks, reader),
    add: listed.mayAdd ? { kind: 'button', label: reader.t('task.button.add'), press: packPress('task.add') } : null,
  });
