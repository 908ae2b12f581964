// What a crash or a lost job has left lying is taken up again. Harmless to repeat, to run in several instances at once,
// to miss for a day, and to see time go backwards.
import type { Store } from '#store/database.ts';
import { expireLeases } from './lease.ts';
import { waitingSince } from './look.ts';

/** A waiting row is normally looked at within milliseconds; after this its job counts as lost. */
export const sweepGraceMs = 30_000;
/** So many a sweep; the next one is a minute away, and whoever is looked at brings the next of its card along. */
const most = 2_000;

/**
 * @param now the service's clock
 * @param options.graceMs 0 right after a start, when nobody of this process can be at work
 * @param options.parked what waits for a pace in this process
 * @returns the ids to look at
 */
export async function sweep(
  store: Store,
  now: Date,
  options: { graceMs?: number; parked?: readonly string[] } = {},
): Promise<readonly string[]> {
  const taken = await expireLeases(store, now);
  const before = new Date(now.getTime() - (options.graceMs ?? sweepGraceMs));
  const waiting = await waitingSince(store, before, most, options.parked);
  return [...new Set([...taken, ...waiting])];
}

/** What arrived is kept for so long (the digest of a month can name it), then only the card and the event tell of it. */
export const keepSentMs = 30 * 24 * 3_600_000;

/**
 * Removes what has been said long ago, or was no longer wanted; never what waits or could not be delivered.
 * @param limit so many at once, so that no statement takes long
 * @returns how many
 */
export async function prune(store: Store, now: Date, limit = 5_000): Promise<number> {
  const before = new Date(now.getTime() - keepSentMs).toISOString();
  const gone = await store.prisma.$executeRaw`
    DELETE FROM "Delivery" WHERE id IN (
      SELECT id FROM "Delivery" WHERE state IN ('sent', 'unwanted') AND "dueAt" < ${before}::timestamptz ORDER BY "dueAt" LIMIT ${limit})`;
  await store.prisma
    .$executeRaw`DELETE FROM "Pace" WHERE "nextAt" < ${new Date(now.getTime() - 24 * 3_600_000).toISOString()}::timestamptz`;
  return gone;
}
