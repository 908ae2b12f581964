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
    return reader.$queryRaw<Row[]>`
      WITH changed AS (
        SELECT "taskId", "dutyId", id, at, ordinal, data->'before'->'columns' AS before FROM "Event"
        WHERE "coalitionId" = ${coalitionId} AND at > ${after}::timestamptz AND at <= ${now}::timestamptz
          AND jsonb_typeof(data->'before'->'columns'->'dueAt') = 'string'
      ), was AS (
        SELECT DISTINCT ON ("taskId", "dutyId") "taskId", "dutyId", before FROM changed ORDER BY "taskId", "dutyId", at, ordinal
      ), moved AS (
        SELECT DISTINCT ON ("taskId", "dutyId") "taskId", "dutyId", id, at FROM changed ORDER BY "taskId", "dutyId", at DESC, ordinal DESC
      ), item AS (
        SELECT 'task:' || id AS key, id, 'task' AS kind, "organizationId", visibility, "dueAt", "overAt", state = 'blocked' AS held, true AS once FROM "Task"
        WHERE "coalitionId" = ${coalitionId} AND state IN ('open', 'blocked') AND "dueAt" IS NOT NULL
        UNION ALL
        SELECT 'duty:' || id, id, 'duty', "organizationId", visibility, "dueAt", "overAt", false, every IS NULL FROM "Duty"
        WHERE "coalitionId" = ${coalitionId} AND state = 'open'
      )
      SELECT i.key, i."organizationId", i.visibility::text AS visibility, m.at, w.before->>'dueAt' AS before,
        w.before->>'dueZone' AS zone, (w.before->>'dueHasTime')::boolean AS "hasTime", m.id AS event
      FROM was w JOIN moved m ON m."taskId" IS NOT DISTINCT FROM w."taskId" AND m."dutyId" IS NOT DISTINCT FROM w."dutyId"
      JOIN item i ON i.id = coalesce(w."taskId", w."dutyId") AND i.once AND i."dueAt" > (w.before->>'dueAt')::timestamptz
      UNION ALL
      SELECT i.key, i."organizationId", i.visibility::text, i."overAt", NULL, NULL, NULL, NULL FROM item i
      WHERE NOT i.held AND i."overAt" > ${after}::timestamptz AND i."overAt" <= ${now}::timestamptz
      ORDER BY at DESC, key`;
  },
  choose: (rows) => {
    const entries = new Map<string, Entry>();
    // Moved and then overdue all the same: that it was moved says more.
    for (const row of [...rows].sort((a, b) => Number(a.before === null) - Number(b.before === null)))
      if (!entries.has(row.key)) entries.set(row.key, toEntry(row));
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
