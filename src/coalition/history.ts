// What happened to an item (a task, a duty), newest first: for the history behind a button, and the last line of a card.

import type { Store } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import { type Someone, someone, toSomeone } from './someone.ts';

export type Happened = { at: Date; kind: string; who: Someone | null; text: string | null };

const wordsOf = (data: unknown): string | null => {
  const { text, reason } = (data ?? {}) as { text?: unknown; reason?: unknown };
  const words = text ?? reason;
  return typeof words === 'string' ? words : null;
};

export const happenedFields = {
  at: true,
  kind: true,
  data: true,
  person: someone,
} satisfies Prisma.EventSelect;

export const toHappened = (row: Prisma.EventGetPayload<{ select: typeof happenedFields }>): Happened => ({
  at: row.at,
  kind: row.kind,
  who: row.person && toSomeone(row.person),
  text: wordsOf(row.data),
});

/** @returns the newest events of an item that the reader may see already (ask `taskById`, `dutyById` first) */
export const historyOf = async (
  store: Pick<Store, 'prisma'>,
  of: { taskId: string } | { dutyId: string },
  limit = 15,
): Promise<Happened[]> => {
  const rows = await store.prisma.event.findMany({
    where: of,
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
