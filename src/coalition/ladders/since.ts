// Since when an item is due at the moment it is due at. Whoever has just moved a date knows it: a step of the new ladder
// that would have passed by then is not made up for.
import type { Tx } from '#store/database.ts';

/** Every change of a task or a duty keeps what was there before, so the last event that found another moment made this one. */
const movedSql = (item: 'taskId' | 'dutyId', table: 'Task' | 'Duty'): string => `
SELECT i.id, max(e.at) AS at FROM "${table}" i JOIN "Event" e ON e."${item}" = i.id
WHERE i.id = ANY($1::text[]) AND jsonb_exists(e.data #> '{before,columns}', 'dueAt')
  AND (e.data #>> '{before,columns,dueAt}')::timestamptz IS DISTINCT FROM i."dueAt"
GROUP BY i.id`;
const tasksMoved = movedSql('taskId', 'Task');
const dutiesMoved = movedSql('dutyId', 'Duty');

/** @returns by id when its due moment was last changed; those that never had another one are left out */
export async function movedAt(
  tx: Tx,
  of: 'tasks' | 'duties',
  ids: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const sql = of === 'tasks' ? tasksMoved : dutiesMoved;
  const rows = await tx.$queryRawUnsafe<{ id: string; at: Date }[]>(sql, [...ids]);
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** The latest of some moments; undefined ones do not count. */
export const latestOf = (first: Date, ...others: readonly (Date | undefined)[]): Date =>
  others.reduce<Date>((latest, one) => (one && one > latest ? one : latest), first);
