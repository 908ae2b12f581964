// The store: one way in, UTC sessions, transactions that are tried again, and clear answers when something is wrong.
import pg from 'pg';
import { expect, test } from 'vitest';
import { withOptions } from '#store/connection.ts';
import { isAway, isTaken, transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { cloneDatabase, useDatabase } from '../harness/database.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00.123Z');

const coalition = (name: string) => ({
  id: newId(now),
  name,
  language: 'pl',
  timezone: 'Europe/Warsaw',
  createdAt: now,
  updatedAt: now,
});

test('the session is UTC and moments come back as they went in', async () => {
  const { prisma } = database.store;
  const made = await prisma.coalition.create({ data: coalition('Łódź') });
  expect((await prisma.coalition.findUniqueOrThrow({ where: { id: made.id } })).createdAt).toEqual(now);
  const [zone] = await prisma.$queryRaw<{ zone: string; stored: string; lower: string }[]>`
    SELECT current_setting('TimeZone') AS zone, "createdAt"::text AS stored, lower(name) AS lower FROM "Coalition"
    WHERE id = ${made.id}`;
  expect(zone).toEqual({ zone: 'UTC', stored: '2026-11-21 10:00:00.123+00', lower: 'łódź' });
});

test('options of the address are kept and none is added twice', () => {
  const once = withOptions('postgresql://u:p@h/db?sslmode=require&options=-c%20statement_timeout%3D9', [
    '-c TimeZone=UTC',
  ]);
  expect(once).toBe(
    `postgresql://u:p@h/db?sslmode=require&options=${encodeURIComponent('-c statement_timeout=9 -c TimeZone=UTC')}`,
  );
  expect(withOptions(once, ['-c TimeZone=UTC'])).toBe(once);
  expect(withOptions('postgresql:///db?options=-cx&host=/tmp', ['-c y=1'])).toBe(
    `postgresql:///db?host=/tmp&options=${encodeURIComponent('-cx -c y=1')}`,
  );
});

test('a transaction that lost a race is run again from its beginning', async () => {
  const { store } = database;
  const { id } = await store.prisma.coalition.create({ data: coalition('counter') });
  let runs = 0;
  const bothHaveRead = Promise.withResolvers<void>();
  const bump = () =>
    transact(
      store,
      async (tx) => {
        runs += 1;
        const { lastTask } = await tx.coalition.findUniqueOrThrow({ where: { id } });
        if (runs === 2) bothHaveRead.resolve();
        await bothHaveRead.promise;
        await tx.coalition.update({ where: { id }, data: { lastTask: lastTask + 1 } });
        return lastTask + 1;
      },
      'Serializable',
    );
  const numbers = await Promise.all([bump(), bump()]);
  expect(numbers.sort()).toEqual([1, 2]);
  expect(runs).toBe(3);
});

test('an error inside leaves nothing behind and is not tried again', async () => {
  const { store } = database;
  let runs = 0;
  const failing = transact(store, async (tx) => {
    runs += 1;
    await tx.coalition.create({ data: coalition('half') });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(runs).toBe(1);
  expect(await store.prisma.coalition.count({ where: { name: 'half' } })).toBe(0);
});

test('a unique key that is there already can be told from other errors', async () => {
  const { prisma } = database.store;
  const space = {
    id: newId(now),
    platform: 'slack',
    externalId: 'T1',
    name: 'A',
    status: 'active',
    createdAt: now,
  } as const;
  await prisma.space.create({ data: space });
  const error = await prisma.space.create({ data: { ...space, id: newId(now) } }).catch((thrown: unknown) => thrown);
  expect(isTaken(error)).toBe(true);
  expect(isTaken(error, 'externalId')).toBe(true);
  expect(isTaken(error, 'codeMac')).toBe(false);
  expect(isTaken(new Error('no'))).toBe(false);
  expect(isAway(error)).toBe(false);
});

test('a database that went away is told from a mistake, and the store mends itself', async () => {
  const { store, url, drop } = await cloneDatabase();
  try {
    await store.prisma.coalition.count();
    const killer = new pg.Client({ connectionString: url });
    await killer.connect();
    await killer.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await killer.end();
    const first = await store.prisma.coalition.count().catch((error: unknown) => error);
    if (typeof first !== 'number') expect(isAway(first)).toBe(true);
    expect(await store.prisma.coalition.count()).toBe(0);
  } finally {
    await drop();
  }
  const gone = await store.prisma.coalition.count().catch((error: unknown) => error);
  expect(gone).toBeInstanceOf(Error);
});
