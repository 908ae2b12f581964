// Duties: owed by their owner; without one by those who coordinate the organisation, and where nobody does, by the
// coalition's coordinators. What is owed outside has long leads: a month, two weeks, a week, a day.
import type { Tx } from '#store/database.ts';
import { fromStored } from '#time/moment.ts';
import { present, takingPart } from '../../people.ts';
import { ladder, type Owed, type Ower } from '../ladder.ts';
import { latestOf, movedAt } from '../since.ts';

const coordinator = { personId: true, createdAt: true } as const;

/** Since when each duty has the owner it has. */
async function ownedSince(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx.$queryRaw<{ id: string; at: Date }[]>`
    SELECT d.id, max(e.at) AS at FROM "Duty" d JOIN "Event" e ON e."dutyId" = d.id AND e.data->>'to' = d."ownerId"
    WHERE d.id = ANY(${[...ids]}) GROUP BY d.id`;
  return new Map(rows.map(({ id, at }) => [id, at]));
}

export default ladder({
  kind: 'duty',
  rungs: { before: [30, 14, 7, 1], overdueEvery: 7 },
  escalates: true,
  async owed(tx, ids) {
    const rows = await tx.duty.findMany({
      where: { id: { in: [...ids] }, state: 'open' },
      select: {
        id: true,
        coalitionId: true,
        organizationId: true,
        visibility: true,
        dueAt: true,
        dueZone: true,
        dueHasTime: true,
        stateAt: true,
        owner: {
          select: {
            id: true,
            memberships: { where: takingPart, select: { coalitionId: true, organizationId: true } },
          },
        },
        organization: {
          select: { memberships: { where: { ...present, role: 'coordinator' }, select: coordinator } },
        },
        coalition: {
          select: { memberships: { where: { ...present, coordinates: true }, select: coordinator } },
        },
      },
    });
    const open = rows.map((row) => row.id);
    const [moved, owned] = await Promise.all([movedAt(tx, 'duties', open), ownedSince(tx, open)]);
    return rows.map((row): Owed => {
      const since = latestOf(row.stateAt, moved.get(row.id));
      const internal = row.visibility === 'organisation';
      // Who left the coalition, or may not see it any more, owes it no more.
      const owner = row.owner?.memberships.some(
        (one) => one.coalitionId === row.coalitionId && (!internal || one.organizationId === row.organizationId),
      )
        ? row.owner
        : null;
      const own = row.organization?.memberships ?? [];
      const speakers = own.length > 0 || internal ? own : row.coalition.memberships;
      const named = (personId: string): Ower => ({ personId, since: latestOf(since, owned.get(row.id)), named: true });
      return {
        id: row.id,
        coalitionId: row.coalitionId,
        organizationId: row.organizationId,
        visibility: row.visibility,
        due: fromStored(row),
        since,
        owers: owner
          ? [named(owner.id)]
          : speakers.map(
              (one): Ower => ({
                personId: one.personId,
                since: latestOf(since, one.createdAt),
                named: false,
                ...(speakers === own ? {} : { forCoalition: true }),
              }),
            ),
      };
    });
  },
});
