// What comes later than was said a digest ago: its day was moved, or has just passed. Moved back and forth it is told
// once, from the day it had to the day it has. What is held up and overdue is where help is needed; a repeating duty
// moves by itself.
import type { Seen } from '../eyes.ts';
import { type Entry, section } from '../section.ts';

type Row = Seen & {
  key: string;
  at: Date;
  /** The day it had before: null when it has become overdue where it was. */
  before: string | null;
  zone: string | null;
  hasTime: boolean | null;
  /** The event that moved it: its reason, if one was given, is read when it is drawn. */
  event: string | null;
};

export default section<Row[]>({
  name: 'slipped',
  order: 20,
  load: async (reader, { coalitionId, from, until }) => {
    const [after, now] = [from.toISOString(), until.toISOString()];
    // Joined by primary keys only, and each event read once: the plan is good whatever the server guesses of the dates.
    return reader.$queryRaw<Row[]>`
      WITH changed AS (
        SELECT "taskId", "dutyId", (array_agg(data->'before'->'columns' ORDER BY at, ordinal))[1] AS before,
          (array_agg(id ORDER BY at DESC, ordinal DESC))[1] AS event, max(at) AS at
        FROM "Event"
        WHERE "coalitionId" = ${coalitionId} AND at > ${after}::timestamptz AND at <= ${now}::timestamptz
          AND kind IN ('task.edit', 'task.undo', 'duty.edit', 'duty.undo')
          AND jsonb_typeof(data->'before'->'columns'->'dueAt') = 'string'
        GROUP BY "taskId", "dutyId"
      ), slipped AS (
        SELECT 'task:' || t.id AS key, t."organizationId", t.visibility, c.at, c.before, c.event
        FROM changed c JOIN "Task" t ON t.id = c."taskId"
        WHERE t.state IN ('open', 'blocked') AND t."dueAt" > (c.before->>'dueAt')::timestamptz
        UNION ALL
        SELECT 'duty:' || d.id, d."organizationId", d.visibility, c.at, c.before, c.event
        FROM changed c JOIN "Duty" d ON d.id = c."dutyId"
        WHERE d.state = 'open' AND d.every IS NULL AND d."dueAt" > (c.before->>'dueAt')::timestamptz
        UNION ALL
        SELECT 'task:' || id, "organizationId", visibility, "overAt", NULL, NULL FROM "Task"
        WHERE "coalitionId" = ${coalitionId} AND state = 'open' AND "overAt" > ${after}::timestamptz AND "overAt" <= ${now}::timestamptz
        UNION ALL
        SELECT 'duty:' || id, "organizationId", visibility, "overAt", NULL, NULL FROM "Duty"
        WHERE "coalitionId" = ${coalitionId} AND state = 'open' AND "overAt" > ${after}::timestamptz AND "overAt" <= ${now}::timestamptz
      )
      SELECT key, "organizationId", visibility::text AS visibility, at, before->>'dueAt' AS before, before->>'dueZone' AS zone,
        (before->>'dueHasTime')::boolean AS "hasTime", event
      FROM slipped ORDER BY before IS NULL, at DESC, key`;
  },
  choose: (rows) => {
    const entries = new Map<string, Entry>();
    // Moved and then overdue all the same: that it was moved says more.
    for (const row of rows) if (!entries.has(row.key)) entries.set(row.key, toEntry(row));
    return [...entries.values()];
  },
});

const toEntry = ({ before, zone, hasTime, event, ...seen }: Row): Entry => ({
  ...seen,
  data:
    before === null
      ? { overdue: true }
      : { dueAt: new Date(before).toISOString(), dueZone: zone, dueHasTime: hasTime === true, event },
});
