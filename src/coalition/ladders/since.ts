// Since when an item is owed as it is: when its date was last moved, or when it was given back. Whoever has just moved a
// date knows it, and whoever is handed an item is told so: a step that would have passed by then is not made up for.
import type { Tx } from '#store/database.ts';

/** Every change of a task or a duty keeps what was there before, so the last event that found another moment made this one. */
const movedSql = (item: 'taskId' | 'dutyId', table: 'Task' | 'Duty', release: string): string => `
SELECT i.id, max(e.at) AS at FROM "${table}" i JOIN "Event" e ON e."${item}" = i.id
WHERE i.id = ANY($1::text[]) AND (e.kind = '${release}' OR jsonb_exists(e.data #> '{before,columns}', 'dueAt')
  AND (e.data #>> '{before,columns,dueAt}')::timestamptz IS DISTINCT FROM i."dueAt")
GROUP BY i.id`;
const tasksMoved = movedSql('taskId', 'Task', 'task.release');
const dutiesMoved = movedSql('dutyId', 'Duty', 'duty.release');

/** @returns by id when its due moment was last changed or it was given back; those that never were are left out */
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
