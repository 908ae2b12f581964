// What cannot be delivered is kept with its reason, its channel is marked as broken, and the coordinators hear of it
// once; and the ways back. Nothing is ever deleted.
import { type Store, type Tx, transact } from '#store/database.ts';
import { bundleTopic, freeParts } from './bundle.ts';
import { queueOf } from './queue.ts';
import { type Note, redrawChannel, sayTo } from './record.ts';

/** The topic of the repair card (views/topics/repair.ts). Its own failures tell nobody, or they would tell for ever. */
export const repairTopic = 'repair';

/** A delivery that was claimed and has no way left. */
export type GivenUp = {
  id: string;
  held: Date;
  topic: string;
  coalitionId: string | null;
  channelId: string | null;
  personId: string | null;
  why: string;
};

/**
 * Marks a delivery as undeliverable, in one transaction with what follows from it: its channel is broken until repaired,
 * and if it was not before, each coordinator gets one repair card. Older undeliverable changes of the same card are
 * superseded: the card is one thing that waits. A bundle only falls apart; its parts go on alone, and tell by themselves.
 * @returns whether it was still ours
 */
export async function giveUp(store: Store, delivery: GivenUp, now: Date): Promise<boolean> {
  return transact(store, async (tx) => {
    const { count } = await tx.delivery.updateMany({
      where: { id: delivery.id, state: 'sending', heldUntil: delivery.held },
      data: {
        state: delivery.topic === bundleTopic ? 'unwanted' : 'undeliverable',
        heldUntil: null,
        problem: delivery.why,
      },
    });
    if (count === 0) return false;
    if (delivery.topic === bundleTopic) {
      await freeParts(store, tx, delivery.id);
      return true;
    }
    await tx.$executeRaw`
      UPDATE "Delivery" d SET state = 'unwanted', problem = 'superseded' FROM "Delivery" n
      WHERE n.id = ${delivery.id} AND d."cardId" = n."cardId" AND d.state = 'undeliverable' AND d.id <> n.id`;
    if (delivery.topic !== repairTopic && (await isNews(tx, delivery)))
      await tellCoordinators(store, tx, delivery, now);
    return true;
  });
}

/**
 * Whether the coordinators do not know yet: the first failure since the channel, or the person, was last reached. A
 * message that we made wrong is nothing that they could mend, and no reason to keep others from the channel.
 */
async function isNews(tx: Tx, { id, channelId, personId, why }: GivenUp): Promise<boolean> {
  if (why === 'invalid') return false;
  if (channelId) {
    const { count } = await tx.channel.updateMany({ where: { id: channelId, problem: null }, data: { problem: why } });
    return count > 0;
  }
  // Parts of one bundle fail together, perhaps in several services: the first to hold the person tells.
  await tx.$executeRaw`SELECT 1 FROM "Person" WHERE id = ${personId} FOR NO KEY UPDATE`;
  const others = await tx.delivery.count({ where: { personId, state: 'undeliverable', id: { not: id } } });
  return others === 0;
}

async function tellCoordinators(store: Store, tx: Tx, delivery: GivenUp, now: Date): Promise<void> {
  const { channelId, personId } = delivery;
  const coalitionId = delivery.coalitionId ?? (personId && (await coalitionOf(tx, personId)));
  if (!coalitionId) return;
  const coordinators = await tx.membership.findMany({
    where: { coalitionId, coordinates: true, status: 'active', ...(personId ? { personId: { not: personId } } : {}) },
    select: { personId: true },
  });
  // The failed delivery's id makes the key new for each period of trouble; the condition above lets one through.
  const notes = coordinators.map(
    (coordinator): Note => ({
      topic: repairTopic,
      data: channelId ? { channelId } : { personId },
      key: `repair:${delivery.id}:${coordinator.personId}`,
      coalitionId,
      personId: coordinator.personId,
    }),
  );
  if (notes.length > 0) await sayTo(tx, { store, now }, ...notes);
}

