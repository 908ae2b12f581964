// Who sends what: a conditional update gives a delivery to exactly one sender, until a moment. The moment, to the
// millisecond, is also the proof of holding it: whoever comes back too late changes nothing.
import type { Store } from '#store/database.ts';
import { unhurried } from './unhurried.ts';

/** A sender that has died is believed dead after this; the living renew every third of it. */
export const leaseMs = 30_000;

const claimSql = `
WITH mine AS (
  SELECT d.id FROM "Delivery" d
  WHERE d.id = ANY($1::text[]) AND d.state = 'waiting' AND d."dueAt" <= $2::timestamptz
    AND NOT EXISTS (SELECT 1 FROM "Delivery" s WHERE s."cardId" = d."cardId" AND s.state = 'sending')
  ORDER BY d.id FOR UPDATE OF d SKIP LOCKED
)
UPDATE "Delivery" d SET state = 'sending', "heldUntil" = $3::timestamptz, attempts = d.attempts + 1
FROM mine WHERE d.id = mine.id
RETURNING d.id, d.attempts, ${unhurried}`;

/**
 * Takes deliveries for sending. Left out: what another sender was faster with, what waits behind another delivery of
 * the same card (the settling of that one looks again), and what a use case is changing right now (its job comes with
 * its commit).
 * @param held the end of the lease, as the proof of holding it
 * @returns by id, which attempt this is, from 1
 */
export async function claim(
  store: Store,
  ids: readonly string[],
  now: Date,
  held: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await store.prisma.$queryRawUnsafe<{ id: string; attempts: number }[]>(
    claimSql,
    [...ids],
    now.toISOString(),
    held.toISOString(),
  );
  return new Map(rows.map((row) => [row.id, row.attempts]));
}

const renewSql = `
UPDATE "Delivery" d SET "heldUntil" = $2::timestamptz
FROM unnest($1::text[], $3::timestamptz[]) AS m(id, held)
WHERE d.id = m.id AND d.state = 'sending' AND d."heldUntil" = m.held
RETURNING d.id`;

/**
 * Extends the leases of what is still on its way.
 * @returns the ids that are still ours
 */
export async function renew(store: Store, mine: ReadonlyMap<string, Date>, until: Date): Promise<ReadonlySet<string>> {
  const rows = await store.prisma.$queryRawUnsafe<{ id: string }[]>(
    renewSql,
    [...mine.keys()],
    until.toISOString(),
    [...mine.values()].map((held) => held.toISOString()),
  );
  return new Set(rows.map(({ id }) => id));
}

const expireSql = `
WITH late AS (
  SELECT d.id, d."cardId", d.attempts, w.id AS next
  FROM "Delivery" d
  LEFT JOIN "Delivery" w ON w."cardId" = d."cardId" AND w.state = 'waiting'
  WHERE d.state = 'sending' AND d."heldUntil" < $1::timestamptz
  FOR UPDATE OF d SKIP LOCKED
), carried AS (
  UPDATE "Delivery" w SET attempts = w.attempts + late.attempts FROM late WHERE w.id = late.next
)
UPDATE "Delivery" d SET "heldUntil" = NULL,
  state = CASE WHEN late.next IS NULL THEN 'waiting' ELSE 'unwanted' END::"DeliveryState",
  problem = CASE WHEN late.next IS NULL THEN d.problem ELSE 'superseded' END
FROM late WHERE d.id = late.id
RETURNING coalesce(late.next, d.id) AS id`;

/**
 * Takes back what a dead sender held. Where a newer change of the same card waits, that one goes instead and inherits
 * the attempts, so that its sender knows that a first copy may hang already.
 * @returns what to look at now
 */
export async function expireLeases(store: Store, now: Date): Promise<string[]> {
  const rows = await store.prisma.$queryRawUnsafe<{ id: string }[]>(expireSql, now.toISOString());
  return rows.map(({ id }) => id);
}
