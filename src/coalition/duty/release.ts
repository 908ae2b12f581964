// Duties of people who go, and of organisations that leave. A duty without its person is taken care of by whoever
// coordinates the organisation; one without an organisation by the coalition's coordinators. Nothing is lost.
import type { Tx } from '#store/database.ts';
import type { Trace } from '../act.ts';
import { recordEvent } from '../event.ts';

type Released = { ordinal: number; duties: string[] };

/**
 * Takes people off the open duties of a coalition. Each revision grows, so that an older undo cannot bring them back.
 * @param ordinal the first free ordinal of this act's events
 * @returns the next free one, and the ids of the duties that were given back
 */
export const releaseDuties = async (
  tx: Tx,
  act: Trace,
  coalitionId: string,
  personIds: readonly string[],
  ordinal: number,
): Promise<Released> => {
  const duties = await tx.duty.findMany({
    where: { coalitionId, state: 'open', ownerId: { in: [...personIds] } },
    select: { id: true, organizationId: true },
    orderBy: { id: 'asc' },
  });
  const ids = duties.map((duty) => duty.id);
  await tx.duty.updateMany({ where: { id: { in: ids } }, data: { ownerId: null, revision: { increment: 1 } } });
  for (const [i, duty] of duties.entries())
    await recordEvent(tx, act, ordinal + i, {
      kind: 'duty.release',
      coalitionId,
      organizationId: duty.organizationId,
      dutyId: duty.id,
    });
  return { ordinal: ordinal + duties.length, duties: ids };
};

/**
 * What becomes of an organisation's open duties when it leaves: those of the whole coalition lose it, what only it could
 * see is dropped and kept.
 * @returns the next free ordinal, and the ids of the duties that stay open
 */
export const freeDuties = async (
  tx: Tx,
  act: Trace,
  coalitionId: string,
  organizationId: string,
  ordinal: number,
): Promise<Released> => {
  const duties = await tx.duty.findMany({
    where: { coalitionId, organizationId, state: 'open' },
    select: { id: true, visibility: true },
    orderBy: { id: 'asc' },
  });
  const own = duties.filter((duty) => duty.visibility === 'organisation').map((duty) => duty.id);
  const others = duties.filter((duty) => duty.visibility !== 'organisation').map((duty) => duty.id);
  const revision = { increment: 1 };
  await tx.duty.updateMany({
    where: { id: { in: own } },
    data: { state: 'dropped', stateAt: act.now, ownerId: null, revision },
  });
  await tx.duty.updateMany({ where: { id: { in: others } }, data: { organizationId: null, revision } });
  for (const [i, { id }] of duties.entries())
    await recordEvent(tx, act, ordinal + i, {
      kind: own.includes(id) ? 'duty.drop' : 'duty.release',
      coalitionId,
      organizationId,
      dutyId: id,
    });
  return { ordinal: ordinal + duties.length, duties: others };
};
