// The board: one pinned message that lists a channel's open tasks, and opens each from a menu.
import { packPress } from '#bot/press.ts';
import type { Task } from '#coalition/task/task.ts';
import type { Block, Message, Span } from '#message/message.ts';
import { gap } from '../item.ts';
import { dueSpans, type For } from '../when.ts';
import { heading, openingTasks, ownerSpans, stateSpans } from './parts.ts';

/** What a board shows: the most urgent tasks and how many there are. */
export type Board = { coalition: string; tasks: readonly Task[]; total: number };

/** As many as fit on a phone screen and a half, and into Discord's menu of 25. */
export const BOARD_SIZE = 15;

const line = (task: Task, reader: For): Span[] => [
  { span: 'strong', text: heading(task) },
  ...(task.due ? [gap, ...dueSpans(task.due, reader, true)] : []),
  gap,
  ...ownerSpans(task, reader),
  ...(task.state === 'blocked' ? [gap, ...stateSpans(task, reader)] : []),
];

/** @param board the open tasks that this channel may show */
export const boardMessage = (board: Board, reader: For): Message => {
  const { t } = reader;
  const rest = board.total - board.tasks.length;
  const list: Block[] =
    board.tasks.length === 0
      ? [{ block: 'paragraph', text: t('task.board.empty') }]
      : [
          {
            block: 'list',
            items: board.tasks.map((task) => line(task, reader)),
            ...(rest > 0 ? { more: t('common.and_more', { count: rest }) } : {}),
          },
        ];
  return {
    summary: t('task.board.summary', { coalition: board.coalition, count: board.total }),
    blocks: [
      { block: 'heading', text: t('task.board.title', { coalition: board.coalition }) },
      ...list,
      {
        block: 'actions',
        elements: [
          ...(board.tasks.length === 0 ? [] : [openingTasks(board.tasks, reader)]),
          { kind: 'button', label: t('task.button.add'), press: packPress('task.add'), tone: 'primary' },
          { kind: 'button', label: t('task.button.mine'), press: packPress('mine') },
        ],
      },
    ],
  };
};
