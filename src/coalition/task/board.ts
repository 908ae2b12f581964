// What the boards of channels show: the open tasks that each of these channels may show, the most urgent first.

import { mayShow, takesTasks } from '#delivery/visible.ts';
import type { Store } from '#store/database.ts';
import { tasksById } from './find.ts';
import type { Task } from './task.ts';

export type ChannelBoard = { coalition: string; tasks: Task[]; total: number };

type Row = { channel: string; coalition: string; total: number; ids: string[] };

/** One statement for all channels: which tasks, how many. A disconnected channel gets none and is then withdrawn. */
const boardsSql = `
  SELECT h.id AS channel, c.name AS coalition, count(t.id)::int AS total,
    coalesce((array_agg(t.id ORDER BY t."dueAt" NULLS LAST, t.number) FILTER (WHERE t.id IS NOT NULL))[1:$2], '{}') AS ids
  FROM "Channel" h
  JOIN "Coalition" c ON c.id = h."coalitionId"
  LEFT JOIN "Organization" o ON o.id = h."organizationId"
  LEFT JOIN "Task" t ON t."coalitionId" = h."coalitionId" AND t.state IN ('open', 'blocked')
    AND ${mayShow('t.visibility::text', 't."organizationId"')}
  WHERE h.id = ANY($1) AND h.mode = 'board' AND ${takesTasks}
  GROUP BY h.id, c.name`;

/**
 * @param channelIds connected channels
 * @param size how many tasks a board lists
 * @returns boards by channel; a channel that has none (any more) is left out
 */
export const boardsOf = async (
  store: Pick<Store, 'prisma'>,
  channelIds: readonly string[],
  size: number,
): Promise<Map<string, ChannelBoard>> => {
  const rows = await store.prisma.$queryRawUnsafe<Row[]>(boardsSql, [...channelIds], size);
  const tasks = await tasksById(store, [...new Set(rows.flatMap((row) => row.ids))]);
  return new Map(
    rows.map((row) => [
      row.channel,
      { coalition: row.coalition, total: row.total, tasks: row.ids.flatMap((id) => tasks.get(id) ?? []) },
    ]),
  );
};
