// Thanks since the digest before; one that was taken back is not said.
import type { Seen } from '../eyes.ts';
import { section } from '../section.ts';

type Row = Seen & { key: string; at: Date };

export default section<Row[]>({
  name: 'thanks',
  order: 70,
  load: (reader, { coalitionId, from, until }) => reader.$queryRaw<Row[]>`
    SELECT 'kudos:' || k.id AS key, coalesce(k."organizationId", m."organizationId") AS "organizationId",
      'coalition' AS visibility, k.at
    FROM "Kudos" k LEFT JOIN "Membership" m ON m."personId" = k."personId" AND m."coalitionId" = k."coalitionId"
    WHERE k."coalitionId" = ${coalitionId} AND k."withdrawnAt" IS NULL
      AND k.at > ${from.toISOString()}::timestamptz AND k.at <= ${until.toISOString()}::timestamptz
    ORDER BY k.at, k.id`,
  choose: (rows) => rows.map((row) => ({ ...row, data: {} })),
});
