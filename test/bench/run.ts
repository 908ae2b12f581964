// `npm run bench`: all scenarios, one after the other, written to docs/bench.md. With --short (for CI) everything is shorter
// and only printed. Ends with 1 when a figure misses its aim by more than three times, in a short run twice. --only <scenario> runs one of
// throughput, mixed, limited, tick, digest and flood, and prints what it found.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Aim, aimsOf, type Measured, verdictOf } from './aims.ts';
import { type Base, openBase } from './base.ts';
import { digest } from './digest.ts';
import { flood } from './flood.ts';
import { limited } from './limits.ts';
import { mixed } from './mixed.ts';
import { loadNow, report } from './report.ts';
import { throughput } from './throughput.ts';
import { tick } from './tick.ts';

const { short, only } = parseArgs({
  options: { short: { type: 'boolean', default: false }, only: { type: 'string' } },
}).values;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const full = {
  throughput: { rounds: 5, ms: 4_000 },
  mixed: { rounds: 5, ms: 10_000 },
  limited: { idleMs: 10_000, rounds: 10, items: 100, seconds: 30 },
  tick: { sizes: [1_000, 100_000, 1_000_000], rounds: 20 },
  digest: { rounds: 10 },
  flood: { slack: 25, discord: 25, each: 200, people: { slack: 75, discord: 8 }, idleMs: 20_000 },
};
const brief = {
  throughput: { rounds: 2, ms: 1_500 },
  mixed: { rounds: 5, ms: 3_000 },
  limited: { idleMs: 3_000, rounds: 3, items: 25, seconds: 5 },
  tick: { sizes: [1_000, 100_000], rounds: 10 },
  digest: { rounds: 5 },
  flood: { slack: 3, discord: 3, each: 40, people: { slack: 10, discord: 4 }, idleMs: 6_000 },
};
const sizes = short ? brief : full;

const scenarios = {
  throughput: (base: Base) => throughput(base, sizes.throughput),
  mixed: (base: Base) => mixed(base, sizes.mixed),
  limited: (base: Base) => limited(base, sizes.limited),
  tick: (base: Base) => tick(base, sizes.tick),
  digest: (base: Base) => digest(base, sizes.digest),
  flood: (base: Base) => flood(base, sizes.flood),
};

/** On a larger machine two cores are used, for all processes together; where that cannot be arranged the report says how many. */
function keepToTwoCores(): void {
  const bound = availableParallelism() > 2 && spawnSync('taskset', ['-acp', '0,1', String(process.pid)]).status === 0;
  process.env['BENCH_CORES'] = String(bound ? 2 : availableParallelism());
}

async function timed<R>(name: string, work: Promise<R>): Promise<R> {
  const from = performance.now();
  const found = await work;
  say(`${name}: done in ${Math.round((performance.now() - from) / 1000)} s`);
  return found;
}

async function measure(base: Base): Promise<Measured> {
  return {
    throughput: await timed('throughput', scenarios.throughput(base)),
    mixed: await timed('mixed', scenarios.mixed(base)),
    limited: await timed('limited', scenarios.limited(base)),
    tick: await timed('tick', scenarios.tick(base)),
    digest: await timed('digest', scenarios.digest(base)),
    flood: short ? null : await timed('flood', scenarios.flood(base)),
  };
}

const failures = (measured: Measured): Aim[] => aimsOf(measured).filter((aim) => verdictOf(aim) === 'failed');

keepToTwoCores();
const before = loadNow();
const base = await openBase();
try {
  if (only !== undefined) {
    const one: ((base: Base) => Promise<unknown>) | undefined = scenarios[only as keyof typeof scenarios];
    say(one ? JSON.stringify(await timed(only, one(base)), null, 2) : `There is no scenario "${only}".`);
  } else {
    const measured = await measure(base);
    const text = report(measured, { load: [before, loadNow()], day: new Date().toISOString().slice(0, 10) });
    say(text);
    if (!short) writeFileSync(fileURLToPath(new URL('../../docs/bench.md', import.meta.url)), text);
    let failed = failures(measured);
    // A p99 of a few hundred asks is a handful of them: a neighbour's busy second is no regression, twice the same is.
    // What has to be exact is not forgiven.
    if (short && failed.some(({ exactly }) => !exactly)) {
      say(`Once more, because of: ${failed.map(({ what }) => what).join('; ')}`);
      const again = failures(await measure(base));
      failed = [...failed, ...again].filter(
        (aim) => aim.exactly || [failed, again].every((all) => all.some(({ what }) => what === aim.what)),
      );
    }
    for (const what of new Set(failed.map((aim) => aim.what))) say(`FAILED: ${what}`);
    process.exitCode = failed.length > 0 ? 1 : 0;
  }
} finally {
  await base.stop();
}
