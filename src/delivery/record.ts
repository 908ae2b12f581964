// What a use case calls inside its transaction so that something is said later: the rows of cards and deliveries, and the
// job that wakes the sender, commit with the fact or not at all. Call it late in the transaction: it locks the waiting
// rows of the cards it touches, which is what keeps a change from falling between a claim and its reading of the truth.
import type { Store, Tx } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { jobCtes, queueOf } from './queue.ts';
import { mayShow, type TaskSeen, takesTasks } from './visible.ts';

export type { TaskSeen } from './visible.ts';

/** Where and when: the store the act was given (its queue is found through it) and the service's clock. */
export type Recording = { store: Pick<Store, 'prisma'>; now: Date };

/** Ids made in SQL: the ten characters of time as in newId, and ten hex digits of chance. */
export const idSql = (prefix: string): string => `${prefix} || left(md5(gen_random_uuid()::text), 10)`;

/** New deliveries for the cards of `card(id, kind)`. A waiting one is locked and kept: the newest truth is drawn anyway. */
const deliverCards = (prefix: string, now: string, coalition: string): string => `
  INSERT INTO "Delivery" (id, "coalitionId", topic, data, "cardId", key, state, attempts, "dueAt", "createdAt")
  SELECT n.id, ${coalition}, CASE n.kind WHEN 'board' THEN 'board' ELSE 'task-card' END, '{}', n."cardId", n.id, 'waiting', 0, ${now}, ${now}
  FROM (SELECT ${idSql(prefix)} AS id, card.id AS "cardId", card.kind FROM card ORDER BY card.id) n
  ON CONFLICT ((CASE WHEN state = 'waiting' THEN "cardId" END)) DO UPDATE SET "dueAt" = "Delivery"."dueAt"
  RETURNING id`;

/** @param job with its job in the same statement */
const redrawSql = (job: boolean): string => `
WITH place AS (
  SELECT h.id, h.mode, ${mayShow('$4', '$5')} AS now, h.mode = 'board' AND ${mayShow('$6', '$7')} AS before
  FROM "Channel" h LEFT JOIN "Organization" o ON o.id = h."organizationId"
  WHERE h."coalitionId" = $1 AND ${takesTasks}
), made AS (
  INSERT INTO "Card" (id, "coalitionId", "channelId", kind, "taskId")
  SELECT ${idSql('$2')}, $1, id, CASE mode WHEN 'board' THEN 'board' ELSE 'task' END::"CardKind", CASE mode WHEN 'cards' THEN $3 END
  FROM place WHERE now AND (mode = 'board' OR $3::text IS NOT NULL)
  ON CONFLICT DO NOTHING RETURNING id, "channelId", kind
), card AS (
  SELECT id, "channelId", kind FROM "Card" WHERE "taskId" = $3
  UNION ALL
  SELECT k.id, k."channelId", k.kind FROM "Card" k JOIN place p ON p.id = k."channelId" AND p.mode = 'board' AND (p.now OR p.before)
  WHERE k.kind = 'board'
  UNION ALL SELECT id, "channelId", kind FROM made
), said AS (${deliverCards('$2', '$8::timestamptz', '$1')})${job ? `, ${jobCtes('said')}` : ''}
SELECT ${job ? '(SELECT count(*)::int FROM woken) AS jobs, ' : ''}(SELECT count(*)::int FROM place WHERE now) AS places,
  (SELECT count(*)::int FROM place WHERE now AND (mode = 'board' OR $3::text IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM card WHERE card."channelId" = place.id
      AND card.kind = CASE mode WHEN 'board' THEN 'board' ELSE 'task' END::"CardKind")) AS missed,
  (SELECT coalesce(array_agg(id), '{}') FROM said) AS ids`;
const redrawAlone = redrawSql(false);
const redrawWithJob = redrawSql(true);

/**
 * Has everything that shows a task drawn anew: its own cards, and the boards that list it. Cards that are missing are made.
 * @param change.task null: something else on the boards has changed (the coalition's name, its zone)
 * @param change.before how the task could be seen before this change, when visibility or organisation changed:
 *   boards that showed it until now are drawn without it. Cards that may no longer show it are withdrawn by themselves
 * @returns in how many channels the task can be seen now
 */
export async function redraw(
  tx: Tx,
  change: Recording & { coalitionId: string; task: TaskSeen | null; before?: Omit<TaskSeen, 'id'> },
): Promise<number> {
  const { task, now } = change;
  const seen = task ?? { id: null, visibility: 'public', organizationId: null };
  const before = change.before ?? seen;
  for (let attempt = 1; ; attempt += 1) {
    const rows = await tx.$queryRawUnsafe<{ places: number; missed: number; ids: string[] }[]>(
      queueOf(change.store) ? redrawWithJob : redrawAlone,
      change.coalitionId,
      newId(now).slice(0, 10),
      seen.id,
      seen.visibility,
      seen.organizationId,
      before.visibility,
      before.organizationId,
      now.toISOString(),
    );
    const made = rows[0] ?? { places: 0, missed: 0, ids: [] };
    // Somebody else was making the same card: this statement's snapshot does not see it, the next one's does.
    if (made.missed > 0 && attempt < 3) continue;
    return made.places;
  }
}

