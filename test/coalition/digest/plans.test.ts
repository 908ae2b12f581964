// A digest of a large coalition: its statements stay quick also when the server has stopped planning them anew (it does so
// from the sixth time on, and then guesses how many events a week has).
import { expect, it } from 'vitest';
import { composeDigest } from '#coalition/digest/compose.ts';
import { loadSections } from '#coalition/digest/section.ts';
import { useDatabase } from '../../harness/database.ts';
import { seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();

it('is composed as quickly the tenth time as the first', { timeout: 60_000 }, async () => {
  const { prisma } = database.store;
  const { coalitionId, ada } = await seedCoalition(database.store, new Date('2026-10-01T08:00:00Z'));
  await prisma.$executeRawUnsafe('ALTER TABLE "Task" DISABLE TRIGGER ALL');
  await prisma.$executeRawUnsafe(`
    INSERT INTO "Task" (id, "coalitionId", number, title, folded, "dueAt", "dueZone", "overAt", visibility, state, "createdById", "createdAt", "stateAt")
    SELECT 'task' || i, '${coalitionId}', i, 'Task ' || i, '', timestamptz '2026-11-01' + (i % 60) * interval '1 day', 'Europe/Warsaw',
      timestamptz '2026-11-02' + (i % 60) * interval '1 day', 'coalition', (ARRAY['open', 'done', 'blocked']::"TaskState"[])[1 + i % 3],
      '${ada.id}', '2026-10-15', timestamptz '2026-11-10' + (i % 14) * interval '1 day' FROM generate_series(1, 3000) i`);
  await prisma.$executeRawUnsafe(`
    INSERT INTO "Event" (id, "coalitionId", at, kind, "personId", "taskId", data, cause, ordinal)
    SELECT 'event' || i, '${coalitionId}', timestamptz '2026-11-17', (ARRAY['task.edit', 'task.done', 'task.take'])[1 + i % 3], '${ada.id}',
      'task' || i, '{"before": {"columns": {"dueAt": "2026-10-30T00:00:00.000Z", "dueZone": "Europe/Warsaw"}}}', 'c' || i, 0
    FROM generate_series(1, 3000) i`);
  const sections = await loadSections();
  const period = { coalitionId, from: new Date('2026-11-16T08:00:00Z'), until: new Date('2026-11-23T08:00:00Z') };
  const took: number[] = [];
  for (let i = 0; i < 10; i += 1) {
    const from = performance.now();
    const { content } = await composeDigest(prisma, { ...period, zone: 'Europe/Warsaw' }, sections);
    took.push(performance.now() - from);
    expect(content.sections.map(({ name }) => name)).toEqual(['finished', 'slipped', 'blocked']);
  }
  expect(Math.max(...took.slice(5))).toBeLessThan(20 * Math.max(100, Math.min(...took.slice(0, 5))));
});
