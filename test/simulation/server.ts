// A real PostgreSQL in a folder that is thrown away, with as many databases as there are plays.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '#store/postgres.ts';

/** Safety is worth nothing in a folder that is thrown away. */
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** @param work gets a way to make empty databases, each with its address */
export async function withPostgres<R>(
  work: (newDatabase: (name: string) => Promise<string>) => Promise<R>,
): Promise<R> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mosty-simulation-'));
  const postgres = await startPostgres({ dataDir, settings: fast });
  try {
    return await work(async (name) => {
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      await client.query(`CREATE DATABASE "${name}"`);
      await client.end();
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      return url.href;
    });
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
