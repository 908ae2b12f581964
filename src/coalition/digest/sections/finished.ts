// What was finished since the digest before and still is: a "done" that was undone is no news. A repeating duty goes on
// with its next date, so that its events tell what was finished.
import type { Seen } from '../eyes.ts';
import { section } from '../section.ts';

type Row = Seen & { key: string; at: Date };

export default section<Row[]>({
  name: 'finished',
  order: 10,
  load: (reader, { coalitionId, from, until }) => {
    const [after, now] = [from.toISOString(), until.toISOString()];
    return reader.$queryRaw<Row[]>`
      SELECT 'task:' || id AS key, "organizationId", visibility::text AS visibility, "stateAt" AS at FROM "Task"
      WHERE "coalitionId" = ${coalitionId} AND state = 'done'
        AND "stateAt" > ${after}::timestamptz AND "stateAt" <= ${now}::timestamptz
      UNION ALL
      SELECT 'duty:' || d.id, d."organizationId", d.visibility::text, max(e.at) FROM "Event" e JOIN "Duty" d ON d.id = e."dutyId"
      WHERE e."coalitionId" = ${coalitionId} AND e.at > ${after}::timestamptz AND e.at <= ${now}::timestamptz
        AND e.kind = 'duty.done' AND (d.state = 'done' OR (d.state = 'open' AND d.every IS NOT NULL))
        AND NOT EXISTS (SELECT 1 FROM "Event" u WHERE u."dutyId" = d.id AND u.kind IN ('duty.undo', 'duty.reopen')
          AND u.at >= e.at AND u.at <= ${now}::timestamptz)
      GROUP BY d.id ORDER BY at DESC, key`;
  },
  choose: (rows) => rows.map((row) => ({ ...row, data: {} })),
});
