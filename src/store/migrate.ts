// Brings a database to this release: the SQL files of prisma/migrations, in order, each in a transaction of its own.
// They are recorded as Prisma's command does it (same table, checksum and lock), so both can be used on one database.
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { StoreTrouble } from './trouble.ts';

/** Where this release's migrations are. */
export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The lock that Prisma's own command takes; taking the same one keeps both from working at once. */
const prismaLock = 72_707_369;

/** Prisma's table, column by column. Its `started_at` has a default of now(); we always write the service's time. */
const table = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

type Applied = { migration_name: string; checksum: string; finished_at: Date | null };
type Migration = { name: string; sql: string; checksum: string };

/**
 * Applies what is missing. Several services may call it at once: the others wait and find nothing left to do.
 * @param url the database
 * @param now the service's clock, for the record
 * @param folder where the migrations are
 * @returns the names of those applied now, in order
 * @throws StoreTrouble when an applied file has changed since, one has failed half-way, or the database is newer
 */
export async function migrate(url: string, now: () => Date, folder = migrationsFolder): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    await client.query(table);
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    );
    const missing = compare(readMigrations(folder), rows);
    for (const migration of missing) await apply(client, migration, now);
    return missing.map(({ name }) => name);
  } finally {
    // Ending the connection frees the lock, also when the server has gone.
    await client.end().catch(() => {});
  }
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Pure: what is missing, or the reason to stop before anything is touched. */
function compare(ours: readonly Migration[], applied: readonly Applied[]): Migration[] {
  for (const { migration_name: name, checksum, finished_at } of applied) {
    const own = ours.find((migration) => migration.name === name);
    if (!own) {
      throw new StoreTrouble(
        `The database was made by a newer release: it has the migration ${name}, which this one does not know. ` +
          'Start the newer release, or restore a backup from before it.',
      );
    }
    if (finished_at === null) {
      throw new StoreTrouble(
        `The migration ${name} has failed half-way. Restore a backup from before it and start again.`,
      );
    }
    if (own.checksum !== checksum) {
      throw new StoreTrouble(
        `The migration ${name} is not the file that was applied to this database. Put prisma/migrations/${name} back ` +
          'as it was in the release that made the database.',
      );
    }
  }
  const done = new Set(applied.map(({ migration_name }) => migration_name));
  return ours.filter(({ name }) => !done.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration, now: () => Date): Promise<void> {
  await client.query('BEGIN');
  try {
    const started = now();
    await client.query(sql);
    await client.query(
      'INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count) ' +
        'VALUES ($1, $2, $3, $4, $5, 1)',
      [randomUUID(), checksum, name, started.toISOString(), now().toISOString()],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreTrouble(`The migration ${name} could not be applied, and nothing was changed: ${reason}`, { cause });
  }
}
