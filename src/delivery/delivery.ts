// Delivery as one piece for the composition root: the queue, the sender and the sweeps, started and stopped together.

import { tries } from './outcome.ts';
import { openQueue, type Queue } from './queue.ts';
import { makeSender, type SenderParts } from './send.ts';
import { prune, sweep } from './sweep.ts';
import { probeChannels } from './trouble.ts';

/**
 * How often what a crash, a lost job or a database that was away has left lying is looked for. With the minute of the
 * clock a copy could stay wrong for a lease and a minute, 90 s; so it is 40. Two indexed reads each time.
 */
const sweepEveryMs = 10_000;

export type Delivery = {
  /** Begins to send. The platforms are connected by then. */
  start(): Promise<void>;
  /** Once a minute: takes up what was left lying, removes what was said long ago. */
  tick(now: Date): Promise<void>;
  /** Tries at once what is due by now; for those who move the clock by hand. */
  hurry(now: Date): Promise<void>;
  /** Deliveries waiting for a pace in this process, and on their way from it. */
  inHand(): { parked: number; onTheirWay: number };
  depth(): Promise<number>;
  /** Takes nothing new, ends what is on its way. */
  stop(ms: number): Promise<void>;
  /** After everybody else: use cases still in hand may have recorded something. */
  close(ms: number): Promise<void>;
};

/**
 * Opens the queue: from now on use cases can record. Sends nothing before `start`.
 */
export async function openDelivery(parts: SenderParts): Promise<Delivery> {
  const { store, clock, log } = parts;
  const queue: Queue = await openQueue(store, (message, error) => log.warn({ err: error }, message));
  const sender = makeSender(parts);
  let stopped = false;
  let sweeping: NodeJS.Timeout | undefined;

  const takeUp = async (graceMs?: number): Promise<void> => {
    if (stopped) return;
    const parked = sender.parked();
    await sender.look(await sweep(store, clock(), { parked, ...(graceMs === undefined ? {} : { graceMs }) }));
  };
  /** A sweep that fails is no more than a sweep that is late. */
  const inBackground = (graceMs?: number): void => {
    takeUp(graceMs).catch((error: unknown) => {
      if (!stopped) log.warn({ err: error }, 'A sweep of deliveries failed; the next one is due in some seconds');
    });
  };

  return {
    async start() {
      await queue.work(sender.look);
      // What a predecessor left: at once what waits, and once its leases have run out what it was sending.
      inBackground(0);
      sweeping = setInterval(() => inBackground(), sweepEveryMs).unref();
    },
    async tick(now) {
      inBackground();
      const minute = now.getUTCMinutes();
      // A platform that did not answer may be back; a channel may have been mended without anybody saying so.
      if (minute % 5 === 0) await probeChannels(store, 'no-answer', tries - 1, now);
      if (minute === 0) await probeChannels(store, '%', tries - 1, now);
      await prune(store, now);
    },
    async hurry() {
      await takeUp(0);
      await sender.wake();
    },
    inHand: () => ({ parked: sender.parked().length, onTheirWay: sender.onTheirWay() }),
    depth: queue.depth,
    async stop(ms) {
      stopped = true;
      clearInterval(sweeping);
      const parked = await sender.stop(ms);
      // Another instance need not wait for its sweep.
      await queue.enqueue(null, parked).catch(() => {});
    },
    close: (ms) => queue.stop(ms),
  };
}
