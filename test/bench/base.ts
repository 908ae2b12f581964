// The database of the bench: the service's own embedded PostgreSQL with its own settings, in a folder that is thrown away.
// Each scenario gets an empty one of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connectStore, type Store } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { startPostgres } from '#store/postgres.ts';

export type Base = {
  folder: string;
  /** A migrated database with nothing in it. */
  fresh(): Promise<{ url: string; store: Store; close(): Promise<void> }>;
  stop(): Promise<void>;
};

export async function openBase(): Promise<Base> {
  const folder = mkdtempSync(join(tmpdir(), 'mosty-bench-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'data') });
  let count = 0;
  return {
    folder,
    async fresh() {
      count += 1;
      const name = `bench_${count}`;
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
      await client.end();
      const address = new URL(postgres.url);
      address.pathname = `/${name}`;
      await migrate(address.href, () => new Date());
      const store = connectStore({ url: address.href, poolSize: 2 });
      return { url: address.href, store, close: () => store.close() };
    },
    async stop() {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What is not yet out of the door: deliveries that wait or are on their way, and jobs. */
export async function unsent(store: Store): Promise<number> {
  const [row] = await store.prisma.$queryRawUnsafe<{ left: number }[]>(
    `SELECT ((SELECT count(*) FROM "Delivery" WHERE state IN ('waiting', 'sending')) +
      (SELECT count(*) FROM pgboss.job WHERE name = 'delivery' AND state <= 'active'))::int AS left`,
  );
  return row?.left ?? 0;
}

/** Everything that runs have made; people, places and settings stay. */
export async function forgetTasks(store: Store): Promise<void> {
  await store.prisma.$executeRawUnsafe('TRUNCATE "Task", "Card", "Delivery", "Event" CASCADE');
  await store.prisma.$executeRawUnsafe('UPDATE "Coalition" SET "lastTask" = 0');
}
