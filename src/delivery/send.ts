// The sender: takes ids, prepares them in batches, keeps so many on their way at once, settles what came back, and goes
// on with what that makes possible. Several senders on several machines share one database and nothing else.
import type { PlatformName } from '#message/message.ts';
import type { Platform } from '#platforms/platform.ts';
import type { Store } from '#store/database.ts';
import type { Address } from './address.ts';
import { type Paced, prepare, type Ready } from './batch.ts';
import { follow } from './follow.ts';
import type { DrawFooter } from './footing.ts';
import { type After, parkLanes, realAfter } from './lanes.ts';
import { leaseMs, renew } from './lease.ts';
import { away, type Outcome } from './outcome.ts';
import { post } from './post.ts';
import type { Topic } from './topic.ts';

/** So many calls at once: 32 to one space (at 300 ms each 100 a second, more than any one bot may make), so that a space that hangs holds up no other. */
const capacity = 320;
const capacityOfSpace = 32;
const busyMs = 20;
const batchSize = 100;

export type SenderParts = {
  store: Store;
  clock: () => Date;
  platforms: ReadonlyMap<PlatformName, Platform>;
  topics: ReadonlyMap<string, Topic>;
  /** What stands under a message to a person. */
  footer?: DrawFooter;
  log: { warn(facts: object, message: string): void; error(facts: object, message: string): void };
  /** Timers; real ones unless a test gives its own. */
  after?: After;
  /** 0 to 1, for jitter. */
  chance?: () => number;
  /** Told of every end, for the metrics. */
  counted?: (end: Outcome['end'], platform: PlatformName | 'none', ms: number) => void;
};

/** A delivery on its way; `held` moves on with each renewal. */
export type OnItsWay = { ready: Ready; held: Date; startedMs: number };
export type Ended = { way: OnItsWay; outcome: Outcome };

export type Sender = {
  /** @returns once each has been claimed, parked, or found not to be ours */
  look(ids: readonly string[]): Promise<void>;
  /** What waits in this process for a pace, and would be free by now. For those who move the clock by hand. */
  wake(): Promise<void>;
  /** Everything on its way has been settled. */
  idle(): Promise<void>;
  parked(): readonly string[];
  onTheirWay(): number;
  /** Takes nothing new and ends what is on its way, within `ms`; @returns the ids that were parked */
  stop(ms: number): Promise<readonly string[]>;
};

const spaceOf = ({ platform, to }: Address): string => `${platform} ${to.space}`;

type Asked = { newcomer: boolean; told: { left: number; done: () => void; failed: (error: unknown) => void }[] };

