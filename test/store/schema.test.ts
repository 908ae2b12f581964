// schema.prisma and the migrations say the same: Prisma's own engine finds nothing to change, in either direction.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingSql } from '../../prisma/diff.ts';
import { useDatabase } from '../harness/database.ts';

const database = useDatabase();
const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');

test('the migrations lead to schema.prisma', async () => {
  expect(await missingSql(database.url), 'run: npm run migration -- 0003_what_changes').toBe('');
});

test('the comparison sees a missing index, a wrong type and a foreign key', async () => {
  await database.store.prisma.$executeRawUnsafe('DROP INDEX "Task_coalitionId_state_dueAt_idx"');
  await database.store.prisma.$executeRawUnsafe('ALTER TABLE "Task" ALTER COLUMN title TYPE varchar(10)');
  await database.store.prisma.$executeRawUnsafe('ALTER TABLE "Account" DROP CONSTRAINT "Account_personId_fkey"');
  const sql = await missingSql(database.url);
  expect(sql).toMatch(/CREATE INDEX "Task_coalitionId_state_dueAt_idx"/);
  expect(sql).toMatch(/"title" SET DATA TYPE TEXT/);
  expect(sql).toMatch(/ADD CONSTRAINT "Account_personId_fkey"/);
});

test('every model has a sentence, and no time comes from SQL', () => {
  const lines = schema.split('\n');
  const models = lines.flatMap((line, at) => (/^model /.test(line) ? [at] : []));
  expect(models.length).toBeGreaterThan(10);
  for (const at of models) expect(lines[at - 1], `${lines[at]} needs a /// sentence above it`).toMatch(/^\/\/\/ .+\.$/);
  expect(schema).not.toMatch(/now\(\)|@updatedAt|dbgenerated|autoincrement/);
});
