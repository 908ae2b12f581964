// Plays some weeks: time jumps to the next moment at which anything is due, people act, instances tick, send, are killed
// and started again. What is checked afterwards stands in the oracle; this file only lets things happen.
import type { Falls } from '#coalition/falls.ts';
import { crashPoints, onCrashPoint } from '#delivery/crash-points.ts';
import { tries } from '#delivery/outcome.ts';
import { keepSentMs, prune } from '#delivery/sweep.ts';
import type { Topic } from '#delivery/topic.ts';
import { probeChannels } from '#delivery/trouble.ts';
import type { Store } from '#store/database.ts';
import type { Chance } from './chance.ts';
import { type Instance, type Parts, startInstance } from './instance.ts';
import type { Row } from './oracle/arrived.ts';
import type { Span } from './story.ts';
import type { Timers } from './timers.ts';
import type { Wire } from './wire.ts';

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
  timers: Timers;
  wire: Wire;
  until: Date;
  topics: ReadonlyMap<string, Topic>;
  falling: ReadonlyMap<string, Falls>;
  happenings: readonly Happening[];
  /** How likely an instance is killed in one round; and, a twentieth of it, that all are down for some hours. */
  kills: number;
  /** Told now and then how far it is. */
  progress?(at: Date, rounds: number): void;
};

export type Played = {
  wire: Wire;
  errors: readonly string[];
  counts: { rounds: number; kills: number; outages: number };
  /** When no instance was running: what was due then may come later. */
  down: readonly Span[];
  /** Deliveries that were removed as said long ago. */
  archive: ReadonlyMap<string, Row>;
};

const stepMs = 10_000;
const dayMs = 86_400_000;
const ceil = (at: number, ms: number): number => Math.ceil(at / ms) * ms;

type Next = { due: Date | null; waiting: Date | null; held: Date | null; silent: boolean; broken: boolean };
/** When anything in the database is due next. */
async function nextIn(store: Store): Promise<Next> {
  const [row] = await store.prisma.$queryRawUnsafe<Next[]>(`
    SELECT (SELECT min("dueAt") FROM "Due") AS due,
      (SELECT min("dueAt") FROM "Delivery" WHERE state = 'waiting') AS waiting,
      (SELECT min("heldUntil") FROM "Delivery" WHERE state = 'sending') AS held,
      EXISTS (SELECT 1 FROM "Channel" WHERE problem = 'no-answer') AS silent,
      EXISTS (SELECT 1 FROM "Channel" WHERE problem IS NOT NULL) AS broken`);
  return row ?? { due: null, waiting: null, held: null, silent: false, broken: false };
}

/** Plays until `until`. @returns what hung in the chat world, and what went wrong in our own code */
export async function play(options: PlayOptions): Promise<Played> {
  const { chance, store, timers, wire } = options;
  const errors: string[] = [];
  const parts: Parts = { url: options.url, timers, wire, topics: options.topics, falling: options.falling, errors };
  const counts = { rounds: 0, kills: 0, outages: 0 };
  const down: Span[] = [];
  const archive = new Map<string, Row>();
  const kills = chance.fork('kills');
  let instances: Instance[] = [startInstance(parts), startInstance(parts)];
  const happenings = [...options.happenings].sort((a, b) => a.at.getTime() - b.at.getTime());
  let sleepUntil: Date | null = null;
  let prunedAt = timers.now().getTime();

  const replaceDead = async (): Promise<void> => {
    for (const one of instances.filter(({ mortal }) => mortal.dead)) {
      await one.close();
      counts.kills += 1;
      instances = [...instances.filter((other) => other !== one), startInstance(parts)];
    }
  };

  /** One of the instances dies in this round: anywhere in its work with the database, or at one of the worst places. */
  const curse = (): void => {
    if (!kills.happens(options.kills)) return;
    const victim = kills.one(instances);
    if (kills.happens(0.4)) return victim.mortal.dieAt(kills.between(0, 40));
    const point = kills.one(crashPoints);
    let left = kills.between(1, 3);
    onCrashPoint((reached) => {
      if (reached !== point) return;
      left -= 1;
      if (left === 0) victim.mortal.die();
    });
  };

  const lookAfter = async (now: Date): Promise<void> => {
    if (now.getTime() % 60_000 === 0) {
      const minute = now.getUTCMinutes();
      if (minute % 5 === 0) await probeChannels(store, 'no-answer', tries - 1, now);
      if (minute === 0) await probeChannels(store, '%', tries - 1, now);
    }
    if (now.getTime() - prunedAt < dayMs) return;
    prunedAt = now.getTime();
    const before = new Date(prunedAt - keepSentMs + dayMs);
    const gone = await store.prisma.delivery.findMany({
      where: { state: { in: ['sent', 'unwanted'] }, dueAt: { lt: before } },
    });
    for (const row of gone) if (!archive.has(row.id)) archive.set(row.id, row);
    await prune(store, now);
  };

  const round = async (): Promise<void> => {
    counts.rounds += 1;
    curse();
    // Both at once: whoever claims first does it.
    const both = kills.happens(0.5) ? instances : [kills.one(instances)];
    await Promise.all(both.map((one) => one.tick()));
    await Promise.all(both.map((one) => one.deliver()));
    await Promise.all(instances.map((one) => one.idle()));
    onCrashPoint(undefined);
    await replaceDead();
    await lookAfter(timers.now());
  };

  for (;;) {
    const now = timers.now().getTime();
    const found = await nextIn(store);
    // What waits although it is due stands behind a pace: it is looked at again some seconds later.
    const moments = [found.waiting, found.held, timers.next()].flatMap((at) =>
      at ? [ceil(Math.max(at.getTime(), now + 1), stepMs)] : [],
    );
    if (found.due) moments.push(ceil(found.due.getTime(), 60_000));
    if (found.broken) moments.push(ceil(now + 1, found.silent ? 300_000 : 3_600_000));
    if (happenings[0]) moments.push(happenings[0].at.getTime());
    let next = Math.max(Math.min(...moments, options.until.getTime()), now + 1);
    // A minute in which the clock has ticked already is over.
    if (found.due && found.due.getTime() <= now)
      next = Math.max(next, Math.min(ceil(now + 1, 60_000), ...moments.filter((at) => at > now)));
    if (sleepUntil && next < sleepUntil.getTime())
      next = Math.min(sleepUntil.getTime(), happenings[0]?.at.getTime() ?? Number.POSITIVE_INFINITY);
    if (next >= options.until.getTime()) break;
    timers.moveTo(new Date(next));
    if (sleepUntil && next >= sleepUntil.getTime()) {
      sleepUntil = null;
      instances = [startInstance(parts), startInstance(parts)];
    }
    while (happenings[0] && happenings[0].at.getTime() <= next) {
      const happening = happenings.shift();
      if (happening && !(sleepUntil && happening.byPeople)) await happening.run(timers.now());
    }
    if (sleepUntil) continue;
    await round();
    if (kills.happens(options.kills / 20)) {
      // Nobody is running for some hours, sometimes for days.
      sleepUntil = new Date(next + kills.one([1, 3, 8, 30, 75]) * 3_600_000);
      down.push({ from: new Date(next + 1), until: sleepUntil });
      counts.outages += 1;
      for (const one of instances) await one.close();
      instances = [];
    }
    if (counts.rounds % 500 === 0) options.progress?.(timers.now(), counts.rounds);
  }
  for (const one of instances) await one.close();
  return { wire, errors, counts, down, archive };
}
