// Which ladder holds, and choosing another one: for all items of a kind in the coalition, for one item, for oneself.
import { type Tx, transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import type { MemberAct } from '../act.ts';
import { recordEvent } from '../event.ts';
import { lockCoalition } from '../roles.ts';
import { chosen } from '../rules/rungs.ts';
import { loadLadders, type Rungs } from './ladder.ts';

/** For what a ladder is chosen; null: for every item of the kind, for everybody. */
export type ChosenFor = { kind: string; itemId: string | null; personId: string | null };

/** The ladder that holds there, chosen or inherited. */
export async function rungsFor(tx: Tx, coalitionId: string, { kind, itemId, personId }: ChosenFor): Promise<Rungs> {
  const ladder = (await loadLadders()).get(kind);
  if (!ladder) throw new Error(`there is no ladder for "${kind}"`);
  const choices = await tx.ladderChoice.findMany({
    where: { coalitionId, kind },
    select: { itemId: true, personId: true, before: true, overdueEvery: true, since: true },
  });
  const { before, overdueEvery } = chosen(choices, itemId ?? '', personId ?? '', ladder.rungs);
  return { before, overdueEvery };
}

/**
 * @param change what is to be different; null: as usual again. What others have chosen more particularly stays
 * @returns the ladder that holds now
 */
export const chooseRungs = (act: MemberAct, of: ChosenFor, change: Partial<Rungs> | null): Promise<Rungs> =>
  transact(act.store, async (tx) => {
    const coalitionId = act.coalition.id;
    const { kind, itemId, personId } = of;
    await lockCoalition(tx, coalitionId);
    const before = await rungsFor(tx, coalitionId, of);
    await recordEvent(tx, act, 0, {
      kind: 'ladder.chosen',
      coalitionId,
      data: { kind, itemId, personId, before: [...before.before], overdueEvery: before.overdueEvery },
    });
    await tx.ladderChoice.deleteMany({ where: { coalitionId, kind, itemId, personId } });
    if (change !== null) {
      const { before: days, overdueEvery } = { ...before, ...change };
      await tx.ladderChoice.create({
        data: {
          id: newId(act.now),
          coalitionId,
          kind,
          itemId,
          personId,
          before: [...days],
          overdueEvery,
          since: act.now,
        },
        select: { id: true },
      });
    }
    return rungsFor(tx, coalitionId, of);
  });
