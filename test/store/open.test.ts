// Opening the store: with our own server and with DATABASE_URL, and the sentence for each way in which that can fail.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { openStore } from '#store/database.ts';
import { administrate, emptyDatabase } from '../harness/database.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const now = () => new Date('2026-11-21T10:00:00Z');
const open = (databaseUrl: string | null, dataDir = '/nowhere') => openStore({ databaseUrl, dataDir, now });

function address(change: Partial<Pick<URL, 'password' | 'pathname' | 'port' | 'hostname'>>): string {
  return Object.assign(new URL(inject('postgresUrl')), change).href;
}

test('without DATABASE_URL the data folder becomes a database, which the next start finds again', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'mosty-open-'));
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const first = await open(null, dataDir);
  expect(first.migrated[0]).toBe('0001_bridge');
  expect(first.embedded?.adopted).toBe(false);
  await first.close();
  const second = await open(null, dataDir);
  expect(second.migrated).toEqual([]);
  expect(await second.prisma.coalition.count()).toBe(0);
  await second.close();
});

test('with DATABASE_URL that database is used, by two services at once', async () => {
  const { url, drop } = await emptyDatabase();
  undo.push(drop);
  const stores = await Promise.all([open(url), open(url)]);
  expect(stores.map(({ embedded }) => embedded)).toEqual([null, null]);
  expect(stores.flatMap(({ migrated }) => migrated).filter((name) => name === '0001_bridge')).toHaveLength(1);
  for (const store of stores) await store.close();
});

const refusals: [string, Parameters<typeof address>[0], RegExp][] = [
  ['a wrong password', { password: 'hunter2' }, /refuses the user or the password/],
  ['a database that is not there', { pathname: '/nothing' }, /does not exist/],
  ['a port where nobody listens', { port: '1' }, /Nobody listens/],
  ['a host that is not there', { hostname: 'nowhere.invalid' }, /host in DATABASE_URL is unknown/],
];

test.each(refusals)('%s is told in one sentence without the address', async (_, change, sentence) => {
  const error: unknown = await open(address(change)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'StoreTrouble', message: expect.stringMatching(sentence) });
  expect(String(error)).not.toMatch(/hunter2|postgresql:\/\//);
});

test('a database that would lose letters is refused', async () => {
  const name = 'ascii_only';
  await administrate(`CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0`);
  undo.push(() => administrate(`DROP DATABASE ${name} WITH (FORCE)`));
  await expect(open(address({ pathname: `/${name}` }))).rejects.toThrow(/encoded as SQL_ASCII/);
});
