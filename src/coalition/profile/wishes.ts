// "Less of this": what a person wants fewer or none of, in one coalition or everywhere. Delivery drops what is switched
// off; "slower" and "mine" are heeded by whoever decides what to say (ladders, the personal digest).
import { Refusal } from '#bot/refusal.ts';
import { type Tx, transact } from '#store/database.ts';
import type { Measure } from '#store/generated/enums.ts';
import { newId } from '#store/id.ts';
import type { Act } from '../act.ts';
import { recordEvent } from '../event.ts';

export type Wished = { about: string; measure: Measure; coalition: { id: string; name: string } | null };

/** All of a person's wishes. */
export const wishesOf = (tx: Tx, personId: string): Promise<Wished[]> =>
  tx.wish.findMany({
    where: { personId },
    select: { about: true, measure: true, coalition: { select: { id: true, name: true } } },
    orderBy: [{ about: 'asc' }, { id: 'asc' }],
  });

/**
 * @param wish `about` as the topics name it; `coalitionId` null: everywhere; `measure` null: as usual again
 * @returns what was wished before; the coalition's name where it is about one
 * @throws Refusal when the coalition is none of the person's
 */
export const setWish = (
  act: Act,
  wish: { about: string; coalitionId: string | null; measure: Measure | null },
): Promise<{ before: Measure | null; coalition: string | null }> =>
  transact(act.store, async (tx) => {
    const { about, coalitionId, measure } = wish;
    const personId = act.person.id;
    await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId} FOR NO KEY UPDATE`;
    const coalition = coalitionId === null ? null : await coalitionOf(tx, personId, coalitionId);
    await recordEvent(tx, act, 0, { kind: 'person.wished', data: { about, measure } });
    const had = await tx.wish.findFirst({
      where: { personId, about, coalitionId },
      select: { id: true, measure: true },
    });
    if (measure === null) await tx.wish.deleteMany({ where: { personId, about, coalitionId } });
    else if (had) await tx.wish.update({ where: { id: had.id }, data: { measure }, select: { id: true } });
    else
      await tx.wish.create({
        data: { id: newId(act.now), personId, about, coalitionId, measure },
        select: { id: true },
      });
    return { before: had?.measure ?? null, coalition };
  });

/** Whoever has left may still take a wish back. */
async function coalitionOf(tx: Tx, personId: string, coalitionId: string): Promise<string> {
  const row = await tx.coalition.findFirst({
    where: {
      id: coalitionId,
      OR: [{ memberships: { some: { personId } } }, { wishes: { some: { personId } } }],
    },
    select: { name: true },
  });
  if (!row) throw new Refusal('common.refusal.gone');
  return row.name;
}
