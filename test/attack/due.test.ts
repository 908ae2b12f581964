// What falls due under attack: a clock that jumps, rows that nobody knows, kinds that fail, a database that goes away in the
// middle of a tick, and one person with far too much.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Falls, falls } from '#coalition/falls.ts';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { MOST } from '#coalition/reminder/add.ts';
import { sayTo } from '#delivery/record.ts';
import { fallDue } from '#schedule/due.ts';
import { connectStore } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { footer } from '#views/footer.ts';
import { loadTopics } from '#views/topics.ts';
import { makeRig, type Rig } from '../delivery/rig.ts';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
/** A Tuesday, ten in Warsaw and Vienna. */
const start = '2026-11-24T09:00:00Z';
const clock: Clock = { now: new Date(start) };
let people: Seeded;
let bot: TestBot;
let rig: Rig;
let failed: { kind?: string; subject?: string }[] = [];
let round = 0;
const prisma = () => database.store.prisma;

beforeEach(async () => {
  round += 1;
  failed = [];
  clock.now = new Date(start);
  people = await seedCoalition(database.store, clock.now, { suffix: `x${round}` });
  await prisma().delivery.deleteMany();
  await prisma().due.deleteMany();
  bot = await makeTestBot(database.store, clock);
  rig = makeRig(database.store, { topics: await loadTopics(), footer });
  rig.set(start);
});

const at = (iso: string): void => {
  clock.now = new Date(iso);
  rig.set(iso);
};
const tick = async (iso: string, more: readonly Falls[] = [], store = database.store): Promise<number> => {
  at(iso);
  const falling = new Map([...(await loadAllFalling()), ...more.map((one) => [one.kind, one] as const)]);
  return fallDue({ store, falling, log: { error: (facts) => void failed.push(facts) } }, clock.now);
};
const due = (kind: string, subject: string, dueAt: string) =>
  prisma().due.create({ data: { kind, subject, dueAt: new Date(dueAt) } });
const toldTo = (who: SeededPerson): string[] =>
  [...rig.slack.hanging.values(), ...rig.discord.hanging.values()]
    .filter(({ place }) => place === `dm:${who.user}`)
    .map(({ text }) => text);
describe('a clock that jumps', () => {
  it('back an hour, back a day and on a month says each thing once, and nothing in the night', async () => {
    const { ada, berta } = people;
    await bot.as(ada).command('reminder.person', {
      person: `id:${berta.id}`,
      when: 'at:2026-11-24T12:00Z@Europe/Warsaw',
      what: 'RAZ',
    });
    await bot.as(ada).command('reminder.person', {
      person: `id:${berta.id}`,
      when: 'at:2026-11-24T12:00Z@Europe/Warsaw',
      what: 'DZIEN',
      every: 'codziennie',
    });
    for (const moment of [
      '2026-11-24T12:00:00Z',
      '2026-11-24T11:00:00Z',
      '2026-11-23T12:00:00Z',
      '2026-11-24T12:00:30Z',
    ]) {
      await tick(moment);
      await rig.run();
    }
    expect(toldTo(berta).join('\n').split('RAZ')).toHaveLength(2);
    expect(toldTo(berta).join('\n').split('DZIEN')).toHaveLength(2);
    // A month later, in the night: one message in the morning, whatever was missed.
    await tick('2026-12-22T23:00:00Z');
    await rig.run();
    expect(toldTo(berta).join('\n').split('DZIEN')).toHaveLength(2);
    await tick('2026-12-23T08:00:00Z');
    await rig.run();
    expect(toldTo(berta).join('\n').split('DZIEN')).toHaveLength(3);
    expect(failed).toEqual([]);
  });
});

