// Who is new: organisations that were welcomed, and how many people came to act for those that were there before.
import { type Entry, section } from '../section.ts';

type Row = { organizationId: string; at: Date; welcomed: boolean; people: number };

export default section<Row[]>({
  name: 'members',
  order: 60,
  load: (reader, { coalitionId, from, until }) => {
    const [after, now] = [from.toISOString(), until.toISOString()];
    return reader.$queryRaw<Row[]>`
      WITH welcomed AS (
        SELECT "organizationId" AS id, max(at) AS at FROM "Event"
        WHERE "coalitionId" = ${coalitionId} AND at > ${after}::timestamptz AND at <= ${now}::timestamptz
          AND kind IN ('organisation.welcomed', 'organisation.observing') GROUP BY 1
      ), came AS (
        SELECT m."organizationId" AS id, max(m."createdAt") AS at, count(*)::int AS people
        FROM "Membership" m JOIN "Person" p ON p.id = m."personId" AND p."erasedAt" IS NULL
        WHERE m."coalitionId" = ${coalitionId} AND m.status = 'active'
          AND m."createdAt" > ${after}::timestamptz AND m."createdAt" <= ${now}::timestamptz GROUP BY 1
      )
      SELECT o.id AS "organizationId", coalesce(w.at, c.at) AS at, w.id IS NOT NULL AS welcomed, coalesce(c.people, 0) AS people
      FROM "Organization" o LEFT JOIN welcomed w ON w.id = o.id LEFT JOIN came c ON c.id = o.id
      WHERE o."coalitionId" = ${coalitionId} AND o.status IN ('active', 'observer') AND (w.id IS NOT NULL OR c.id IS NOT NULL)
      ORDER BY w.id IS NULL, o.folded`;
  },
  choose: (rows) =>
    rows.map(
      ({ organizationId, at, welcomed, people }): Entry => ({
        key: `organisation:${organizationId}`,
        organizationId,
        visibility: 'coalition',
        at,
        data: { welcomed, people },
      }),
    ),
});