export function makeSender(parts: SenderParts): Sender {
  const { store, clock, platforms, log } = parts;
  const after = parts.after ?? realAfter;
  const chance = parts.chance ?? Math.random;
  const intake = new Map<string, Asked>();
  const onWay = new Map<string, OnItsWay>();
  let ended: Ended[] = [];
  let pumping: Promise<void> | null = null;
  let settling: Promise<void> | null = null;
  let renewing: Promise<void> = Promise.resolve();
  let stopping = false;
  const lanes = parkLanes(after, clock, (ids) => void take(ids, false).catch(() => {}));

  function take(ids: readonly string[], newcomer: boolean): Promise<void> {
    const fresh = ids.filter((id) => !(newcomer && lanes.has(id)));
    if (stopping || fresh.length === 0) return Promise.resolve();
    return new Promise((done, failed) => {
      const told = { left: 0, done, failed };
      for (const id of new Set(fresh)) {
        const asked = intake.get(id) ?? { newcomer, told: [] };
        asked.newcomer &&= newcomer;
        asked.told.push(told);
        told.left += 1;
        intake.set(id, asked);
      }
      pump();
    });
  }

  function pump(): void {
    pumping ??= work().finally(() => {
      pumping = null;
      if (intake.size > 0 && onWay.size < capacity && !stopping) pump();
    });
  }

  async function work(): Promise<void> {
    while (intake.size > 0 && onWay.size < capacity && !stopping) {
      const batch = [...intake].slice(0, Math.min(batchSize, capacity - onWay.size));
      for (const [id] of batch) intake.delete(id);
      let trouble: { error: unknown } | undefined;
      try {
        await prepareBatch(batch);
      } catch (error) {
        trouble = { error };
      }
      for (const [, asked] of batch) {
        for (const told of asked.told) {
          told.left -= 1;
          if (trouble) told.failed(trouble.error);
          else if (told.left === 0) told.done();
        }
      }
    }
  }

  async function prepareBatch(batch: readonly [string, Asked][]): Promise<void> {
    const asked = new Map(batch);
    const now = clock();
    const busy = new Map<string, number>();
    for (const { ready } of onWay.values()) {
      if (ready.go === 'send') busy.set(spaceOf(ready.address), (busy.get(spaceOf(ready.address)) ?? 0) + 1);
    }
    const { ready, wait } = await prepare(parts, [...asked.keys()], now, (row, wanted, address): Paced | undefined => {
      const { id } = row;
      if (row.bound) lanes.forget(row.bound);
      if (address) {
        const space = spaceOf(address);
        const calls = busy.get(space) ?? 0;
        const lane = { key: `busy ${space}`, everyMs: busyMs / capacityOfSpace, burst: capacityOfSpace };
        if (calls >= capacityOfSpace) return { id, lane, until: now.getTime() + busyMs };
        busy.set(space, calls + 1);
      }
      // A bundle keeps the place of what it was made of.
      if ((row.insteadOf ?? [id]).some((one) => asked.get(one)?.newcomer === false)) return undefined;
      const lane = lanes.queued(wanted);
      return lane && { id, lane, until: lanes.untilOf(lane) };
    });
    for (const { id, lane, until } of wait) lanes.park(id, lane, until);
    for (const one of ready) {
      const way = { ready: one, held: one.held, startedMs: now.getTime() };
      onWay.set(one.row.id, way);
      void go(way);
    }
  }

  async function go(way: OnItsWay): Promise<void> {
    const { ready } = way;
    if (ready.go === 'drop') return end(way, { end: 'unwanted', why: ready.why });
    if (ready.go === 'give-up') return end(way, { end: 'undeliverable', why: ready.why });
    const platform = ready.go === 'send' ? platforms.get(ready.address.platform) : undefined;
    if (ready.go === 'away' || !platform) return end(way, away(ready.row.createdAt, clock()));
    const { outcome, error } = await post(ready, {
      platform,
      now: clock,
      chance: chance(),
      after,
      footer: parts.footer,
    });
    if (error !== undefined)
      log.error({ err: error, delivery: ready.row.id, topic: ready.row.topic }, 'A delivery failed by our own fault');
    end(way, outcome);
  }

  function end(way: OnItsWay, outcome: Outcome): void {
    ended.push({ way, outcome });
    const platform = way.ready.go === 'send' ? way.ready.address.platform : 'none';
    parts.counted?.(outcome.end, platform, clock().getTime() - way.startedMs);
    settling ??= settleAll().finally(() => {
      settling = null;
    });
  }

  async function settleAll(): Promise<void> {
    // What ends in the same turn of the event loop is settled together: the answers of several platforms are read in one.
    await new Promise((done) => setImmediate(done));
    while (ended.length > 0) {
      await renewing;
      const some = ended;
      ended = [];
      try {
        const next = await follow({ store, clock, log, park: lanes.park }, some);
        for (const { way } of some) onWay.delete(way.ready.row.id);
        void take(next, false).catch(() => {});
      } catch (error) {
        // The database is away. The leases run out, and a sweep takes everything up again.
        for (const { way } of some) onWay.delete(way.ready.row.id);
        log.warn({ err: error, deliveries: some.length }, 'What became of deliveries could not be written down');
      }
      pump();
    }
  }

  /** While a send takes long, its lease is kept fresh; settling waits, since the lease's moment is the proof of holding it. */
  async function renewAll(): Promise<void> {
    const settled = new Set(ended.map(({ way }) => way.ready.row.id));
    const mine = new Map([...onWay].flatMap(([id, way]) => (settled.has(id) ? [] : [[id, way.held] as const])));
    if (mine.size === 0 || settling !== null) return;
    const until = new Date(clock().getTime() + leaseMs);
    const kept = await renew(store, mine, until);
    for (const id of kept) {
      const way = onWay.get(id);
      if (way) way.held = until;
    }
  }

  let stopRenewing = () => {};
  const keepRenewing = (): void => {
    stopRenewing = after(leaseMs / 3, () => {
      renewing = renewAll().catch((error: unknown) => log.warn({ err: error }, 'Leases could not be renewed'));
      void renewing.finally(keepRenewing);
    });
  };
  keepRenewing();

  const idle = async (): Promise<void> => {
    while (pumping || settling || onWay.size > 0 || ended.length > 0) {
      await pumping;
      await settling;
      if (onWay.size > 0) await new Promise((done) => setImmediate(done));
    }
  };

  return {
    look: (ids) => take(ids, true),
    wake: () => take(lanes.due(), false),
    idle,
    parked: lanes.ids,
    onTheirWay: () => onWay.size,
    async stop(ms) {
      stopping = true;
      const parked = lanes.ids();
      lanes.clear();
      for (const { told } of intake.values()) for (const one of told) one.failed(new Error('the service is stopping'));
      intake.clear();
      let out = () => {};
      await Promise.race([
        idle(),
        new Promise<void>((done) => {
          out = after(ms, done);
        }),
      ]);
      out();
      stopRenewing();
      return parked;
    },
  };
}
