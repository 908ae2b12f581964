// `npm run simulate -- --from 2027-01-01 --until 2028-01-01 --seed 1`: plays the weeks and says what went wrong, with the
// seed that plays them again. `--windows`: four weeks round each of the two clock changes instead, side by side.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type Outcome, runScenario } from './scenario.ts';
import { withPostgres } from './server.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '2027-01-01' },
    until: { type: 'string', default: '2028-01-01' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    acts: { type: 'string', default: '20' },
    kills: { type: 'string', default: '0.05' },
    troubles: { type: 'string', default: '1' },
    windows: { type: 'boolean', default: false },
  },
});
const windows = [
  { from: '2027-03-14', until: '2027-04-11' },
  { from: '2027-10-17', until: '2027-11-14' },
];
const shown = 20;
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const optionsOf = ({ from, until }: { from: string; until: string }): string[] =>
  Object.entries({ ...values, from, until }).flatMap(([name, value]) =>
    typeof value === 'string' ? [`--${name}`, value] : [],
  );

function tell({ violations, figures, counts, ms }: Outcome): void {
  const list = Object.entries({ ...figures, ...counts }).map(([name, value]) => `${value} ${name}`);
  print(`${values.from} to ${values.until}, seed ${values.seed}: ${list.join(', ')}; ${Math.round(ms / 1000)} s`);
  for (const { kind, story } of violations.slice(0, shown)) print(`  ${kind}: ${story}`);
  if (violations.length > shown) print(`  … and ${violations.length - shown} more`);
  const kinds = Map.groupBy(violations, ({ kind }) => kind);
  print(`kinds: ${JSON.stringify(Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length])))}`);
  if (violations.length > 0) print(`Play it again: npm run simulate -- ${optionsOf(values).join(' ')}`);
  else print('Everything came once, in its time, to whom it was for.');
}

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

async function playHere(): Promise<boolean> {
  const outcome = await withPostgres(async (newDatabase) =>
    runScenario({
      url: await newDatabase('play'),
      from: day(values.from),
      until: day(values.until),
      seed: Number(values.seed),
      acts: Number(values.acts),
      kills: Number(values.kills),
      troubles: Number(values.troubles),
      progress: (at, rounds) => print(`  ${at.toISOString()} after ${rounds} rounds`),
    }),
  );
  tell(outcome);
  return outcome.violations.length === 0;
}

/** In a process of its own: where a service may die is known to a whole process. */
const playThere = (window: { from: string; until: string }): Promise<boolean> =>
  new Promise((done, failed) => {
    const script = process.argv[1] ?? '';
    const child = spawn(process.execPath, ['--no-warnings', script, ...optionsOf(window)], { stdio: 'inherit' });
    child.on('error', failed);
    child.on('close', (code) => done(code === 0));
  });

const green = values.windows ? (await Promise.all(windows.map(playThere))).every(Boolean) : await playHere();
process.exitCode = green ? 0 : 1;
