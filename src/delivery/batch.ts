// From ids to deliveries that are ours and ready to go: read, addressed, paced, claimed, loaded. The truth is read after
// the claim: a change that commits later finds no waiting row, makes a new one, and goes after.
import type { PlatformName } from '#message/message.ts';
import type { Lane, Platform } from '#platforms/platform.ts';
import type { Store } from '#store/database.ts';
import { type Address, type Addressed, addressOf, addressPersons, placeTrouble } from './address.ts';
import { crashPoint } from './crash-points.ts';
import { type Load, loadFacts } from './draw.ts';
import { claim, leaseMs } from './lease.ts';
import { lookAt, type Waiting } from './look.ts';
import { movedTopic } from './outcome.ts';
import { giveBack, takeSlots } from './pace.ts';
import { type Timely, timely } from './timely.ts';
import type { Topic } from './topic.ts';

export type BatchParts = {
  store: Store;
  platforms: ReadonlyMap<PlatformName, Platform>;
  topics: ReadonlyMap<string, Topic>;
};

/** Claimed. `attempt` counts from 1. */
export type Ready = { row: Timely; attempt: number; held: Date } & (
  | { go: 'send'; address: Address; load: Load; lanes: readonly Lane[] }
  | { go: 'drop'; why: string }
  | { go: 'give-up'; why: string }
  /** Its platform is not part of this service at the moment. */
  | { go: 'away' }
);

/** Has to wait for a slot; nothing was claimed. */
export type Paced = { id: string; lane: Lane; until: number };

type Planned = { row: Timely; lanes: readonly Lane[] } & (
  | { go: 'send'; address: Address }
  | { go: 'drop'; why: string }
  | { go: 'give-up'; why: string }
  | { go: 'away' }
);

/** Where each goes, or why nowhere. */
async function plan({ store, platforms, topics }: BatchParts, rows: readonly Timely[]): Promise<Planned[]> {
  const persons = rows.filter((row) => row.personId !== null);
  const aloud = (name: string) => topics.get(name)?.aloud ?? false;
  const addressed: ReadonlyMap<string, Addressed> =
    persons.length > 0 ? await addressPersons(store, persons, new Set(platforms.keys()), aloud) : new Map();
  return rows.map((row): Planned => {
    if (row.card && !row.card.belongs && row.card.messageId === null)
      return { row, go: 'drop', why: 'no longer wanted', lanes: [] };
    if (row.unwished) return { row, go: 'drop', why: 'not wished', lanes: [] };
    const address =
      row.personId !== null ? (addressed.get(row.id) ?? { why: 'person-gone' }) : placeAddress(row, topics);
    if ('why' in address) return { row, go: 'give-up', why: address.why, lanes: [] };
    const platform = platforms.get(address.platform);
    if (!platform) return { row, go: 'away', lanes: [] };
    return { row, go: 'send', address, lanes: platform.lanes(address.to) };
  });
}

function placeAddress(row: Waiting, topics: ReadonlyMap<string, Topic>): Addressed {
  const { place, card } = row;
  // A broken channel is not asked again and again (Discord bans an address after 10,000 refusals in ten minutes), but by
  // a probe.
  const why = placeTrouble(place, row.attempts > 0 || topics.get(row.topic)?.probe === true);
  if (!place || why !== undefined) return { why: why ?? 'channel-gone' };
  if (row.topic === movedTopic) return addressOf(place, row.zone, { edit: String(row.data['message']) });
  return addressOf(place, row.zone, {
    edit: card?.messageId ?? null,
    pin: card?.kind === 'board' && card.messageId === null,
  });
}

/** Gives each planned send a slot in all of its lanes, oldest first, or says how long it has to wait. */
async function pace(store: Store, planned: readonly Planned[], now: Date): Promise<{ go: Planned[]; wait: Paced[] }> {
  const asks = new Map<string, { lane: Lane; want: number }>();
  for (const { lanes } of planned) {
    for (const lane of lanes) asks.set(lane.key, { lane, want: (asks.get(lane.key)?.want ?? 0) + 1 });
  }
  if (asks.size === 0) return { go: [...planned], wait: [] };
  const slots = await takeSlots(store, [...asks.values()], now);
  const left = new Map([...slots].map(([key, { given }]) => [key, given]));
  const go: Planned[] = [];
  const wait: Paced[] = [];
  for (const one of planned) {
    const short = one.lanes.find((lane) => (left.get(lane.key) ?? 0) < 1);
    if (short) {
      wait.push({ id: one.row.id, lane: short, until: slots.get(short.key)?.until ?? now.getTime() + short.everyMs });
      continue;
    }
    for (const lane of one.lanes) left.set(lane.key, (left.get(lane.key) ?? 0) - 1);
    go.push(one);
  }
  const unused = [...left].flatMap(([key, count]) => {
    const lane = asks.get(key)?.lane;
    return lane && count > 0 ? [{ lane, count }] : [];
  });
  if (unused.length > 0) await giveBack(store, unused);
  return { go, wait };
}

/**
 * Prepares a batch.
 * @param queued for a newcomer: the lane in which others wait already and how long, so that it stands behind them
 * @returns what is ready, and what waits for a pace; what is left out was not due, or another has it
 */
export async function prepare(
  parts: BatchParts,
  ids: readonly string[],
  now: Date,
  queued: (row: Timely, lanes: readonly Lane[], address: Address | undefined) => Paced | undefined,
): Promise<{ ready: Ready[]; wait: Paced[] }> {
  const { store, topics } = parts;
  const rows = await timely(store, topics, await lookAt(store, ids, now), now);
  crashPoint('after-look');
  if (rows.length === 0) return { ready: [], wait: [] };
  const behind: Paced[] = [];
  const planned = (await plan(parts, rows)).filter((one) => {
    const paced = queued(one.row, one.lanes, one.go === 'send' ? one.address : undefined);
    if (paced) behind.push(paced);
    return !paced;
  });
  const { go, wait } = await pace(store, planned, now);
  crashPoint('after-pace');
  const held = new Date(now.getTime() + leaseMs);
  const claimed =
    go.length > 0
      ? await claim(
          store,
          go.map(({ row }) => row.id),
          now,
          held,
        )
      : new Map<string, number>();
  crashPoint('after-claim');
  const ours = go.filter(({ row }) => claimed.has(row.id));
  const loads = await loadFacts(
    store,
    topics,
    ours.filter(({ go }) => go === 'send').map(({ row }) => row),
    now,
  );
  const ready = ours.map((one): Ready => {
    const base = { row: one.row, attempt: claimed.get(one.row.id) ?? 1, held };
    return one.go === 'send' ? { ...one, ...base, load: loads.get(one.row.id) ?? 'unwanted' } : { ...one, ...base };
  });
  return { ready, wait: [...behind, ...wait] };
}