describe('what falls due', () => {
  it('by a rule whose next time is in thousands of years is said, and then over', async () => {
    const { ada } = people;
    for (const every of ['FREQ=YEARLY;INTERVAL=999', 'FREQ=DAILY;BYMONTH=11;BYMONTHDAY=24;BYDAY=TU'])
      await bot.as(ada).command('reminder.me', { when: `at:2026-11-24T09:05Z@Europe/Warsaw;${every}`, what: 'RAZ' });
    await tick('2026-11-24T09:05:00Z');
    expect(failed).toEqual([]);
    const rows = await prisma().reminder.findMany({ where: { madeById: ada.id } });
    expect(rows.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await prisma().delivery.count({ where: { topic: 'reminder' } })).toBe(2);
  });

  it('goes on beside rows of a kind nobody knows, and a kind that throws', async () => {
    const { ada } = people;
    await bot.as(ada).command('reminder.me', { when: 'at:2026-11-24T09:05Z@Europe/Warsaw', what: 'MIMO' });
    await due('unknown', 'x', '1970-01-01T00:00:00Z');
    for (let i = 0; i < 150; i += 1) await due('bad', `${i}`, '1970-01-01T00:00:00Z');
    const done: string[] = [];
    const bad = falls({
      kind: 'bad',
      foresee: async () => [],
      async fall(tx, fallen, recording) {
        for (const { subject } of fallen) {
          await sayTo(tx, recording, {
            topic: 'kudos-given',
            data: {},
            key: `bad ${subject}`,
            coalitionId: null,
            personId: ada.id,
          });
          if (subject === '7') throw new Error('seven');
          if (subject === '8') await tx.$executeRawUnsafe('SELECT 1/0');
          done.push(subject);
        }
        return new Map();
      },
    });
    await tick('2026-11-24T09:05:00Z', [bad]);
    expect(failed.map(({ subject }) => subject).sort()).toEqual(['7', '8']);
    expect(await prisma().delivery.count({ where: { key: { startsWith: 'bad ' } } })).toBe(148);
    expect(await prisma().due.findMany({ where: { kind: 'bad' }, orderBy: { subject: 'asc' } })).toMatchObject([
      { subject: '7', attempts: 1, dueAt: new Date('2026-11-24T09:06:00Z') },
      { subject: '8', attempts: 1 },
    ]);
    expect(await prisma().due.count({ where: { kind: 'unknown' } })).toBe(1);
    await rig.run();
    expect(toldTo(ada).join('\n')).toContain('MIMO');
  });

  it('is done by the next tick where the database went away in the middle of one', async () => {
    const { ada } = people;
    for (const what of ['EINS', 'ZWEI'])
      await bot.as(ada).command('reminder.me', { when: 'at:2026-11-24T09:05Z@Europe/Warsaw', what });
    await due('cut', 'x', '1970-01-01T00:00:00Z');
    let cuts = 1;
    const cut = falls({
      kind: 'cut',
      foresee: async () => [],
      async fall(tx, _fallen, recording) {
        await sayTo(tx, recording, {
          topic: 'kudos-given',
          data: {},
          key: `cut ${cuts}`,
          coalitionId: null,
          personId: ada.id,
        });
        if (cuts-- > 0)
          await prisma().$executeRawUnsafe(
            'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE $1 AND state = $2',
            '%',
            'idle in transaction',
          );
        await tx.$executeRawUnsafe('SELECT 1');
        return new Map();
      },
    });
    const flaky = connectStore({ url: database.url, testClock: true, poolSize: 2 });
    try {
      await tick('2026-11-24T09:05:00Z', [cut], flaky).catch(() => 0);
      for (const minute of ['06', '07', '08']) await tick(`2026-11-24T09:${minute}:00Z`, [cut], flaky);
    } finally {
      await flaky.close();
    }
    expect(await prisma().due.count({ where: { kind: 'cut' } })).toBe(0);
    expect(await prisma().delivery.findMany({ where: { key: { startsWith: 'cut ' } } })).toMatchObject([
      { key: 'cut 0' },
    ]);
    expect(await prisma().delivery.count({ where: { topic: 'reminder' } })).toBe(2);
  });

  it('of one person has an end: what is too much is refused, and what waits is still one message', async () => {
    const { ada } = people;
    await prisma().reminder.createMany({
      data: Array.from({ length: MOST - 1 }, (_, i) => ({
        ...{ id: newId(clock.now), text: `nr ${i}`, firstAt: new Date('2026-11-24T10:00:00Z'), zone: 'Europe/Warsaw' },
        ...{ madeById: ada.id, personId: ada.id, createdAt: clock.now, state: 'active' as const },
      })),
    });
    const rows = await prisma().reminder.findMany({ where: { madeById: ada.id }, select: { id: true, firstAt: true } });
    await prisma().due.createMany({
      data: rows.map(({ id, firstAt }) => ({ kind: 'reminder', subject: id, dueAt: firstAt })),
    });
    await bot.as(ada).command('reminder.me', { when: 'at:2026-11-24T10:00Z@Europe/Warsaw', what: 'ostatnie' });
    const refused = await bot
      .as(ada)
      .command('reminder.me', { when: 'at:2026-11-24T10:00Z@Europe/Warsaw', what: 'za dużo' });
    expect(refused.text).toContain('200');
    expect(await prisma().reminder.count({ where: { madeById: ada.id } })).toBe(MOST);
    await tick('2026-11-24T10:00:00Z');
    await rig.run();
    expect(toldTo(ada)).toHaveLength(1);
    expect(toldTo(ada)[0]?.length).toBeLessThan(4_000);
    expect(rig.troubles).toEqual([]);
  });
});
