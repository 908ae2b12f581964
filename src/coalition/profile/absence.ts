// Days on which a person is away. Private: no list and no card shows them; only the rest rule reads them.
import { Refusal } from '#bot/refusal.ts';
import { lookAgain } from '#delivery/awake.ts';
import { type Tx, transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { addDays } from '#time/day.ts';
import type { Act } from '../act.ts';
import { recordEvent } from '../event.ts';

/** ISO days, both included, in the person's own zone. */
export type Absence = { id: string; firstDay: string; lastDay: string };

const fields = { id: true, firstDay: true, lastDay: true } as const;

/** Those that are not over yet, the soonest first. @param today ISO day in the person's zone */
export const absencesOf = (tx: Tx, personId: string, today: string): Promise<Absence[]> =>
  tx.absence.findMany({
    where: { personId, lastDay: { gte: today } },
    select: fields,
    orderBy: { firstDay: 'asc' },
  });

const lock = async (tx: Tx, personId: string): Promise<void> => {
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId} FOR NO KEY UPDATE`;
};

/**
 * The acting person is away on these days. One that touches or overlaps others becomes one with them.
 * @returns the absence as it stands now, which may be longer than what was asked for
 * @throws Refusal when it ends before it begins
 */
export const addAbsence = (act: Act, { firstDay, lastDay }: Omit<Absence, 'id'>): Promise<Absence> =>
  transact(act.store, async (tx) => {
    if (lastDay < firstDay) throw new Refusal('rest.refusal.backwards', { option: 'until' });
    const personId = act.person.id;
    await lock(tx, personId);
    await recordEvent(tx, act, 0, { kind: 'person.away' });
    const touching = await tx.absence.findMany({
      where: { personId, firstDay: { lte: addDays(lastDay, 1) }, lastDay: { gte: addDays(firstDay, -1) } },
      select: fields,
    });
    await tx.absence.deleteMany({ where: { id: { in: touching.map((one) => one.id) } } });
    const days = [{ firstDay, lastDay }, ...touching];
    return tx.absence.create({
      data: {
        id: newId(act.now),
        personId,
        firstDay: days.map((one) => one.firstDay).sort()[0] ?? firstDay,
        lastDay:
          days
            .map((one) => one.lastDay)
            .sort()
            .at(-1) ?? lastDay,
        createdAt: act.now,
      },
      select: fields,
    });
  });

/**
 * Calls an absence off; one that has begun ends with yesterday, since its days so far were not working days.
 * @param today ISO day in the person's zone
 * @throws Refusal when it is over or was called off before
 */
export const endAbsence = (act: Act, id: string, today: string): Promise<Absence> =>
  transact(act.store, async (tx) => {
    const personId = act.person.id;
    await lock(tx, personId);
    const absence = await tx.absence.findFirst({ where: { id, personId, lastDay: { gte: today } }, select: fields });
    if (!absence) throw new Refusal('rest.refusal.no_absence');
    await recordEvent(tx, act, 0, { kind: 'person.back' });
    if (absence.firstDay >= today) await tx.absence.delete({ where: { id }, select: { id: true } });
    else await tx.absence.update({ where: { id }, data: { lastDay: addDays(today, -1) }, select: { id: true } });
    await lookAgain(tx, act, { personId });
    return absence;
  });