const moveBoardSql = `
UPDATE "Card" k SET "coalitionId" = h."coalitionId", "messageId" = NULL, shown = NULL
FROM "Channel" h WHERE h.id = $1 AND k."channelId" = h.id AND k.kind = 'board' AND k."coalitionId" <> h."coalitionId"`;

/** A disconnected channel has no coalition any more; the cards that hang there still know theirs. */
const cardCoalition = `coalesce((SELECT k."coalitionId" FROM "Card" k WHERE k.id = n."cardId"), (SELECT "coalitionId" FROM place))`;

const redrawChannelSql = `
WITH place AS (
  SELECT h.id, h.mode, h."coalitionId", h.audience, h."organizationId", o.status
  FROM "Channel" h LEFT JOIN "Organization" o ON o.id = h."organizationId"
  WHERE h.id = $1 AND h."coalitionId" IS NOT NULL AND ${takesTasks}
), made AS (
  INSERT INTO "Card" (id, "coalitionId", "channelId", kind, "taskId")
  SELECT ${idSql('$2')}, p."coalitionId", p.id, 'board'::"CardKind", NULL FROM place p WHERE p.mode = 'board'
  UNION ALL
  SELECT ${idSql('$2')}, h."coalitionId", h.id, 'task', t.id
  FROM place h LEFT JOIN "Organization" o ON o.id = h."organizationId"
  JOIN "Task" t ON t."coalitionId" = h."coalitionId" AND t.state IN ('open', 'blocked')
  WHERE h.mode = 'cards' AND ${mayShow('t.visibility::text', 't."organizationId"')}
  ON CONFLICT DO NOTHING RETURNING id, kind
), card AS (
  SELECT id, kind FROM "Card" WHERE "channelId" = $1 UNION ALL SELECT id, kind FROM made
), said AS (${deliverCards('$2', '$3::timestamptz', cardCoalition)})
SELECT coalesce(array_agg(id), '{}') AS ids FROM said`;

/**
 * After a channel was connected, disconnected or changed (mode, language, purposes, audience): all its cards are drawn
 * anew, those that are missing are made, and those that no longer belong there are withdrawn. The Channel row is written before.
 */
export async function redrawChannel(tx: Tx, change: Recording & { channelId: string }): Promise<void> {
  await tx.$executeRawUnsafe(moveBoardSql, change.channelId);
  const rows = await tx.$queryRawUnsafe<{ ids: string[] }[]>(
    redrawChannelSql,
    change.channelId,
    newId(change.now).slice(0, 10),
    change.now.toISOString(),
  );
  await queueOf(change.store)?.enqueue(tx, rows[0]?.ids ?? []);
}

const redrawTasksSql = `
WITH card AS (
  SELECT id, kind FROM "Card" WHERE "coalitionId" = $1 AND ("taskId" = ANY($4) OR kind = 'board')
), said AS (${deliverCards('$2', '$3::timestamptz', '$1')})
SELECT coalesce(array_agg(id), '{}') AS ids FROM said`;

/**
 * Has the cards of several tasks and the coalition's boards drawn anew when nothing but time has changed: a day has turned,
 * or something has become overdue.
 */
export async function redrawTasks(
  tx: Tx,
  change: Recording & { coalitionId: string; taskIds: readonly string[] },
): Promise<void> {
  const rows = await tx.$queryRawUnsafe<{ ids: string[] }[]>(
    redrawTasksSql,
    change.coalitionId,
    newId(change.now).slice(0, 10),
    change.now.toISOString(),
    [...change.taskIds],
  );
  await queueOf(change.store)?.enqueue(tx, rows[0]?.ids ?? []);
}

/** Something to say to one person (in private) or in one channel. */
export type Note = {
  /** The name of a topic in views/topics/. */
  topic: string;
  /** What the topic will need; plain JSON with ids, never rendered text or anything that would have to be erased. */
  data: Record<string, unknown>;
  /** One thing is said once: a second note with the same key is ignored. */
  key: string;
  coalitionId: string | null;
  /** Not before then; at once unless given. */
  dueAt?: Date;
} & ({ personId: string } | { channelId: string });

/**
 * Has something said to a person or in a channel.
 * @returns the ids of the deliveries that are new; a key that was there already gives none
 */
export async function sayTo(tx: Tx, recording: Recording, ...notes: readonly Note[]): Promise<string[]> {
  const { now } = recording;
  const rows = notes.map((note) => ({
    id: newId(now),
    topic: note.topic,
    data: JSON.parse(JSON.stringify(note.data)),
    key: note.key,
    coalitionId: note.coalitionId,
    channelId: 'channelId' in note ? note.channelId : null,
    personId: 'personId' in note ? note.personId : null,
    state: 'waiting' as const,
    dueAt: note.dueAt ?? now,
    createdAt: now,
  }));
  const made = await tx.delivery.createManyAndReturn({
    data: rows,
    skipDuplicates: true,
    select: { id: true, dueAt: true },
  });
  const queue = queueOf(recording.store);
  if (queue) {
    const due = made.filter(({ dueAt }) => dueAt <= now).map(({ id }) => id);
    await queue.enqueue(tx, due);
    for (const { id, dueAt } of made) if (dueAt > now) await queue.enqueue(tx, [id], dueAt.getTime() - now.getTime());
  }
  return made.map(({ id }) => id);
}
