// Before the tests: one real PostgreSQL in a temporary folder, with a template database that has all migrations. Many
// runs may go on at the same time; each has its own folder and port. What a killed run left behind is cleared first.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openQueue } from '#delivery/queue.ts';
import { connectStore } from '#store/database.ts';
import { isAlive, readPidfile } from '#store/embedded/pidfile.ts';
import { migrate } from '#store/migrate.ts';
import { startPostgres } from '#store/postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The test server's address; `database.ts` clones its database. */
    postgresUrl: string;
  }
}

/** Safety is worth nothing in a folder that is thrown away; without these the suite takes twice as long. */
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep();
  const dataDir = mkdtempSync(join(tmpdir(), `mosty-test-${process.pid}-`));
  const postgres = await startPostgres({ dataDir, settings: fast });
  await migrate(postgres.url, () => new Date());
  // The queue's own tables too: every file that delivers would otherwise make them anew (half a second each).
  const store = connectStore({ url: postgres.url });
  const queue = await openQueue(store, () => {});
  await queue.stop(1_000);
  await store.close();
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^mosty-test-(\d+)-/.exec(name)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    const server = readPidfile(join(folder, 'postgres', 'cluster'));
    try {
      if (server) process.kill(server.pid, 'SIGQUIT');
    } catch {
      // It has ended by itself.
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
