// Plays some weeks: time jumps to the next moment at which anything is due, people act, instances tick, send, are killed
// and started again. What is checked afterwards stands in the oracle; this file only lets things happen.
import type { Falls } from '#coalition/falls.ts';
import { crashPoints, onCrashPoint } from '#delivery/crash-points.ts';
import type { Topic } from '#delivery/topic.ts';
import type { Store } from '#store/database.ts';
import type { Chance } from './chance.ts';
import { type Instance, type Parts, startInstance } from './instance.ts';
import { makeTimers, type Timers } from './timers.ts';
import { makeWire, type Wire } from './wire.ts';

/** Something that happens at a moment: somebody acts, a direct message is closed, a space is away for a while. */
export type Happening = {
  at: Date;
  what: string;
  /** Somebody acts: not while the service is away. */
  byPeople: boolean;
  run(now: Date): Promise<void>;
};

export type PlayOptions = {
  url: string;
  /** For acts and for looking: never killed. */
  store: Store;
  chance: Chance;
  from: Date;
  until: Date;
  topics: ReadonlyMap<string, Topic>;
  falling: ReadonlyMap<string, Falls>;
  happenings(timers: Timers, wire: Wire): readonly Happening[];
  /** How likely an instance is killed in one round, and that all are down for some hours. */
  kills: number;
  /** Told now and then how far it is. */
  progress?(at: Date, rounds: number): void;
};

export type Played = {
  wire: Wire;
  errors: readonly string[];
  counts: { rounds: number; kills: number; restarts: number; outages: number; clockBack: number };
  /** When no instance was running, or time was put back: what was due then may come later. */
  down: readonly { from: Date; until: Date }[];
};

const stepMs = 10_000;
const ceil = (at: number, ms: number): number => Math.ceil(at / ms) * ms;

type Next = { due: Date | null; waiting: Date | null; held: Date | null };
/** When anything in the database is due next. */
async function nextIn(store: Store): Promise<Next> {
  const [row] = await store.prisma.$queryRawUnsafe<Next[]>(`
    SELECT (SELECT min("dueAt") FROM "Due") AS due,
      (SELECT min("dueAt") FROM "Delivery" WHERE state = 'waiting') AS waiting,
      (SELECT min("heldUntil") FROM "Delivery" WHERE state = 'sending') AS held`);
  return row ?? { due: null, waiting: null, held: null };
}

/** Plays from `from` until `until`. @returns what hung in the chat world, and what went wrong in our own code */
export async function play(options: PlayOptions): Promise<Played> {
  const { chance, store } = options;
  const timers = makeTimers(options.from);
  const wire = makeWire(chance.fork('wire'), timers.now);
  const errors: string[] = [];
  const parts: Parts = { url: options.url, timers, wire, topics: options.topics, falling: options.falling, errors };
  const counts = { rounds: 0, kills: 0, restarts: 0, outages: 0, clockBack: 0 };
  const down: { from: Date; until: Date }[] = [];
  const kills = chance.fork('kills');
  let instances: Instance[] = [startInstance(parts), startInstance(parts)];
  const happenings = [...options.happenings(timers, wire)].sort((a, b) => a.at.getTime() - b.at.getTime());
  let sleepUntil: Date | null = null;

  const replaceDead = async (): Promise<void> => {
    for (const one of instances.filter(({ mortal }) => mortal.dead)) {
      await one.close();
      instances = instances.filter((other) => other !== one);
      instances.push(startInstance(parts));
      counts.restarts += 1;
    }
  };

  const round = async (tick: boolean): Promise<void> => {
    counts.rounds += 1;
    if (kills.happens(options.kills)) {
      const victim = kills.one(instances);
      const point = kills.one(crashPoints);
      let left = kills.between(1, 5);
      onCrashPoint((reached) => {
        if (reached !== point || victim.mortal.dead) return;
        left -= 1;
        if (left > 0) return;
        victim.mortal.die();
        counts.kills += 1;
      });
    }
    // Both at once: whoever claims first does it.
    const both = kills.happens(0.5) ? instances : [kills.one(instances)];
    if (tick) await Promise.all(both.map((one) => one.tick()));
    await Promise.all(both.map((one) => one.deliver()));
    onCrashPoint(undefined);
    await replaceDead();
  };

  for (;;) {
    const now = timers.now();
    const found = await nextIn(store);
    const moments = [found.waiting, found.held, timers.next()].flatMap((at) =>
      at ? [ceil(at.getTime(), stepMs)] : [],
    );
    if (found.due) moments.push(ceil(found.due.getTime(), 60_000));
    if (happenings[0]) moments.push(happenings[0].at.getTime());
    let next = Math.max(Math.min(...moments, options.until.getTime()), now.getTime() + 1);
    // A minute in which the clock has ticked already is over.
    if (found.due && found.due <= now)
      next = Math.max(next, Math.min(ceil(now.getTime() + 1, 60_000), ...moments.filter((at) => at > now.getTime())));
    if (sleepUntil && next < sleepUntil.getTime())
      next = Math.min(sleepUntil.getTime(), happenings[0]?.at.getTime() ?? Number.POSITIVE_INFINITY);
    if (next >= options.until.getTime()) break;
    timers.moveTo(new Date(next));
    while (happenings[0] && happenings[0].at.getTime() <= next) await happenings.shift()?.run(timers.now());
    if (sleepUntil && next >= sleepUntil.getTime()) sleepUntil = null;
    if (sleepUntil) continue;
    await round(true);
    if (kills.happens(options.kills / 20)) {
      // Nobody is running for some hours, sometimes for days.
      sleepUntil = new Date(next + kills.one([1, 3, 8, 30, 75]) * 3_600_000);
      down.push({ from: new Date(next), until: sleepUntil });
      counts.outages += 1;
    }
    if (counts.rounds % 500 === 0) options.progress?.(timers.now(), counts.rounds);
  }
  for (const one of instances) await one.close();
  return { wire, errors, counts, down };
}
