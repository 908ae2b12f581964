// `npm run simulate -- --from 2027-01-01 --until 2028-01-01 --seed 1`: plays the weeks and says what went wrong, with the
// seed that plays them again. `--windows` plays four weeks round each of the two clock changes instead.
import { parseArgs } from 'node:util';
import { type Outcome, runScenario } from './scenario.ts';
import { withPostgres } from './server.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '2027-01-01' },
    until: { type: 'string', default: '2028-01-01' },
    seed: { type: 'string' },
    acts: { type: 'string', default: '20' },
    kills: { type: 'string', default: '0.05' },
    windows: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const windows = values.windows
  ? [
      { from: '2027-03-14', until: '2027-04-11' },
      { from: '2027-10-17', until: '2027-11-14' },
    ]
  : [{ from: values.from, until: values.until }];
const shown = 20;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const tell = (from: string, until: string, { violations, figures, counts, ms }: Outcome): void => {
  const list = Object.entries({ ...figures, ...counts }).map(([name, value]) => `${value} ${name}`);
  print(`${from} to ${until}, seed ${seed}: ${list.join(', ')}; ${Math.round(ms / 1000)} s`);
  for (const { kind, story } of violations.slice(0, shown)) print(`  ${kind}: ${story}`);
  if (violations.length > shown) print(`  … and ${violations.length - shown} more`);
  if (violations.length > 0)
    print(
      `Play it again: npm run simulate -- --from ${from} --until ${until} --seed ${seed} --acts ${values.acts} --kills ${values.kills}`,
    );
};

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
let wrong = 0;
await withPostgres(async (newDatabase) => {
  // Side by side: one waits for the database while the other one computes.
  const played = windows.map(async ({ from, until }, n) => {
    const outcome = await runScenario({
      url: await newDatabase(`play${n}`),
      from: day(from),
      until: day(until),
      seed,
      acts: Number(values.acts),
      kills: Number(values.kills),
      progress: (at, rounds) => print(`  ${at.toISOString()} after ${rounds} rounds`),
    });
    tell(from, until, outcome);
    wrong += outcome.violations.length;
  });
  await Promise.all(played);
});
print(wrong === 0 ? 'Everything came once, in its time, to whom it was for.' : `${wrong} violations`);
process.exitCode = wrong === 0 ? 0 : 1;
