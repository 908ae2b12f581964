// Writes down what became of deliveries: many in one statement, since several end in the same millisecond. Each line
// counts only while its lease is still ours.
import type { Store } from '#store/database.ts';
import { crashPoint } from './crash-points.ts';
import type { Outcome } from './outcome.ts';

/** What became of one delivery, apart from giving it up (trouble.ts does that). */
export type Settled = {
  id: string;
  cardId: string | null;
  held: Date;
  outcome: Exclude<Outcome, { end: 'undeliverable' }>;
};

// The parts of a bundle are found by it: the state as text keeps the planner from reading all parts of all bundles.
const settleSql = `
WITH o AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS o(id text, held timestamptz, state text, "dueAt" timestamptz, problem text,
    receipt jsonb, counted boolean, message text, "messageId" text, posted boolean, shown text, unwanted text[])
), done AS (
  UPDATE "Delivery" d SET "heldUntil" = NULL,
    state = CASE WHEN o.state = 'waiting' AND w.id IS NOT NULL THEN 'unwanted' ELSE o.state END::"DeliveryState",
    problem = CASE WHEN o.state = 'waiting' AND w.id IS NOT NULL THEN 'superseded' ELSE o.problem END,
    "dueAt" = coalesce(o."dueAt", d."dueAt"),
    attempts = d.attempts - CASE WHEN o.counted THEN 0 ELSE 1 END,
    receipt = coalesce(o.receipt, d.receipt),
    "sentAt" = CASE WHEN o.state = 'sent' THEN $2::timestamptz END
  FROM o LEFT JOIN "Delivery" self ON self.id = o.id
  LEFT JOIN "Delivery" w ON w."cardId" = self."cardId" AND w.state = 'waiting'
  WHERE d.id = o.id AND d.state = 'sending' AND d."heldUntil" = o.held
  RETURNING d.id, d."cardId", w.id AS next, o.state = 'waiting' AS again, d.attempts
), carried AS (
  UPDATE "Delivery" w SET attempts = w.attempts + done.attempts FROM done WHERE w.id = done.next AND done.again
), cards AS (
  UPDATE "Card" k SET
    "messageId" = CASE WHEN o.message IS NOT NULL THEN NULL ELSE coalesce(o."messageId", k."messageId") END,
    "postedAt" = CASE WHEN o.posted THEN $2::timestamptz ELSE k."postedAt" END,
    shown = CASE WHEN o.message IS NOT NULL THEN NULL ELSE coalesce(o.shown, k.shown) END
  FROM o JOIN done ON done.id = o.id
  WHERE k.id = done."cardId" AND (o.message IS NOT NULL OR o."messageId" IS NOT NULL)
), parts AS (
  UPDATE "Delivery" p SET state = said.state::"DeliveryState", problem = CASE WHEN said.state = 'unwanted' THEN 'no longer wanted' END,
    receipt = o.receipt, "sentAt" = CASE WHEN said.state = 'sent' THEN $2::timestamptz END
  FROM o JOIN done ON done.id = o.id JOIN "Delivery" q ON q."bundleId" = o.id AND q.state::text = 'bundled',
    LATERAL (SELECT CASE WHEN q.id = ANY(o.unwanted) THEN 'unwanted' ELSE o.state END AS state) said
  WHERE p.id = q.id AND o.state IN ('sent', 'unwanted')
)
SELECT id FROM done`;

const line = ({ id, held, outcome }: Settled) => {
  const base = { id, held: held.toISOString(), counted: true };
  switch (outcome.end) {
    case 'sent': {
      const { receipt, posted, shown, unwanted = [] } = outcome;
      return { ...base, state: 'sent', receipt, messageId: receipt.message, posted, shown, unwanted };
    }
    case 'unwanted':
      return { ...base, state: 'unwanted', problem: outcome.why };
    case 'again':
      return {
        ...base,
        state: 'waiting',
        dueAt: outcome.dueAt.toISOString(),
        problem: outcome.why,
        counted: outcome.counted,
        message: outcome.message,
      };
  }
};

/**
 * @param now the service's clock
 * @returns the ids that were still ours
 */
export async function settle(store: Store, settled: readonly Settled[], now: Date): Promise<ReadonlySet<string>> {
  crashPoint('before-settle');
  const body = JSON.stringify(settled.map(line));
  for (let attempt = 1; ; attempt += 1) {
    try {
      const rows = await store.prisma.$queryRawUnsafe<{ id: string }[]>(settleSql, body, now.toISOString());
      crashPoint('after-settle');
      return new Set(rows.map(({ id }) => id));
    } catch (error) {
      // A change of the same card became "waiting" in this very moment; the next look sees it.
      if (attempt === 3) throw error;
    }
  }
}

const nextSql = `SELECT id FROM "Delivery" WHERE "cardId" = ANY($1::text[]) AND state = 'waiting' AND "dueAt" <= $2::timestamptz`;

/**
 * The changes that came while their card was being sent. A statement of its own, after the settling has committed: a
 * sender that found the card taken before that has left them to us.
 */
export async function nextOf(store: Store, cardIds: readonly string[], now: Date): Promise<string[]> {
  const rows = await store.prisma.$queryRawUnsafe<{ id: string }[]>(nextSql, [...cardIds], now.toISOString());
  return rows.map(({ id }) => id);
}
