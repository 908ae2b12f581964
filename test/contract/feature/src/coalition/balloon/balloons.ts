// Balloons: something that has to go up on a day, by somebody. The domain of a feature that does not exist.
import type { MemberAct } from '#coalition/act.ts';
import { recordEvent } from '#coalition/event.ts';
import { sayTo } from '#delivery/record.ts';
import { type Reader, transact } from '#store/database.ts';

export type Balloon = {
  id: string;
  name: string;
  dueOn: string;
  ownerId: string;
  coalitionId: string;
  organizationId: string;
  madeAt: Date;
  upAt: Date | null;
};

/** @returns balloons by id */
export async function balloonsById(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Balloon>> {
  const rows = await reader.$queryRaw<Balloon[]>`SELECT * FROM "Balloon" WHERE id = ANY(${[...ids]})`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** It is up: whoever coordinates the coalition hears of it. */
export const letUp = (act: MemberAct, id: string): Promise<void> =>
  transact(act.store, async (tx) => {
    const coalitionId = act.coalition.id;
    await tx.$executeRaw`UPDATE "Balloon" SET "upAt" = ${act.now} WHERE id = ${id} AND "coalitionId" = ${coalitionId}`;
    await recordEvent(tx, act, 0, { kind: 'balloon.up', coalitionId, data: { balloonId: id } });
    const coordinators = await tx.membership.findMany({ where: { coalitionId, coordinates: true } });
    for (const { personId } of coordinators)
      await sayTo(tx, act, {
        topic: 'balloon-up',
        data: { balloonId: id },
        key: `balloon-up ${id} ${personId}`,
        coalitionId,
        personId,
      });
  });
