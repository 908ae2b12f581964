// `npm run simulate -- --from 2027-01-01 --until 2028-01-01 --seed 1`: plays the weeks and says what went wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { connectStore } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { startPostgres } from '#store/postgres.ts';
import { loadTopics } from '#views/topics.ts';
import { makeActs } from './acts.ts';
import { makeChance } from './chance.ts';
import { play } from './play.ts';
import { makeWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '2027-01-01' },
    until: { type: 'string', default: '2028-01-01' },
    seed: { type: 'string', default: '1' },
    acts: { type: 'string', default: '30' },
  },
});
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
const dataDir = mkdtempSync(join(tmpdir(), 'mosty-simulation-'));
const postgres = await startPostgres({ dataDir, settings: fast });
try {
  const from = new Date(`${values.from}T00:00:00Z`);
  const until = new Date(`${values.until}T00:00:00Z`);
  await migrate(postgres.url, () => from);
  const store = connectStore({ url: postgres.url, testClock: true });
  const chance = makeChance(Number(values.seed));
  const world = await makeWorld(store, chance.fork('world'), from);
  const started = performance.now();
  const played = await play({
    url: postgres.url,
    store,
    chance,
    from,
    until,
    topics: await loadTopics(),
    falling: await loadAllFalling(),
    happenings: makeActs(store, world, chance.fork('acts'), from, until, Number(values.acts)),
    kills: 0.05,
    progress: (at, rounds) => console.log(at.toISOString(), rounds),
  });
  console.log(played.counts, played.wire.counts, `${Math.round(performance.now() - started)} ms`);
  console.log(played.errors.slice(0, 10));
  console.log(await store.prisma.delivery.groupBy({ by: ['state', 'topic'], _count: true }));
  console.log(await store.prisma.due.groupBy({ by: ['kind'], _count: true, _max: { attempts: true } }));
  await store.close();
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
