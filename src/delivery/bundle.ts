// Many things for one person as one message: a delivery of its own (topic "bundle") whose parts are deliveries too. Each
// part belongs to one bundle or to none, by one statement, so that several senders make one message.
import type { Store, Tx } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { queueOf } from './queue.ts';
import { idSql } from './record.ts';
import { unhurried } from './unhurried.ts';

/** The delivery room's own topic; its words come from its parts'. */
export const bundleTopic = 'bundle';

/** A row that may be said now, to the same person as the others of its group. */
type Part = { id: string; personId: string | null; late?: Date };

/** What was left to another sender is looked at once more, in case it was not seen there. */
const againMs = 1_000;

// The newest part's age stands for the bundle's: an account that refused since then is not asked again.
const makeSql = `
WITH person AS MATERIALIZED (
  SELECT id FROM unnest($5::text[]) AS p(id) WHERE pg_try_advisory_xact_lock(hashtextextended('bundle ' || id, 0))
), part AS MATERIALIZED (
  SELECT d.id, d."personId", d."coalitionId", d."createdAt", m.late
  FROM unnest($1::text[], $2::timestamptz[]) AS m(id, late) JOIN "Delivery" d ON d.id = m.id
  JOIN person ON person.id = d."personId"
  WHERE d.state = 'waiting' AND NOT d.alone AND d.attempts = 0 AND d."dueAt" <= $3::timestamptz
  ORDER BY d.id FOR UPDATE OF d SKIP LOCKED
), made AS (
  SELECT ${idSql('$4')} AS id, g.* FROM (
    SELECT "personId", max("createdAt") AS created, min(late) AS late,
      CASE WHEN count(*) = count("coalitionId") AND min("coalitionId") = max("coalitionId") THEN min("coalitionId") END AS coalition
    FROM part GROUP BY "personId" HAVING count(*) > 1) g
), bundle AS (
  INSERT INTO "Delivery" (id, topic, data, "personId", "coalitionId", key, state, attempts, "dueAt", "createdAt")
  SELECT id, '${bundleTopic}', CASE WHEN late IS NULL THEN '{}' ELSE jsonb_build_object('late', to_char(late AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END,
    "personId", coalition, 'bundle ' || id, 'waiting', 0, $3::timestamptz, created FROM made
  RETURNING id, "personId"
), bound AS (
  UPDATE "Delivery" d SET state = 'bundled', "bundleId" = b.id
  FROM part p JOIN bundle b ON b."personId" = p."personId" WHERE d.id = p.id
  RETURNING d.id, d."bundleId" AS bundle
)
SELECT p.id, bound.bundle, ${unhurried} FROM part p LEFT JOIN bound ON bound.id = p.id`;

/**
 * Puts each group into one delivery. A person is one sender's at a time: what another has in hand is left to it.
 * @param groups by person
 * @returns the ids of the new deliveries, which wait; of what has become a part of them; of what was ours and is single
 */
export async function makeBundles(
  store: Store,
  groups: readonly (readonly Part[])[],
  now: Date,
): Promise<{ bundles: readonly string[]; single: ReadonlySet<string>; bound: readonly string[] }> {
  const parts = groups.flat();
  if (parts.length === 0) return { bundles: [], single: new Set(), bound: [] };
  const rows = await store.prisma.$queryRawUnsafe<{ id: string; bundle: string | null }[]>(
    makeSql,
    parts.map(({ id }) => id),
    parts.map(({ late }) => late?.toISOString() ?? null),
    now.toISOString(),
    newId(now).slice(0, 10),
    [...new Set(parts.map(({ personId }) => personId))],
  );
  const seen = new Set(rows.map(({ id }) => id));
  // Whoever holds that person may not have seen all of these.
  const left = parts.flatMap(({ id }) => (seen.has(id) ? [] : [id]));
  await queueOf(store)?.enqueue(null, left, againMs);
  return {
    bundles: [...new Set(rows.flatMap(({ bundle }) => bundle ?? []))],
    single: new Set(rows.flatMap(({ id, bundle }) => (bundle === null ? [id] : []))),
    bound: rows.flatMap(({ id, bundle }) => (bundle === null ? [] : [id])),
  };
}

const partSql = `
WITH over AS (
  UPDATE "Delivery" SET state = 'unwanted', problem = 'parted'
  WHERE id = ANY($1::text[]) AND state = 'waiting' AND attempts = 0 RETURNING id
)
UPDATE "Delivery" d SET state = 'waiting', "bundleId" = NULL FROM over WHERE d."bundleId" = over.id AND d.state = 'bundled'
RETURNING d.id`;

/**
 * Takes bundles that have not been tried apart again.
 * @returns the ids of their parts, which wait as before
 */
export async function partBundles(store: Store, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await store.prisma.$queryRawUnsafe<{ id: string }[]>(partSql, [...ids]);
  return rows.map(({ id }) => id);
}

/**
 * A bundle that cannot be delivered: each of its parts takes its own way from now on, since some may be said aloud in
 * the organisation's own channel and others not. It was held by the caller, whose transaction this is.
 */
export async function freeParts(store: Store, tx: Tx, bundleId: string): Promise<void> {
  const rows = await tx.delivery.updateManyAndReturn({
    where: { bundleId, state: 'bundled' },
    data: { state: 'waiting', bundleId: null, alone: true },
    select: { id: true },
  });
  await queueOf(store)?.enqueue(
    tx,
    rows.map(({ id }) => id),
  );
}
