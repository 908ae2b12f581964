// Our own PostgreSQL in the data folder: started when nobody runs it, adopted when a service that was killed left it
// behind, shared with a second service on the same folder. Each user of the server holds a shared advisory lock on a
// connection of its own; whoever leaves last gets the exclusive one and stops the server. A crash frees the lock.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type ClusterFolder, openFolder, owner } from './embedded/folder.ts';
import { clearStalePidfile, isPostgres, readPidfile } from './embedded/pidfile.ts';
import { claimPlace, type Place } from './embedded/place.ts';
import { lastWords, logLength, type Spawned, spawnServer, stopServer } from './embedded/server.ts';
import { StoreTrouble } from './trouble.ts';

/** A running embedded server that this process uses. */
export type Postgres = {
  /** The address of its first database, with the password: never log it. */
  url: string;
  port: number;
  /** It was already running: another service shares it, or a killed one left it behind. */
  adopted: boolean;
  /** Leaves the server; the last one to leave stops it. */
  stop(): Promise<void>;
};

/** Any number will do, as long as nothing else in this database uses it: "users of this server". */
const users = 7_268_001;
const startBoundMs = 30_000;
const stopBoundMs = 4_000;
/** Between tries to bring back a server that has ended: a full disk or a taken port may take a while to mend. */
const comeBackMs = 2_000;

/**
 * Starts or adopts the PostgreSQL of a data folder.
 * @param options.dataDir where it lives; made if missing
 * @param options.settings further settings for a server that is started now (tests turn fsync off)
 * @throws StoreTrouble with a sentence for the operator: full disk, no rights, another release's folder, damage
 */
export async function startPostgres(options: {
  dataDir: string;
  settings?: Record<string, string>;
}): Promise<Postgres> {
  const place = await claimPlace(options.dataDir);
  try {
    const folder = openFolder(options.dataDir);
    const settings = options.settings ?? {};
    const { seat, port, adopted } = await takeSeat(folder, settings);
    const kept = keepSeat(folder, settings, seat, port);
    return { url: address(folder, port, owner), port, adopted, stop: () => leave(folder, kept.give(), place) };
  } catch (error) {
    place.release();
    throw error;
  }
}

function address(folder: ClusterFolder, port: number, database: string): string {
  return `postgresql://${owner}:${folder.password}@127.0.0.1:${port}/${database}`;
}

/**
 * Watches over the server: when it ends without us (killed by hand or for want of memory), it is started again on the
 * same port, which the open pools go on asking. Whoever of several services is first starts it, the others enter.
 * @returns `give` ends the watch and gives the seat of the moment
 */
function keepSeat(folder: ClusterFolder, settings: Record<string, string>, first: pg.Client, port: number) {
  let seat = first;
  let given = false;
  const watch = (): void => void seat.once('end', () => (given ? undefined : void comeBack()));
  const comeBack = async (): Promise<void> => {
    while (!given) {
      const back = await takeSeat(folder, settings, port).catch(() => null);
      if (back && back.port === port && !given) {
        seat = back.seat;
        return watch();
      }
      await back?.seat.end().catch(() => {});
      if (!given) await pause(comeBackMs, undefined, { ref: false });
    }
  };
  watch();
  return {
    give(): pg.Client {
      given = true;
      return seat;
    },
  };
}

/**
 * Tries to enter the server, and starts one whenever there is none, until one of both has worked.
 * @param wanted the port of a server that is started again; a first try elsewhere uses the one it last had
 */
async function takeSeat(folder: ClusterFolder, settings: Record<string, string>, wanted?: number) {
  const before = wanted ?? readPidfile(folder.cluster)?.port;
  let spawned: Spawned | null = null;
  let started = 0;
  const since = logLength(folder.log);
  for (let waited = 0; waited < startBoundMs; waited += 30) {
    const running = readPidfile(folder.cluster);
    if (running && isPostgres(running.pid)) {
      const seat = running.status === 'ready' ? await enter(folder, running.port) : null;
      if (seat) return { seat, port: running.port, adopted: started === 0 };
    } else if (spawned === null) {
      if (started === 5) break;
      clearStalePidfile(folder.cluster);
      // Others may still ask the port it had before it ended; another program may also have taken it since.
      spawned = await spawnServer(folder, settings, wanted ?? (started === 0 ? before : undefined));
      started += 1;
    } else if (await Promise.race([spawned.ended, pause(0, false)])) {
      // Ended without taking the folder: another service was faster, the port was taken meanwhile, or it is broken.
      spawned = null;
    }
    await pause(30);
  }
  throw new StoreTrouble(startFailure(folder, since));
}

function startFailure(folder: ClusterFolder, since: number): string {
  const said = lastWords(folder.log, since);
  if (/No space left|Disk quota/i.test(said)) return diskFull(folder).message;
  return (
    `The database in ${folder.cluster} does not start. Its log (${folder.log}) ends with: ${said || 'nothing'} ` +
    'Mend what it names, restore the folder from a backup, or set DATA_DIR to another folder.'
  );
}

function diskFull(folder: ClusterFolder): StoreTrouble {
  return new StoreTrouble(
    `The disk that holds ${folder.cluster} is full. Free some space on it and start again; nothing has been lost.`,
  );
}

/** Connects and takes the shared lock; null while the server is coming up or going down. */
async function enter(folder: ClusterFolder, port: number): Promise<pg.Client | null> {
  const seat = new pg.Client({ connectionString: address(folder, port, 'postgres'), connectionTimeoutMillis: 5_000 });
  seat.on('error', () => {});
  try {
    await seat.connect();
    await seat.query('SELECT pg_advisory_lock_shared($1)', [users]);
    const { rowCount } = await seat.query('SELECT 1 FROM pg_database WHERE datname = $1', [owner]);
    if (rowCount === 0) await seat.query(`CREATE DATABASE ${owner}`).catch(allowTwin);
    return seat;
  } catch (error) {
    await seat.end().catch(() => {});
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '28P01' || code === '28000') {
      throw new StoreTrouble(
        `The database in ${folder.cluster} does not accept the password kept beside it. ` +
          'Restore the whole data folder from a backup, or set DATA_DIR to another folder.',
      );
    }
    if (code === '53100') throw diskFull(folder);
    return null;
  }
}

/** Two services may make the database at the same moment; the second one's error means that it is there. */
function allowTwin(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code !== '42P04' && code !== '23505') throw error;
}

async function leave(folder: ClusterFolder, seat: pg.Client, place: Place): Promise<void> {
  try {
    await seat.query('SELECT pg_advisory_unlock_shared($1)', [users]);
    const { rows } = await seat.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [users]);
    // The exclusive lock is held until the server is gone: a newcomer waits for it, is cut off, and starts a new one.
    if (rows[0]?.last) await stopServer(folder, stopBoundMs);
  } catch {
    // The server has gone already: there is nothing to stop.
  } finally {
    await seat.end().catch(() => {});
    place.release();
  }
}
