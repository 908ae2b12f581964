// What the coalition waits for: what is overdue for longer than since the digest before, and what nobody has taken. It
// names organisations, never persons.
import type { Seen } from '../eyes.ts';
import { section } from '../section.ts';

type Row = Seen & { key: string; at: Date; overdue: boolean };

export default section<Row[]>({
  name: 'waiting',
  order: 40,
  load: (reader, { coalitionId, until }) => {
    const now = until.toISOString();
    return reader.$queryRaw<Row[]>`
      SELECT key, "organizationId", visibility, overdue, at FROM (
        SELECT 'task:' || t.id AS key, t."organizationId", t.visibility::text AS visibility, t."dueAt", t.number,
          coalesce(t."overAt" <= ${now}::timestamptz, false) AS overdue,
          CASE WHEN t."overAt" <= ${now}::timestamptz THEN t."overAt" ELSE t."createdAt" END AS at
        FROM "Task" t WHERE t."coalitionId" = ${coalitionId} AND t.state = 'open' AND (t."overAt" <= ${now}::timestamptz
          OR (t."organizationId" IS NULL AND NOT EXISTS (SELECT 1 FROM "TaskAssignee" a WHERE a."taskId" = t.id)))
        UNION ALL
        SELECT 'duty:' || id, "organizationId", visibility::text, "dueAt", number, "overAt" <= ${now}::timestamptz,
          CASE WHEN "overAt" <= ${now}::timestamptz THEN "overAt" ELSE "createdAt" END
        FROM "Duty" WHERE "coalitionId" = ${coalitionId} AND state = 'open'
          AND ("overAt" <= ${now}::timestamptz OR ("organizationId" IS NULL AND "ownerId" IS NULL))
      ) item WHERE at <= ${now}::timestamptz
      ORDER BY overdue DESC, "dueAt" NULLS LAST, number, key`;
  },
  choose: (rows) => rows.map(({ overdue, ...row }) => ({ ...row, data: { overdue } })),
});
