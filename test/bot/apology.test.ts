// What a person is told when the database is gone or the disk is full: their own language, what to do, a way to try again.
import { expect, it } from 'vitest';
import { apology, makeTongues } from '#bot/apology.ts';
import type { Ask } from '#bot/ask.ts';
import { translator } from '#i18n/translator.ts';
import { plainMessage } from '#message/plain.ts';
import { connectStore } from '#store/database.ts';
import { makeTestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';

const database = useDatabase();
const now = new Date('2026-11-21T09:00:00Z');
const ask = (locale: string, press = 'task.take?task=id:1'): Ask => ({
  key: 'test:1',
  at: now,
  platform: 'slack',
  space: 'T1',
  user: { home: 'T1', id: 'U1', name: 'Ada', locale },
  channel: { id: 'C1', name: 'koalicja', direct: false },
  mayConnect: async () => true,
  formFields: 100,
  what: { kind: 'press', press },
});

it('a database that nobody reaches is said as such, and the press can be tried again', async () => {
  const away = connectStore({ url: 'postgresql://nobody:nothing@127.0.0.1:1/none' });
  const bot = await makeTestBot(away, { now });
  const answer = await bot.answer(ask('pl-PL'));
  await away.close();
  if (answer.kind !== 'say') throw new Error(answer.kind);
  expect(plainMessage(answer.message)).toContain(translator('pl')('common.error.database'));
  expect(JSON.stringify(answer.message)).toContain('task.take?task=id:1');
  expect(bot.errors).toHaveLength(1);
});

it('a full disk is said as such, as PostgreSQL tells it', async () => {
  const full = await database.store.prisma
    .$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`)
    .catch((error: unknown) => error);
  const answer = apology(full, ask('cs'), 'cs', () => {});
  if (answer.kind !== 'say') throw new Error(answer.kind);
  expect(answer.message.summary).toBe(translator('cs')('common.error.disk_full'));
});

it('the last language is remembered for each account, and the platform’s counts until then', () => {
  const tongues = makeTongues();
  expect(tongues.of(ask('uk'))).toBe('uk');
  tongues.keep(ask('uk'), 'pl');
  expect(tongues.of(ask('uk'))).toBe('pl');
  expect(tongues.of({ ...ask('xx'), user: { home: 'T2', id: 'U1', name: '', locale: 'xx' } })).toBe('en');
});
