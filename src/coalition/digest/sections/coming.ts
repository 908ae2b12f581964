// What is ahead: tasks due in the next two weeks, duties in the next thirty days, since a report or a permit takes long.
import { addDays, instantOf } from '#time/day.ts';
import { dateIn } from '#time/moment.ts';
import type { Seen } from '../eyes.ts';
import { type Entry, type Period, section } from '../section.ts';

type Row = Seen & { key: string; dueAt: Date; createdAt: Date };

const days = { task: 14, duty: 30 } as const;
const week = 7;

/** The end of the day so many days after the period's last one. */
const ahead = ({ until, zone }: Period, count: number): Date =>
  instantOf(addDays(dateIn(zone, until), count + 1), 0, zone);

const dayMs = 86_400_000;

/**
 * It becomes news when it is written down, when it comes into sight, and once more when its week begins. To the hour: a
 * change of the clocks in between moves nothing that anybody sees.
 */
const newsAt = ({ key, dueAt, createdAt }: Row, { until }: Period): Date => {
  const before = (count: number): number => dueAt.getTime() - count * dayMs;
  const sight = before(key.startsWith('duty:') ? days.duty : days.task);
  return new Date(Math.max(...[0, createdAt.getTime(), sight, before(week)].filter((at) => at <= until.getTime())));
};

export default section<Row[]>({
  name: 'coming',
  order: 50,
  load: (reader, period) => {
    const { coalitionId, until } = period;
    return reader.$queryRaw<Row[]>`
      SELECT key, "organizationId", visibility, "dueAt", "createdAt" FROM (
      SELECT 'task:' || id AS key, "organizationId", visibility::text AS visibility, "dueAt", "createdAt", number FROM "Task"
      WHERE "coalitionId" = ${coalitionId} AND state = 'open' AND "overAt" > ${until.toISOString()}::timestamptz
        AND "dueAt" < ${ahead(period, days.task).toISOString()}::timestamptz
      UNION ALL
      SELECT 'duty:' || id, "organizationId", visibility::text, "dueAt", "createdAt", number FROM "Duty"
      WHERE "coalitionId" = ${coalitionId} AND state = 'open' AND "overAt" > ${until.toISOString()}::timestamptz
        AND "dueAt" < ${ahead(period, days.duty).toISOString()}::timestamptz
      ) item ORDER BY "dueAt", number, key`;
  },
  choose: (rows, period) =>
    rows.map((row): Entry => {
      const { key, organizationId, visibility } = row;
      return { key, organizationId, visibility, at: newsAt(row, period), data: {} };
    }),
});
