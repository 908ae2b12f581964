// After deliveries have ended: writes the outcomes down, then what follows from each (a lane to hold, an account that
// refused, an old message that shall point to the new one, a channel that works again, a change that came meanwhile).

import type { Lane } from '#platforms/platform.ts';
import { type Store, transact } from '#store/database.ts';
import { movedDelayMs, movedTopic, type Outcome } from './outcome.ts';
import { holdLanes } from './pace.ts';
import type { Sending } from './post.ts';
import { queueOf } from './queue.ts';
import { sayTo } from './record.ts';
import type { Ended, SenderParts } from './send.ts';
import { nextOf, type Settled, settle } from './settle.ts';
import { giveUp, retryChannel, retryPerson } from './trouble.ts';

type Parts = Pick<SenderParts, 'clock' | 'log'> & {
  store: Store;
  park: (id: string, lane: Lane, until: number) => void;
};
type Of<E extends Outcome['end']> = Extract<Outcome, { end: E }>;

const sendingOf = ({ way }: Ended): Sending | undefined => (way.ready.go === 'send' ? way.ready : undefined);

/**
 * @returns the ids that may be looked at right away
 * @throws when the database is away; then nothing of these counts as settled
 */
export async function follow(parts: Parts, ended: readonly Ended[]): Promise<readonly string[]> {
  const { store, clock, log } = parts;
  const settled: Settled[] = [];
  for (const { way, outcome } of ended) {
    if (outcome.end === 'undeliverable') continue;
    const { row } = way.ready;
    settled.push({ id: row.id, cardId: row.card?.id ?? null, held: way.held, outcome });
  }
  const ours = settled.length > 0 ? await settle(store, settled, clock()) : new Set<string>();
  const cards = new Set<string>();
  const soon = new Set<string>();
  const reached = new Set<string>();
  for (const one of ended) {
    const { way, outcome } = one;
    const { row } = way.ready;
    if (row.card) cards.add(row.card.id);
    if (outcome.end === 'undeliverable') await surrender(parts, one, outcome);
    else if (!ours.has(row.id))
      log.warn({ delivery: row.id }, 'A delivery took longer than its lease; another sender has it');
    else if (outcome.end === 'again') await again(parts, one, outcome, soon);
    else if (outcome.end === 'sent') await arrived(parts, one, reached);
  }
  for (const personId of await waitedFor(store, reached)) await retryPerson(store, personId, clock());
  if (cards.size > 0) for (const id of await nextOf(store, [...cards], clock())) soon.add(id);
  return [...soon];
}

async function surrender({ store, clock, log }: Parts, { way }: Ended, outcome: Of<'undeliverable'>): Promise<void> {
  const { row } = way.ready;
  log.warn({ delivery: row.id, topic: row.topic, why: outcome.why }, 'Undeliverable');
  await giveUp(
    store,
    {
      id: row.id,
      held: way.held,
      topic: row.topic,
      coalitionId: row.coalitionId,
      channelId: row.place?.channelId ?? null,
      personId: row.personId,
      why: outcome.why,
    },
    clock(),
  );
}

async function again(parts: Parts, one: Ended, outcome: Of<'again'>, soon: Set<string>): Promise<void> {
  const { store, clock } = parts;
  const sending = sendingOf(one);
  const { row } = one.way.ready;
  const now = clock();
  if (outcome.hold && sending) {
    const { keys, until } = outcome.hold;
    const held = keys.map((key) => sending.lanes.find((lane) => lane.key === key) ?? { key, everyMs: 1000, burst: 1 });
    await holdLanes(store, held, until);
    const lane = held.find(({ key }) => sending.lanes.some((own) => own.key === key)) ?? held[0];
    if (lane) parts.park(row.id, lane, until.getTime());
    return;
  }
  if (outcome.refused && sending?.address.account) {
    const { id } = sending.address.account;
    await store.prisma.account.updateMany({
      where: { id },
      data: outcome.why === 'account-gone' ? { closedAt: now } : { refusedAt: now },
    });
  }
  if (outcome.message === 'stuck' && sending) await pointLater(parts, sending);
  if (outcome.dueAt <= now) soon.add(row.id);
  else await queueOf(store)?.enqueue(null, [row.id], outcome.dueAt.getTime() - now.getTime());
}

/** The old message stays where it is; in an hour the platform may let it be edited again, to say that the card has moved. */
async function pointLater({ store, clock }: Parts, { row, address }: Sending): Promise<void> {
  const message = 'edit' in address.to ? address.to.edit : undefined;
  if (message === undefined || row.place === null) return;
  const { channelId } = row.place;
  const now = clock();
  const note = {
    topic: movedTopic,
    data: { message },
    key: `moved:${row.place.channelId}:${message}`,
    coalitionId: row.coalitionId,
    channelId,
  };
  await transact(store, (tx) => sayTo(tx, { store, now }, { ...note, dueAt: new Date(now.getTime() + movedDelayMs) }));
}

async function arrived({ store, clock }: Parts, one: Ended, reached: Set<string>): Promise<void> {
  const sending = sendingOf(one);
  if (sending?.row.place?.problem) await retryChannel(store, sending.row.place.channelId, clock());
  const personId = sending?.row.personId;
  // Not said aloud in a channel, but to the person.
  if (!personId || !sending.address.account) return;
  if (sending.address.account.refused) await retryPerson(store, personId, clock());
  else reached.add(personId);
}

/** Of the people who have just been reached directly those for whom something is kept back, whatever it was that failed then. */
async function waitedFor({ prisma }: Store, reached: ReadonlySet<string>): Promise<string[]> {
  if (reached.size === 0) return [];
  const rows = await prisma.delivery.groupBy({
    by: ['personId'],
    // What we made wrong ourselves is none of the person's trouble.
    where: { personId: { in: [...reached] }, state: 'undeliverable', problem: { not: 'invalid' } },
  });
  return rows.flatMap(({ personId }) => personId ?? []);
}
