// Reads what waits, together with everything that says where it goes: one query for a whole batch.
import type { PlatformName } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import { mayShow, takesTasks } from './visible.ts';

/** A place in the chat world as the database knows it. */
export type ChannelFacts = {
  channelId: string;
  platform: PlatformName;
  space: string;
  channel: string;
  language: string;
  spaceStatus: 'active' | 'unreachable' | 'left';
  problem: string | null;
};

/** The card behind a delivery. `belongs`: its channel may still show it. */
export type CardFacts = {
  id: string;
  kind: 'task' | 'board';
  taskId: string | null;
  messageId: string | null;
  postedAt: Date | null;
  shown: string | null;
  belongs: boolean;
};

/** A delivery that waits and is due. */
export type Waiting = {
  id: string;
  topic: string;
  data: Record<string, unknown>;
  key: string;
  coalitionId: string | null;
  attempts: number;
  createdAt: Date;
  dueAt: Date;
  personId: string | null;
  /** Its bundle could not be delivered, so it is never part of one again. */
  alone: boolean;
  /** The delivery it is a part of. */
  bundleId: string | null;
  /** A new post waits until then: the channel's or the coalition's pause, whichever is later. Cards do not wait. */
  pausedUntil: Date | null;
  /** The coalition's zone, or the organisation's in its own channel. */
  zone: string;
  place: ChannelFacts | null;
  card: CardFacts | null;
};

/** The columns of `place` in lookSql and in `ownChannelSql`. */
export const placeSql = `json_build_object('channelId', h.id, 'platform', s.platform, 'space', s."externalId", 'channel', h."externalId",
  'language', h.language, 'spaceStatus', s.status, 'problem', h.problem)`;

const lookSql = (which: string, order: string): string => `
SELECT d.id, d.topic, d.data, d.key, d."coalitionId", d.attempts, d."createdAt", d."dueAt", d."personId", d.alone, d."bundleId",
  CASE WHEN d."channelId" IS NOT NULL THEN greatest(h."pausedUntil", c."pausedUntil") END AS "pausedUntil",
  coalesce(CASE WHEN h.audience = 'organisation' THEN o.timezone END, c.timezone, 'UTC') AS zone,
  CASE WHEN h.id IS NOT NULL THEN ${placeSql} END AS place,
  CASE WHEN k.id IS NOT NULL THEN json_build_object('id', k.id, 'kind', k.kind, 'taskId', k."taskId", 'messageId', k."messageId",
    'postedAt', extract(epoch FROM k."postedAt") * 1000, 'shown', k.shown,
    'belongs', coalesce(h."coalitionId" = k."coalitionId" AND ${takesTasks} AND
      CASE WHEN k.kind = 'board' THEN h.mode = 'board'
      ELSE ${mayShow('t.visibility::text', 't."organizationId"')} AND (h.mode = 'cards' OR k."messageId" IS NOT NULL) END, false)) END AS card
FROM "Delivery" d
LEFT JOIN "Card" k ON k.id = d."cardId"
LEFT JOIN "Task" t ON t.id = k."taskId"
LEFT JOIN "Channel" h ON h.id = coalesce(d."channelId", k."channelId")
LEFT JOIN "Organization" o ON o.id = h."organizationId"
LEFT JOIN "Space" s ON s.id = h."spaceId"
LEFT JOIN "Coalition" c ON c.id = d."coalitionId"
WHERE ${which}
ORDER BY ${order}`;
const dueNowSql = lookSql(`d.id = ANY($1::text[]) AND d.state = 'waiting' AND d."dueAt" <= $2::timestamptz`, 'd.id');
const partsSql = lookSql(`d."bundleId" = ANY($1::text[]) AND d.state = 'bundled'`, 'd."dueAt", d.id');

type Row = Omit<Waiting, 'card'> & { card: (Omit<CardFacts, 'postedAt'> & { postedAt: number | null }) | null };

/** @returns those that wait and are due, oldest first; whatever was taken or done meanwhile is left out */
export async function lookAt(store: Store, ids: readonly string[], now: Date): Promise<Waiting[]> {
  if (ids.length === 0) return [];
  const rows = await store.prisma.$queryRawUnsafe<Row[]>(dueNowSql, [...ids], now.toISOString());
  return rows.map(waiting);
}

/** @returns what goes out as a part of these bundles, what has waited longest first */
export async function lookAtParts(store: Store, bundles: readonly string[]): Promise<Waiting[]> {
  if (bundles.length === 0) return [];
  return (await store.prisma.$queryRawUnsafe<Row[]>(partsSql, [...bundles])).map(waiting);
}

const waiting = ({ card, ...row }: Row): Waiting => ({
  ...row,
  card: card && { ...card, postedAt: card.postedAt === null ? null : new Date(card.postedAt) },
});

const dueSql = `
SELECT id FROM "Delivery" WHERE state = 'waiting' AND "dueAt" <= $1::timestamptz AND id <> ALL($3::text[]) ORDER BY "dueAt" LIMIT $2`;

/**
 * The ids of what has been waiting since `before` at least.
 * @param limit so many at most, the longest waiting first
 * @param known left out: the caller has them in mind already, and they must not stand in the way of others
 */
export async function waitingSince(
  store: Store,
  before: Date,
  limit: number,
  known: readonly string[] = [],
): Promise<string[]> {
  const rows = await store.prisma.$queryRawUnsafe<{ id: string }[]>(dueSql, before.toISOString(), limit, [...known]);
  return rows.map(({ id }) => id);
}
