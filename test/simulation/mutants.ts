// `npm run mutants`: plays a short window with each broken variant, in a copy of the tree. Each must turn the simulation
// red for its own reason, and the copy without any must stay green. `npm run mutants -- lease` plays those so named.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Mutant, mutants } from './mutants/list.ts';
import { copyTree, type Tree } from './mutants/tree.ts';

const usual = { from: '2027-03-22', until: '2027-03-30' };
/** A variant that the first does not catch may be caught by the next. */
const seeds = [1, 2, 3];
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** @returns how many violations of each kind, as the play's own last line but one says */
function playIn(tree: Tree, seed: number, mutant?: Mutant): Promise<Record<string, number>> {
  const { from, until } = mutant?.window ?? usual;
  const args = ['--no-warnings', join(tree.folder, 'test/simulation/run.ts'), '--from', from, '--until', until];
  args.push(
    '--seed',
    String(seed),
    '--acts',
    '30',
    '--kills',
    String(mutant?.kills ?? 0.03),
    '--troubles',
    String(mutant?.troubles ?? 1),
  );
  return new Promise((done, failed) => {
    // What a variant does not touch is read once for all of them.
    const env = { ...process.env, NODE_COMPILE_CACHE: join(tree.folder, '.compiled') };
    const child = spawn(process.execPath, args, { cwd: tree.folder, env });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      out += String(chunk);
    });
    child.on('error', failed);
    child.on('close', () => {
      const found = /^kinds: (.*)$/m.exec(out)?.[1];
      // A play that could not go on is as red as can be, but for no reason that anybody has named.
      if (found === undefined) print(`the play did not end:\n${out.slice(-1000)}`);
      done(found === undefined ? { broken: 1 } : (JSON.parse(found) as Record<string, number>));
    });
  });
}

const tell = (kinds: Record<string, number>): string =>
  Object.entries(kinds)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ') || 'nothing';

const named = process.argv.slice(2);
const chosen = mutants.filter(({ name }) => named.length === 0 || named.some((word) => name.includes(word)));
const started = performance.now();
let survivors = 0;
const work: (Mutant | undefined)[] = [...(named.length === 0 ? [undefined] : []), ...chosen];
/** Each in a copy of its own: two at a time. */
const worker = async (): Promise<void> => {
  const tree = copyTree();
  try {
    while (work.length > 0) {
      const mutant = work.shift();
      const restore = mutant ? tree.breakAs(mutant) : () => {};
      const found: string[] = [];
      let caught = false;
      for (const seed of mutant ? seeds : [1]) {
        const kinds = await playIn(tree, seed, mutant);
        found.push(`seed ${seed}: ${tell(kinds)}`);
        caught = mutant ? mutant.red.some((kind) => (kinds[kind] ?? 0) > 0) : Object.keys(kinds).length === 0;
        if (caught) break;
      }
      restore();
      if (!caught) survivors += 1;
      const verdict = mutant ? (caught ? 'red, as it must be' : 'SURVIVED') : caught ? 'green, as it must be' : 'RED';
      print(`${mutant?.name ?? 'unbroken'}: ${verdict} (${found.join('; ')})${mutant ? ` – ${mutant.why}` : ''}`);
    }
  } finally {
    tree.remove();
  }
};
await Promise.all([worker(), worker()]);
const seconds = Math.round((performance.now() - started) / 1000);
print(`${chosen.length} variants in ${seconds} s, ${survivors === 0 ? 'each found' : `${survivors} wrong`}`);
process.exitCode = survivors === 0 ? 0 : 1;