/** What belongs to no coalition (a reminder of one's own) is told where the person joined first; never what it says. */
const coalitionOf = async (tx: Tx, personId: string): Promise<string | undefined> =>
  (
    await tx.membership.findFirst({
      where: { personId, status: 'active' },
      select: { coalitionId: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    })
  )?.coalitionId;

/** A platform told that a channel has gone, before anything failed there. Told once to the coordinators, like a failure. */
export async function breakChannel(store: Store, channelId: string, why: string, now: Date): Promise<void> {
  await transact(store, async (tx) => {
    const { count } = await tx.channel.updateMany({ where: { id: channelId, problem: null }, data: { problem: why } });
    const channel = await tx.channel.findUnique({ where: { id: channelId }, select: { coalitionId: true } });
    if (count === 0 || !channel?.coalitionId) return;
    const period = `${channelId}:${now.getTime()}`;
    await tellCoordinators(
      store,
      tx,
      { id: period, held: now, topic: '', coalitionId: channel.coalitionId, channelId, personId: null, why },
      now,
    );
  });
}

/**
 * Tries a channel again: what could not be delivered there waits anew, its cards are drawn from what is true now.
 * @returns how many deliveries wait again
 */
export async function retryChannel(store: Store, channelId: string, now: Date): Promise<number> {
  return transact(store, async (tx) => {
    await tx.channel.updateMany({ where: { id: channelId }, data: { problem: null } });
    const notes = await tx.delivery.updateManyAndReturn({
      where: { channelId, state: 'undeliverable' },
      data: { state: 'waiting', attempts: 0, dueAt: now },
      select: { id: true },
    });
    const { count } = await tx.delivery.updateMany({
      where: { card: { channelId }, state: 'undeliverable' },
      data: { state: 'unwanted', problem: 'superseded' },
    });
    if (count > 0) await redrawChannel(tx, { store, now, channelId });
    await queueOf(store)?.enqueue(
      tx,
      notes.map(({ id }) => id),
    );
    return notes.length + count;
  });
}

const probeSql = `
WITH first AS (
  SELECT DISTINCT ON (h.id) d.id FROM "Delivery" d LEFT JOIN "Card" k ON k.id = d."cardId"
  JOIN "Channel" h ON h.id = coalesce(d."channelId", k."channelId")
  WHERE d.state = 'undeliverable' AND h."coalitionId" IS NOT NULL AND h.problem LIKE $1
    AND NOT EXISTS (SELECT 1 FROM "Delivery" w WHERE w."cardId" = d."cardId" AND w.state = 'waiting')
  ORDER BY h.id, d.id
)
UPDATE "Delivery" d SET state = 'waiting', attempts = $2, "dueAt" = $3::timestamptz FROM first WHERE d.id = first.id RETURNING d.id`;

/**
 * Tries one delivery of each broken channel once, quietly: somebody may have mended it without telling us. If it
 * arrives, the rest follows; if not, nobody hears of it again.
 * @param problem the reason to look for, as a LIKE pattern
 * @param attempts so many count as made already: the next failure is the last
 */
export async function probeChannels(store: Store, problem: string, attempts: number, now: Date): Promise<number> {
  return transact(store, async (tx) => {
    const rows = await tx.$queryRawUnsafe<{ id: string }[]>(probeSql, problem, attempts, now.toISOString());
    await queueOf(store)?.enqueue(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.length;
  });
}

/** Tries a person again, after an account was added or opened. */
export async function retryPerson(store: Store, personId: string, now: Date): Promise<number> {
  return transact(store, async (tx) => {
    await tx.account.updateMany({ where: { personId }, data: { refusedAt: null } });
    const rows = await tx.delivery.updateManyAndReturn({
      where: { personId, state: 'undeliverable' },
      // What has gathered may be one message again.
      data: { state: 'waiting', attempts: 0, dueAt: now, alone: false },
      select: { id: true },
    });
    await queueOf(store)?.enqueue(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.length;
  });
}

/** A space answers again: what waited slowly for it goes out now, and what failed while it was away is tried again. */
export async function reviveSpace(store: Store, spaceId: string, now: Date): Promise<void> {
  const failed = await store.prisma.channel.findMany({
    where: { spaceId, problem: { startsWith: 'space-' } },
    select: { id: true },
  });
  for (const { id } of failed) await retryChannel(store, id, now);
  await transact(store, async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "Delivery" d SET "dueAt" = ${now.toISOString()}::timestamptz
      WHERE d.state = 'waiting' AND d.problem = 'space-unreachable' AND (
        d."channelId" IN (SELECT id FROM "Channel" WHERE "spaceId" = ${spaceId})
        OR d."cardId" IN (SELECT k.id FROM "Card" k JOIN "Channel" h ON h.id = k."channelId" WHERE h."spaceId" = ${spaceId})
        OR d."personId" IN (SELECT a."personId" FROM "Account" a JOIN "Space" s ON s.platform = a.platform AND s."externalId" = a.home
          WHERE s.id = ${spaceId}))
      RETURNING d.id`;
    await queueOf(store)?.enqueue(
      tx,
      rows.map(({ id }) => id),
    );
  });
}
