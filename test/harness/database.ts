// A database for one test file: a clone of the migrated template (about 30 ms), dropped at its end.
//   const database = useDatabase();            // at the top of the file
//   const { prisma } = database.store;         // inside a test
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { connectStore, type Store } from '#store/database.ts';

/** The database of this file; ready inside tests and later hooks. */
export type TestDatabase = { readonly store: Store; readonly url: string };

/** Clones the template before this file's tests and drops the clone after them. */
export function useDatabase(): TestDatabase {
  let made: (TestDatabase & { drop(): Promise<void> }) | null = null;
  beforeAll(async () => {
    made = await cloneDatabase();
  });
  afterAll(() => made?.drop());
  const ready = () => {
    if (!made) throw new Error('The database is ready inside tests only');
    return made;
  };
  return {
    get store() {
      return ready().store;
    },
    get url() {
      return ready().url;
    },
  };
}

/** For tests that need several databases, or open and close them themselves. */
export async function cloneDatabase(): Promise<TestDatabase & { drop(): Promise<void> }> {
  const template = new URL(inject('postgresUrl')).pathname.slice(1);
  const { url, drop } = await createDatabase(`TEMPLATE ${template}`);
  const store = connectStore({ url, testClock: true, poolSize: 5 });
  return {
    store,
    url: store.url,
    async drop() {
      await store.close();
      await drop();
    },
  };
}

/** A database with nothing in it, for tests of the migrations themselves. */
export function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  return createDatabase('TEMPLATE template0');
}

async function createDatabase(from: string): Promise<{ url: string; drop(): Promise<void> }> {
  const url = new URL(inject('postgresUrl'));
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administrate(`CREATE DATABASE ${name} ${from}`);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administrate(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Runs one statement on the server, outside every database under test. */
export async function administrate(sql: string): Promise<void> {
  const url = new URL(inject('postgresUrl'));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
