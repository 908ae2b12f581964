// Where help is needed: tasks that are held up, for as long as they are. The reason is somebody's words and is read when
// the digest is drawn.
import type { Seen } from '../eyes.ts';
import { section } from '../section.ts';

type Row = Seen & { key: string; at: Date };

export default section<Row[]>({
  name: 'blocked',
  order: 30,
  load: (reader, { coalitionId, until }) => reader.$queryRaw<Row[]>`
    SELECT 'task:' || id AS key, "organizationId", visibility::text AS visibility, "stateAt" AS at FROM "Task"
    WHERE "coalitionId" = ${coalitionId} AND state = 'blocked' AND "stateAt" <= ${until.toISOString()}::timestamptz
    ORDER BY "stateAt" DESC, id`,
  choose: (rows) => rows.map((row) => ({ ...row, data: {} })),
});
