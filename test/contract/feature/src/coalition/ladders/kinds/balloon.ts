// A made-up ladder: three days before and on the day, then every second day; brought to coordinators when it hangs.
import { ladder } from '#coalition/ladders/ladder.ts';
import { balloonsById } from '../../balloon/balloons.ts';

export default ladder({
  kind: 'balloon',
  rungs: { before: [3, 0], overdueEvery: 2 },
  escalates: true,
  async owed(tx, ids) {
    return [...(await balloonsById(tx, ids)).values()]
      .filter(({ upAt }) => upAt === null)
      .map((one) => ({
        id: one.id,
        coalitionId: one.coalitionId,
        due: { kind: 'day', date: one.dueOn, zone: 'Europe/Vienna' },
        organizationId: one.organizationId,
        visibility: 'coalition',
        since: one.madeAt,
        owers: [{ personId: one.ownerId, since: one.madeAt, named: true }],
      }));
  },
});
