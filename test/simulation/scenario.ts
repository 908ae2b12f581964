// One play from beginning to end: a database of its own, a world, weeks, and the oracle's word about them.
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { connectStore } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { loadTopics } from '#views/topics.ts';
import { makeActs, makeScene } from './acts.ts';
import { backgroundOf } from './background.ts';
import { makeChance } from './chance.ts';
import { type Judged, judge } from './oracle/judge.ts';
import { type Played, play } from './play.ts';
import { newStory } from './story.ts';
import { makeTimers } from './timers.ts';
import { makeWire } from './wire.ts';
import { makeWorld } from './world.ts';

export type Scenario = {
  /** An empty database. */
  url: string;
  from: Date;
  until: Date;
  seed: number;
  /** Acts in a day. */
  acts: number;
  /** How likely an instance is killed in one round. */
  kills: number;
  /** How much more trouble than usual there is in the chat world. */
  troubles: number;
  progress?(at: Date, rounds: number): void;
};

export type Outcome = Judged & { counts: Record<string, number>; ms: number };

export async function runScenario(scenario: Scenario): Promise<Outcome> {
  const { url, from, until, seed } = scenario;
  const started = performance.now();
  await migrate(url, () => from);
  const store = connectStore({ url, testClock: true });
  try {
    const chance = makeChance(seed);
    const world = await makeWorld(store, chance.fork('world'), from);
    const story = newStory(world);
    const timers = makeTimers(from);
    const wire = makeWire(chance.fork('wire'), timers.now);
    const scene = makeScene({ store, world, story, chance: chance.fork('acts'), from, until });
    const played: Played = await play({
      url,
      store,
      chance,
      timers,
      wire,
      until,
      topics: await loadTopics(),
      falling: await loadAllFalling(),
      happenings: makeActs(scene, wire, scenario),
      kills: scenario.kills,
      ...(scenario.progress ? { progress: scenario.progress } : {}),
    });
    const rows = new Map(played.archive);
    for (const row of await store.prisma.delivery.findMany()) if (!rows.has(row.id)) rows.set(row.id, row);
    const dues = await store.prisma.due.findMany();
    const judged = judge({ world, story, down: played.down, from, until, played, rows, dues });
    const counts = { ...played.counts, ...played.wire.counts, ...story.counts };
    const violations = judged.violations.map((one) => ({
      ...one,
      story: [one.story, ...backgroundOf(world, story, played.down, one.story)].join('\n    '),
    }));
    return { ...judged, violations, counts, ms: Math.round(performance.now() - started) };
  } finally {
    await store.close();
  }
}
