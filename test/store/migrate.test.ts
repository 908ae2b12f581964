// Migrations: applied once and in order, by one service at a time, recorded as Prisma does it, and refused when the
// history does not fit.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { migrate, migrationsFolder } from '#store/migrate.ts';
import { emptyDatabase } from '../harness/database.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const now = () => new Date('2026-11-21T10:00:00Z');

async function database(): Promise<string> {
  const { url, drop } = await emptyDatabase();
  undo.push(drop);
  return url;
}
/** A folder with migrations of a toy: name → SQL. */
function folder(migrations: Record<string, string>): string {
  const made = mkdtempSync(join(tmpdir(), 'mosty-migrate-'));
  undo.push(() => rmSync(made, { recursive: true }));
  for (const [name, sql] of Object.entries(migrations)) {
    mkdirSync(join(made, name));
    writeFileSync(join(made, name, 'migration.sql'), sql);
  }
  return made;
}
async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
const toy = { '0001_a': 'CREATE TABLE a (n int);', '0002_b': 'CREATE TABLE b (n int); INSERT INTO a VALUES (2);' };

test('an empty database gets all of ours, in order, and nothing the second time', async () => {
  const url = await database();
  const names = await migrate(url, now);
  expect(names[0]).toBe('0001_bridge');
  expect([...names].sort()).toEqual(names);
  expect(await migrate(url, now)).toEqual([]);
});

test('the record is the one that Prisma keeps', async () => {
  const url = await database();
  await migrate(url, now, folder(toy));
  const kept = await rows(url, 'SELECT * FROM "_prisma_migrations" ORDER BY migration_name');
  expect(kept).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      // sha256 of the file, as `prisma migrate` writes it.
      checksum: '7f03d9c862ed8d33c0e406cce105b2d302ecdffbba7c18c32f0f1226e34dbaf2',
      migration_name: '0001_a',
      finished_at: now(),
      started_at: now(),
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
    },
    expect.objectContaining({ migration_name: '0002_b', applied_steps_count: 1 }),
  ]);
});

test('four services at once apply each migration once', async () => {
  const url = await database();
  const all = await Promise.all([1, 2, 3, 4].map(() => migrate(url, now, folder(toy))));
  expect(all.flat().sort()).toEqual(['0001_a', '0002_b']);
  expect(await rows(url, 'SELECT n FROM a')).toEqual([{ n: 2 }]);
});

test('a file that changed after it was applied is refused by name, and nothing is touched', async () => {
  const url = await database();
  await migrate(url, now, folder({ '0001_a': toy['0001_a'] }));
  await expect(migrate(url, now, folder({ ...toy, '0001_a': `${toy['0001_a']} ` }))).rejects.toThrow(
    /0001_a is not the file/,
  );
  expect(await rows(url, "SELECT to_regclass('b') AS b")).toEqual([{ b: null }]);
});

test('a database of a newer release is refused', async () => {
  const url = await database();
  await migrate(url, now, folder({ ...toy, '0003_c': 'CREATE TABLE c (n int);' }));
  await expect(migrate(url, now, folder(toy))).rejects.toThrow(/newer release.*0003_c/);
});

test('a migration that fails leaves nothing of itself, and can be mended', async () => {
  const url = await database();
  const broken = folder({ ...toy, '0002_b': 'CREATE TABLE b (n int); SELECT 1/0;' });
  await expect(migrate(url, now, broken)).rejects.toThrow(
    /0002_b could not be applied, and nothing was changed: division by zero/,
  );
  expect(await rows(url, "SELECT to_regclass('a') IS NOT NULL AS a, to_regclass('b') AS b")).toEqual([
    { a: true, b: null },
  ]);
  expect(await migrate(url, now, folder(toy))).toEqual(['0002_b']);
});

test('one that Prisma’s own command left half-way is told', async () => {
  const url = await database();
  await migrate(url, now, folder(toy));
  await rows(url, `UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name = '0002_b'`);
  await expect(migrate(url, now, folder(toy))).rejects.toThrow(/0002_b has failed half-way/);
});

test('what Prisma’s own engine recorded is taken as applied', async () => {
  const url = await database();
  const copy = mkdtempSync(join(tmpdir(), 'mosty-migrate-'));
  undo.push(() => rmSync(copy, { recursive: true }));
  cpSync(migrationsFolder, copy, { recursive: true });
  const { applyWithPrisma } = await import('../../prisma/diff.ts');
  await applyWithPrisma(url, copy);
  expect(await migrate(url, now)).toEqual([]);
});
