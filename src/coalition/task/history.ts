// What happened to a task, newest first: for the history behind a button, and the last line of its card.

import type { Store } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import type { Task } from './task.ts';
import { type Someone, toSomeone } from './task.ts';

export type Happened = { at: Date; kind: string; who: Someone | null; text: string | null };

const wordsOf = (data: unknown): string | null => {
  const { text, reason } = (data ?? {}) as { text?: unknown; reason?: unknown };
  const words = text ?? reason;
  return typeof words === 'string' ? words : null;
};

const happenedFields = {
  at: true,
  kind: true,
  data: true,
  person: {
    select: {
      id: true,
      name: true,
      accounts: { where: { closedAt: null }, select: { platform: true, home: true, userId: true } },
    },
  },
} satisfies Prisma.EventSelect;

const toHappened = (row: Prisma.EventGetPayload<{ select: typeof happenedFields }>): Happened => ({
  at: row.at,
  kind: row.kind,
  who: row.person && toSomeone(row.person),
  text: wordsOf(row.data),
});

/** @returns the newest events of a task that the reader may see already (ask `taskById` first) */
export const historyOf = async (
  store: Pick<Store, 'prisma'>,
  task: Pick<Task, 'id' | 'coalitionId'>,
  limit = 15,
): Promise<Happened[]> => {
  const rows = await store.prisma.event.findMany({
    where: { taskId: task.id, coalitionId: task.coalitionId },
    orderBy: [{ at: 'desc' }, { ordinal: 'desc' }],
    take: limit,
    select: happenedFields,
  });
  return rows.map(toHappened);
};

/** The newest event of each task, for the last line of its card. */
export const lastHappened = async (
  store: Pick<Store, 'prisma'>,
  taskIds: readonly string[],
): Promise<Map<string, Happened>> => {
  const rows = await store.prisma.event.findMany({
    where: { taskId: { in: [...taskIds] } },
    orderBy: [{ taskId: 'asc' }, { at: 'desc' }, { ordinal: 'desc' }],
    distinct: ['taskId'],
    select: { ...happenedFields, taskId: true },
  });
  return new Map(rows.flatMap((row) => (row.taskId === null ? [] : [[row.taskId, toHappened(row)] as const])));
};
