// The one way into the database: opens it (our own or DATABASE_URL), brings it up to date, and gives out transactions.
// Every session is UTC: with another zone Prisma reads and writes moments an hour off (prisma#26786), in silence.
import { setTimeout as pause } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { checkServer, withOptions } from './connection.ts';
import { Prisma, PrismaClient } from './generated/client.ts';
import { migrate } from './migrate.ts';
import { startPostgres } from './postgres.ts';

/** An open database. */
export type Store = {
  readonly prisma: PrismaClient;
  /** For pg-boss and for LISTEN: the same database with the same session settings. Holds the password: never log it. */
  readonly url: string;
  /** The port of our own server, and whether it was already running; null with DATABASE_URL. */
  readonly embedded: { port: number; adopted: boolean } | null;
  /** The migrations that this start has applied. */
  readonly migrated: readonly string[];
  /** Closes the connections; our own server stops when the last service leaves it. */
  close(): Promise<void>;
};

/** A Prisma client inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** What reads only: the store's client or a transaction. */
export type Reader = PrismaClient | Tx;

export type StoreOptions = {
  /** Set: this server. Null: our own, in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  /** The service's clock, for the record of migrations. */
  now: () => Date;
  /** Connections of this process; pg-boss has a few of its own. */
  poolSize?: number;
  /** Lets pg-boss follow a clock that is not the real one (tests, the playground). */
  testClock?: boolean;
};

/**
 * @throws StoreTrouble with a sentence for the operator
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const server = options.databaseUrl === null ? await startPostgres({ dataDir: options.dataDir }) : null;
  try {
    const url = withOptions(server?.url ?? options.databaseUrl ?? '', session(options.testClock));
    await checkServer(url);
    const migrated = await migrate(url, options.now);
    const store = connectStore({ url, poolSize: options.poolSize });
    return {
      ...store,
      migrated,
      embedded: server && { port: server.port, adopted: server.adopted },
      async close() {
        await store.close();
        await server?.stop();
      },
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

function session(testClock = false): string[] {
  return ['-c TimeZone=UTC', ...(testClock ? ['-c pgboss.test_clock=on'] : [])];
}

/**
 * Connects to a database that is there and up to date (a second store in one process, the tests' clones).
 * @param options.url its address; the session settings are added
 */
export function connectStore(options: { url: string; poolSize?: number | undefined; testClock?: boolean }): Store {
  const url = withOptions(options.url, session(options.testClock));
  const adapter = new PrismaPg(
    { connectionString: url, max: options.poolSize ?? 10, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 60_000 },
    // An idle connection that the server cuts is replaced by the pool; without this line it would end the process.
    { onPoolError: () => {}, onConnectionError: () => {}, statementNameGenerator: nameStatements() },
  );
  const prisma = new PrismaClient({ adapter, errorFormat: 'minimal' });
  return { prisma, url, embedded: null, migrated: [], close: () => prisma.$disconnect() };
}

/** Prisma writes an IN list of each length as another statement; what comes after so many is planned each time. */
const mostStatements = 400;

/**
 * Has the server keep the plans of what is asked again and again: a statement with many parts takes as long to plan as
 * to run (1.0 and 1.0 ms for a redraw). A name stands for one text only.
 */
function nameStatements(): (query: { sql: string; args: readonly unknown[] }) => string {
  const names = new Map<string, string>();
  return ({ sql, args }) => {
    // Several statements in one text (a test's, by hand) cannot be prepared; they have no arguments.
    if (args.length === 0) return '';
    const known = names.get(sql);
    if (known !== undefined || names.size >= mostStatements) return known ?? '';
    const name = `s${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/** Prisma's own default of 2 s lost seven of twenty transactions of 150 ms each (P2028). */
const patience = { maxWait: 10_000, timeout: 10_000 };
const tries = 5;

/**
 * Runs one use case in one transaction, again from its beginning when PostgreSQL asks for that (serialization failure or
 * deadlock), five times at most. So `work` must do nothing outside the database: no network, no memory it cannot redo.
 * An error inside aborts the transaction; catch it outside.
 * @param store the open store
 * @param work gets the transaction; what it returns is returned after the commit
 * @param isolation PostgreSQL's "read committed" unless told otherwise
 */
export async function transact<Result>(
  store: Pick<Store, 'prisma'>,
  work: (tx: Tx) => Promise<Result>,
  isolation: Prisma.TransactionIsolationLevel = 'ReadCommitted',
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // The server's own level needs no statement of its own.
      return await store.prisma.$transaction(
        work,
        isolation === 'ReadCommitted' ? patience : { ...patience, isolationLevel: isolation },
      );
    } catch (error) {
      if (attempt === tries || !isConflict(error)) throw error;
      // Two that collided would collide again if they waited equally long.
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
}

/** Prisma knows a deadlock or a serialization failure by a code of its own in its own queries only, not in raw ones. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === 'P2034' || /(?:40P01|40001)/.test(error.message);
}

/**
 * Whether an error says that a unique key was already there.
 * @param field narrows it to keys that contain this column
 */
export function isTaken(error: unknown, field?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return false;
  return field === undefined || JSON.stringify(error.meta ?? {}).includes(field);
}

/**
 * Whether the database itself is away (stopped, unreachable, out of connections), as opposed to a mistake of ours.
 */
export function isAway(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) return awayCodes.has(error.code) || isAwayBelow(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|57P0|08|53[123]00)/.test(code);
}

/** A raw query fails as P2010 whatever happened; what did is said by the driver's error within. */
function isAwayBelow({ meta }: Prisma.PrismaClientKnownRequestError): boolean {
  const { cause } = (meta?.['driverAdapterError'] ?? {}) as { cause?: { kind?: string; originalCode?: string } };
  return awayKinds.has(cause?.kind ?? '') || /^(57P0|08|53[123]00)/.test(cause?.originalCode ?? '');
}

const awayKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TlsConnectionError',
]);

/** Unreachable, timed out, closed by the server, no connection free, too many connections, no transaction slot in time. */
const awayCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
