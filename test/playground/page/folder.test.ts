// The playground's data folder: its own, marked, and never one that has held anything real.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { beginAgain, claimFolder, keep, readWhole, refuseRealSpaces, writeWhole } from '#playground/folder.ts';
import { useDatabase } from '../../harness/database.ts';
import { seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'mosty-folder-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

test('an empty folder or none is taken and marked; what is kept there comes back', () => {
  const place = join(folder(), 'new', 'deep');
  expect(claimFolder(place)).toEqual({ told: false, offset: 0 });
  expect(claimFolder(place)).toEqual({ told: false, offset: 0 });
  keep(place, { told: true, offset: 3_600_000 });
  expect(claimFolder(place)).toEqual({ told: true, offset: 3_600_000 });
});

test('a folder with something else in it is refused and left as it is', () => {
  const place = folder();
  writeFileSync(join(place, 'secret.key'), 'x');
  expect(() => claimFolder(place)).toThrow(/playground does not start in .* Set DATA_DIR/s);
  expect(readdirSync(place)).toEqual(['secret.key']);
});

test('a broken mark counts as a first start that was cut off', () => {
  const place = folder();
  claimFolder(place);
  writeFileSync(join(place, 'playground.json'), '{"told": tr');
  expect(claimFolder(place)).toEqual({ told: false, offset: 0 });
});

test('a real space in the database is refused by its name; our own are not', async () => {
  const { store } = database;
  const now = new Date('2026-11-22T10:00:00Z');
  const { prisma } = store;
  await prisma.space.create({
    data: { id: 'one', platform: 'slack', externalId: 'TOURS', name: 'Ours', status: 'active', createdAt: now },
  });
  await refuseRealSpaces(store, new Set(['TOURS']), '/somewhere');
  await prisma.space.create({
    data: { id: 'two', platform: 'discord', externalId: '77', name: 'A real one', status: 'left', createdAt: now },
  });
  await expect(refuseRealSpaces(store, new Set(['TOURS']), '/somewhere')).rejects.toThrow(/A real one/);
});

test('a first start that was cut off begins with an empty database', async () => {
  await seedCoalition(database.store, new Date('2026-11-22T10:00:00Z'));
  await beginAgain(database.store);
  expect(await database.store.prisma.person.count()).toBe(0);
  expect(await database.store.prisma.space.count()).toBe(0);
});

test('what is written is whole or not there', () => {
  const file = join(folder(), 'world.json');
  expect(readWhole(file)).toBeUndefined();
  writeWhole(file, { ą: 1 });
  expect(readWhole(file)).toEqual({ ą: 1 });
});
