// One instance of the service without its platforms' sockets and its queue: the tick over what is due, the sender, the
// sweep. It can be killed at any of the places where a service may die, and another one be started on the same database.
import type { Falls } from '#coalition/falls.ts';
import { makeSender, type Sender } from '#delivery/send.ts';
import { sweep } from '#delivery/sweep.ts';
import type { Topic } from '#delivery/topic.ts';
import type { Platform } from '#platforms/platform.ts';
import { fallDue } from '#schedule/due.ts';
import { footer } from '#views/footer.ts';
import { type Mortal, mortalStore } from './mortal.ts';
import type { Timers } from './timers.ts';
import type { Wire } from './wire.ts';

export type Parts = {
  url: string;
  timers: Timers;
  wire: Wire;
  topics: ReadonlyMap<string, Topic>;
  falling: ReadonlyMap<string, Falls>;
  /** Errors that are nobody's kill: each is a failure of the simulation. */
  errors: string[];
};

export type Instance = {
  readonly mortal: Mortal;
  /** The tick of the clock: once a minute. */
  tick(): Promise<void>;
  /** Takes up what waits and sends it; until nothing is on its way. */
  deliver(): Promise<void>;
  /** Timers that went off have begun work: it ends before time moves on. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

export function startInstance(parts: Parts): Instance {
  const mortal = mortalStore(parts.url);
  const { store } = mortal;
  const tell = (facts: object, message: string): void => {
    const { err } = facts as { err?: unknown };
    if (!mortal.dead)
      parts.errors.push(`${message}: ${err instanceof Error ? (err.stack ?? err.message) : JSON.stringify(facts)}`);
  };
  const log = { error: tell, warn: () => {} };
  /** The dead neither send nor learn what became of what they had sent. */
  const seenBy = (platform: Platform): Platform => ({
    ...platform,
    async deliver(to, message, key) {
      if (mortal.dead) throw new Error('killed before the call');
      const receipt = await platform.deliver(to, message, key);
      if (mortal.dead) throw new Error('killed before the answer');
      return receipt;
    },
  });
  const sender: Sender = makeSender({
    store,
    clock: parts.timers.now,
    platforms: new Map(parts.wire.platforms.map((platform) => [platform.name, seenBy(platform)])),
    topics: parts.topics,
    footer,
    log,
    after: parts.timers.after,
    chance: () => 0.5,
  });
  const unlessDead = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!mortal.dead) tell({ err: error }, 'A round could not be ended');
    }
  };
  return {
    mortal,
    tick: () => unlessDead(() => fallDue({ store, falling: parts.falling, log }, parts.timers.now())),
    deliver: () =>
      unlessDead(async () => {
        const parked = new Set(sender.parked());
        const left = await sweep(store, parts.timers.now(), { graceMs: 0 });
        await sender.look(left.filter((id) => !parked.has(id)));
        await sender.wake();
        await sender.idle();
      }),
    idle: () => unlessDead(() => sender.idle()),
    async close() {
      mortal.die();
      await sender.stop(0).catch(() => {});
      await mortal.close();
    },
  };
}
