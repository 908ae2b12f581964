// Tasks: owed by whoever is on them; where nobody is, by those who coordinate the organisation, or, where nobody does, the
// coalition. What is blocked waits for somebody else, and nobody is reminded of it meanwhile.
import { present, takingPart } from '../../people.ts';
import { dueOf } from '../../task/task.ts';
import { ladder, type Owed, type Ower } from '../ladder.ts';
import { latestOf, movedAt } from '../since.ts';

const coordinator = { personId: true, createdAt: true } as const;

export default ladder({
  kind: 'task',
  rungs: { before: [7, 1, 0], overdueEvery: 7 },
  escalates: true,
  async owed(tx, ids) {
    const rows = await tx.task.findMany({
      where: { id: { in: [...ids] }, state: 'open', dueAt: { not: null } },
      select: {
        id: true,
        coalitionId: true,
        organizationId: true,
        visibility: true,
        dueAt: true,
        dueZone: true,
        dueHasTime: true,
        stateAt: true,
        assignees: {
          select: {
            since: true,
            person: {
              select: {
                id: true,
                memberships: { where: takingPart, select: { coalitionId: true, organizationId: true } },
              },
            },
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
    const moved = await movedAt(
      tx,
      'tasks',
      rows.map((row) => row.id),
    );
    return rows.flatMap((row): Owed[] => {
      const due = dueOf(row);
      if (!due) return [];
      const since = latestOf(row.stateAt, moved.get(row.id));
      const internal = row.visibility === 'organisation';
      // Who left the coalition, or may not see it any more, owes it no more.
      const on = row.assignees.filter(({ person }) =>
        person.memberships.some(
          (one) => one.coalitionId === row.coalitionId && (!internal || one.organizationId === row.organizationId),
        ),
      );
      const named = on.map(
        (one): Ower => ({
          personId: one.person.id,
          since: latestOf(since, one.since),
          named: true,
        }),
      );
      const own = row.organization?.memberships ?? [];
      // What no organisation has taken over is owed by nobody; what is one's own is told to nobody else.
      const standIns = own.length === 0 && row.organization && !internal ? row.coalition.memberships : [];
      const speaks = (one: { personId: string; createdAt: Date }): Ower => ({
        personId: one.personId,
        since: latestOf(since, one.createdAt),
        named: false,
      });
      const speakers = [...own.map(speaks), ...standIns.map((one): Ower => ({ ...speaks(one), forCoalition: true }))];
      return [
        {
          id: row.id,
          coalitionId: row.coalitionId,
          organizationId: row.organizationId,
          visibility: row.visibility,
          due,
          since,
          owers: named.length > 0 ? named : speakers,
        },
      ];
    });
  },
});
