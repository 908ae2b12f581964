// Open items of people who go: given back to their organisation, with a line in each item's history, and drawn anew.
import { redraw } from '#delivery/record.ts';
import type { Tx } from '#store/database.ts';
import type { Trace } from './act.ts';
import { releaseDuties } from './duty/release.ts';
import { recordEvent } from './event.ts';

/** What nobody has to do any more is history and keeps its people. */
export const open = { state: { in: ['open', 'blocked'] as ('open' | 'blocked')[] } };

/** What was given back. */
export type Released = { kind: 'task' | 'duty'; id: string };

/**
 * Takes people off the open items of a coalition. Each item's revision grows, so that an older undo cannot bring them back.
 * @param ordinal the first free ordinal of this act's events
 * @returns the next free one, how many items were given back, and which
 */
export async function releaseItems(
  tx: Tx,
  act: Trace,
  coalitionId: string,
  personIds: readonly string[],
  ordinal: number,
): Promise<{ ordinal: number; items: number; released: Released[] }> {
  const mine = { personId: { in: [...personIds] } };
  const tasks = await tx.task.findMany({
    where: { coalitionId, ...open, assignees: { some: mine } },
    select: { id: true, visibility: true, organizationId: true },
    orderBy: { id: 'asc' },
  });
  const ids = tasks.map((task) => task.id);
  await tx.taskAssignee.deleteMany({ where: { ...mine, taskId: { in: ids } } });
  await tx.task.updateMany({ where: { id: { in: ids } }, data: { revision: { increment: 1 } } });
  for (const [i, task] of tasks.entries()) {
    await recordEvent(tx, act, ordinal + i, {
      kind: 'task.release',
      coalitionId,
      organizationId: task.organizationId,
      taskId: task.id,
    });
    await redraw(tx, { store: act.store, now: act.now, coalitionId, task });
  }
  const { ordinal: next, duties } = await releaseDuties(tx, act, coalitionId, personIds, ordinal + tasks.length);
  const released: Released[] = [
    ...ids.map((id) => ({ kind: 'task' as const, id })),
    ...duties.map((id) => ({ kind: 'duty' as const, id })),
  ];
  return { ordinal: next, items: released.length, released };
}
