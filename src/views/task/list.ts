// Lists of tasks, in private: a page at a time, each task opened from a menu, no number ever typed.
import { packPress } from '#bot/press.ts';
import type { Task } from '#coalition/task/task.ts';
import type { Block, Button, Message, Span } from '#message/message.ts';
import { dueSpans, type For } from '../when.ts';
import { heading, isOpen, openingMenu, ownerSpans, stateSpans } from './parts.ts';

const gap: Span = { span: 'text', text: ' · ' };

const line = (task: Task, reader: For, coalition?: string): Span[] => [
  { span: 'strong', text: heading(task) },
  ...(task.due ? [gap, ...dueSpans(task.due, reader, isOpen(task))] : []),
  gap,
  ...ownerSpans(task, reader),
  gap,
  ...stateSpans(task, reader),
  ...(coalition === undefined ? [] : [gap, { span: 'text' as const, text: coalition }]),
];

export type Listed = {
  title: string;
  empty: string;
  tasks: readonly { task: Task; coalition?: string }[];
  total: number;
  /** Whether the reader may add one: an empty list then offers it. */
  mayAdd: boolean;
  /** Buttons to the pages before and after. */
  pages: readonly Button[];
};

export const taskList = (listed: Listed, reader: For): Message => {
  if (listed.tasks.length === 0) {
    const add: Button = { kind: 'button', label: reader.t('task.button.add'), press: packPress('task.add') };
    return {
      summary: listed.empty,
      blocks: [
        { block: 'paragraph', text: listed.empty },
        ...(listed.mayAdd ? [{ block: 'actions' as const, elements: [add] }] : []),
      ],
    };
  }
  const blocks: Block[] = [
    { block: 'heading', text: listed.title },
    { block: 'list', items: listed.tasks.map(({ task, coalition }) => line(task, reader, coalition)) },
    {
      block: 'actions',
      elements: [
        openingMenu(
          listed.tasks.map(({ task }) => task),
          reader,
        ),
        ...listed.pages,
      ],
    },
  ];
  return { summary: `${listed.title}: ${listed.total}`, blocks };
};
