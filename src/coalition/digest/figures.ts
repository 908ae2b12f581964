// The figures of a digest: how far things are, and which organisation has contributed what. Counted by the database, for
// each visibility apart, so that nobody's figures tell of what they may not see.
import type { Tx } from '#store/database.ts';
import type { Contribution, Progress } from './content.ts';
import type { Period } from './section.ts';

/** All tasks and duties that were not dropped, by whose they are and who sees them. */
export const progressOf = (reader: Tx, { coalitionId, from, until }: Period): Promise<Progress[]> => {
  const [after, now] = [from.toISOString(), until.toISOString()];
  return reader.$queryRaw<Progress[]>`
    SELECT "organizationId", visibility::text AS visibility,
      count(*) FILTER (WHERE done)::int AS done,
      count(*) FILTER (WHERE done AND "stateAt" > ${after}::timestamptz AND "stateAt" <= ${now}::timestamptz)::int AS lately,
      count(*) FILTER (WHERE NOT done)::int AS open,
      count(*) FILTER (WHERE NOT done AND "overAt" <= ${now}::timestamptz)::int AS overdue
    FROM (
      SELECT "organizationId", visibility, state = 'done' AS done, "stateAt", "overAt" FROM "Task"
      WHERE "coalitionId" = ${coalitionId} AND state <> 'dropped'
      UNION ALL
      SELECT "organizationId", visibility, state = 'done', "stateAt", "overAt" FROM "Duty"
      WHERE "coalitionId" = ${coalitionId} AND state <> 'dropped'
    ) item GROUP BY 1, 2`;
};

/** What organisations did in the period, as far as it still stands: an undone "done" is no contribution. */
export const participationOf = async (reader: Tx, { coalitionId, from, until }: Period): Promise<Contribution[]> => {
  const [after, now] = [from.toISOString(), until.toISOString()];
  return reader.$queryRaw<Contribution[]>`
    WITH happened AS (
      SELECT "organizationId", kind, "taskId", "dutyId", id FROM "Event"
      WHERE "coalitionId" = ${coalitionId} AND at > ${after}::timestamptz AND at <= ${now}::timestamptz
        AND kind IN ('task.done', 'task.take', 'duty.done') AND "organizationId" IS NOT NULL
    ), did AS (
      SELECT e."organizationId", t.visibility, count(DISTINCT t.id) FILTER (WHERE e.kind = 'task.done' AND t.state = 'done') AS done,
        count(DISTINCT t.id) FILTER (WHERE e.kind = 'task.take' AND t.state <> 'dropped'
          AND t."organizationId" = e."organizationId") AS taken, 0 AS thanks
      FROM happened e JOIN "Task" t ON t.id = e."taskId" GROUP BY 1, 2
      UNION ALL
      SELECT e."organizationId", d.visibility, count(DISTINCT e.id) FILTER (WHERE d.state = 'done' OR d.every IS NOT NULL), 0, 0
      FROM happened e JOIN "Duty" d ON d.id = e."dutyId" GROUP BY 1, 2
      UNION ALL
      SELECT coalesce(k."organizationId", m."organizationId"), 'coalition', 0, 0, count(*)
      FROM "Kudos" k LEFT JOIN "Membership" m ON m."personId" = k."personId" AND m."coalitionId" = k."coalitionId"
      WHERE k."coalitionId" = ${coalitionId} AND k."withdrawnAt" IS NULL
        AND k.at > ${after}::timestamptz AND k.at <= ${now}::timestamptz GROUP BY 1
    )
    SELECT d."organizationId", d.visibility::text AS visibility,
      sum(d.done)::int AS done, sum(d.taken)::int AS taken, sum(d.thanks)::int AS thanks
    FROM did d JOIN "Organization" o ON o.id = d."organizationId" AND o.status IN ('active', 'observer')
    GROUP BY 1, 2 HAVING sum(d.done) + sum(d.taken) + sum(d.thanks) > 0`;
};
