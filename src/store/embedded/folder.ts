// The database's part of the data folder: postgres/{cluster, password, server.log}. It is made beside its place and
// moved there in one step, so of two services that start at once one folder wins, and a half-made one is never used.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { folderTrouble, makeFolder } from '../data-folder.ts';
import { StoreTrouble } from '../trouble.ts';
import { type Binaries, findBinaries, major } from './binaries.ts';
import { isAlive } from './pidfile.ts';
import { canReach, databaseRunner, letPass, type Runner } from './runner.ts';

/** The one database user; it owns everything in the cluster. */
export const owner = 'mosty';

/** An existing cluster with what is needed to run and to enter it. */
export type ClusterFolder = {
  cluster: string;
  log: string;
  password: string;
  binaries: Binaries;
  runner: Runner;
};

/** Where a root service puts a cluster whose data folder `nobody` cannot reach (under /root, for example). */
const reachable = '/var/lib/mosty-postgres';

/**
 * Finds the cluster of a data folder, or makes it (about a second).
 * @param dataDir the service's data folder; made if missing, for its owner only
 * @throws StoreTrouble for a full disk, a folder without rights, a cluster of another version or a broken one
 */
export function openFolder(dataDir: string): ClusterFolder {
  try {
    return openOrMake(dataDir);
  } catch (error) {
    throw folderTrouble(error, dataDir);
  }
}

function openOrMake(dataDir: string): ClusterFolder {
  makeFolder(dataDir);
  const runner = databaseRunner();
  letPass(runner, dataDir);
  const place = join(dataDir, 'postgres');
  const here = canReach(runner, dataDir);
  const shelf = here ? dataDir : reachable;
  if (!here) mkdirSync(shelf, { recursive: true, mode: 0o711 });
  const binaries = findBinaries(runner, shelf);
  if (!existsSync(place)) make(place, shelf, binaries, runner);
  // The real place: the runner may be unable to walk through the data folder.
  return { ...read(realpathSync(place)), binaries, runner };
}

function read(place: string): { cluster: string; log: string; password: string } {
  const cluster = join(place, 'cluster');
  const version = firstLine(join(cluster, 'PG_VERSION'));
  const password = firstLine(join(place, 'password'));
  if (!version || !password) {
    throw new StoreTrouble(
      `The database folder ${place} is damaged: its ${version ? 'password' : 'PG_VERSION file'} is missing. ` +
        'Restore the folder from a backup, or set DATA_DIR to an empty folder.',
    );
  }
  if (version !== major) {
    throw new StoreTrouble(
      `The database in ${place} was made by PostgreSQL ${version}, and this release brings PostgreSQL ${major}. ` +
        'Start it with the release that made it, or set DATA_DIR to an empty folder.',
    );
  }
  return { cluster, log: join(place, 'server.log'), password };
}

function firstLine(path: string): string | null {
  return existsSync(path) ? (readFileSync(path, 'utf8').split('\n')[0]?.trim() ?? null) : null;
}

function make(place: string, shelf: string, binaries: Binaries, runner: Runner): void {
  sweep(shelf);
  const half = join(shelf, `postgres.${process.pid}.${randomBytes(4).toString('hex')}`);
  const elsewhere = shelf !== join(place, '..');
  mkdirSync(half, { mode: runner ? 0o711 : 0o700 });
  try {
    initialise(half, binaries, runner);
    // Elsewhere it needs a name of its own: other data folders have theirs beside it.
    const final = elsewhere ? join(shelf, `of.${half.split('.').at(-1)}`) : place;
    renameSync(half, final);
    if (elsewhere) link(final, place);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(join(place, 'password'))) throw error;
  }
}

function link(final: string, place: string): void {
  try {
    symlinkSync(final, place);
  } catch (error) {
    rmSync(final, { recursive: true, force: true });
    throw error;
  }
}

function initialise(half: string, binaries: Binaries, runner: Runner): void {
  const cluster = join(half, 'cluster');
  const password = randomBytes(24).toString('hex');
  const once = join(half, 'password.once');
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(join(half, 'password'), `${password}\n`, { mode: 0o600 });
  writeFileSync(once, `${password}\n`, { mode: 0o600 });
  if (runner) for (const path of [cluster, once]) chownSync(path, runner.uid, runner.gid);
  // Without LANG initdb would choose SQL_ASCII, where lower('ŁÓDŹ') is wrong; the built-in locale needs no system files.
  const rules = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const entry = ['--auth=scram-sha-256', `--username=${owner}`, `--pwfile=${once}`];
  const made = spawnSync(join(binaries.bin, 'initdb'), ['-D', cluster, ...rules, ...entry], {
    ...runner,
    cwd: half,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    encoding: 'utf8',
  });
  rmSync(once, { force: true });
  if (made.status === 0) {
    if (!runner) chmodSync(half, 0o700);
    return;
  }
  const said = `${made.stderr ?? ''}${made.error?.message ?? ''}`;
  if (/No space left|Disk quota/i.test(said)) throw Object.assign(new Error(said), { code: 'ENOSPC' });
  throw new StoreTrouble(`The database could not be made in ${half}: ${said.trim().split('\n').slice(-3).join(' ')}`);
}

/** Removes what a crash left half-made (the process of its name is gone, or an hour old). */
function sweep(shelf: string): void {
  for (const name of readdirSync(shelf)) {
    const pid = /^postgres\.(\d+)\.[0-9a-f]{8}$/.exec(name)?.[1];
    if (!pid) continue;
    const folder = join(shelf, name);
    const made = statSync(folder).mtimeMs;
    if (!isAlive(Number(pid)) && performance.timeOrigin - made > 60_000)
      rmSync(folder, { recursive: true, force: true });
  }
}
