// The pace that platforms ask for, kept in the database for all instances together (GCRA): `nextAt` is when a call would
// be due if all had been spread evenly; a call may go out up to `burst - 1` intervals before that. One statement
// takes slots in many lanes at once; none waits here.
import type { Lane } from '#platforms/platform.ts';
import type { Store } from '#store/database.ts';
import { unhurried } from './unhurried.ts';

/** How many slots of a lane were wanted and given. `until`: epoch ms at which the next one will be free. */
export type Slots = { given: number; until: number };

const takeSql = `
WITH ask AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS a(key text, every float8, burst int, want int)
), held AS (
  SELECT a.*, p."nextAt" FROM "Pace" p JOIN ask a USING (key) ORDER BY key FOR UPDATE OF p
), sum AS (
  SELECT key, every, burst, greatest("nextAt", $2::timestamptz) AS base, least(want, greatest(0,
    floor(((burst - 1) * every - extract(epoch FROM greatest("nextAt", $2::timestamptz) - $2::timestamptz) * 1000) / every) + 1))::int AS given
  FROM held
)
UPDATE "Pace" p SET "nextAt" = sum.base + sum.given * sum.every * interval '1 ms'
FROM sum WHERE p.key = sum.key
RETURNING p.key, sum.given,
  (extract(epoch FROM p."nextAt") * 1000 - (sum.burst - 1) * sum.every)::float8 AS until, ${unhurried}`;

const makeSql = `
INSERT INTO "Pace" (key, "nextAt") SELECT key, $2::timestamptz FROM jsonb_to_recordset($1::jsonb) AS a(key text)
ON CONFLICT DO NOTHING`;

/**
 * Takes up to `want` slots in each lane.
 * @param asks at most one entry for a lane
 * @param now the service's clock
 * @returns by lane key
 */
export async function takeSlots(
  store: Store,
  asks: readonly { lane: Lane; want: number }[],
  now: Date,
): Promise<ReadonlyMap<string, Slots>> {
  const body = JSON.stringify(
    asks.map(({ lane, want }) => ({ key: lane.key, every: lane.everyMs, burst: lane.burst, want })),
  );
  type Row = { key: string; given: number; until: number };
  const rows = await store.prisma.$queryRawUnsafe<Row[]>(takeSql, body, now.toISOString());
  const taken = new Map(rows.map(({ key, given, until }) => [key, { given, until }]));
  const missing = asks.filter(({ lane }) => !taken.has(lane.key));
  if (missing.length > 0) {
    // Lanes nobody has used yet. Whoever makes the row, the slots are then taken from it.
    await store.prisma.$executeRawUnsafe(makeSql, body, now.toISOString());
    for (const [key, slots] of await takeSlots(store, missing, now)) taken.set(key, slots);
  }
  return taken;
}

const giveBackSql = `
UPDATE "Pace" p SET "nextAt" = p."nextAt" - a.count * a.every * interval '1 ms'
FROM jsonb_to_recordset($1::jsonb) AS a(key text, every float8, count int) WHERE p.key = a.key`;

/** Gives slots back that were taken and not used, because another lane of the same call had none. */
export async function giveBack(store: Store, slots: readonly { lane: Lane; count: number }[]): Promise<void> {
  const body = slots.map(({ lane, count }) => ({ key: lane.key, every: lane.everyMs, count }));
  await store.prisma.$executeRawUnsafe(giveBackSql, JSON.stringify(body));
}

const holdSql = `
INSERT INTO "Pace" (key, "nextAt")
SELECT key, $2::timestamptz + ahead * interval '1 ms' FROM jsonb_to_recordset($1::jsonb) AS a(key text, ahead float8)
ON CONFLICT (key) DO UPDATE SET "nextAt" = greatest("Pace"."nextAt", EXCLUDED."nextAt")`;

/**
 * The platform said "not before": nothing goes out in these lanes until then, in no instance. Afterwards one call at a
 * time, since a burst right after a refusal earns the next one.
 */
export async function holdLanes(store: Store, lanes: readonly Lane[], until: Date): Promise<void> {
  const body = lanes.map((lane) => ({ key: lane.key, ahead: (lane.burst - 1) * lane.everyMs }));
  await store.prisma.$executeRawUnsafe(holdSql, JSON.stringify(body), until.toISOString());
}
