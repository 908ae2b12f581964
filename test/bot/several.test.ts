// Several coalitions in one installation: the channel decides which is meant; elsewhere the bot asks. And what others owe.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T09:00:00Z') };
const direct = { direct: true, channel: 'D1' } as const;
let bot: TestBot;
let first: Seeded;
let second: Seeded;

beforeAll(async () => {
  const { store } = database;
  first = await seedCoalition(store, clock.now);
  second = await seedCoalition(store, clock.now, { suffix: 'B' });
  await store.prisma.coalition.update({ where: { id: second.coalitionId }, data: { name: 'Druga' } });
  await store.prisma.membership.create({
    data: {
      id: 'both',
      personId: first.ada.id,
      coalitionId: second.coalitionId,
      organizationId: second.organizations.lublin,
      role: 'member',
      status: 'active',
      createdAt: clock.now,
    },
  });
  bot = await makeTestBot(store, clock);
});

const coalitionOf = async (title: string) =>
  (await database.store.prisma.task.findFirstOrThrow({ where: { title } })).coalitionId;

describe('somebody in two coalitions', () => {
  it('is asked which one in a direct message, and nothing that was typed is lost', async () => {
    const asked = await bot.as(first.ada, direct).say('/task add Prywatnie dodane');
    expect(asked.text).toContain('Należysz do kilku koalicji');
    expect(asked.buttons).toEqual(['Integracja', 'Druga']);
    expect((await asked.press('Druga')).text).toContain('Zapisane');
    expect(await coalitionOf('Prywatnie dodane')).toBe(second.coalitionId);
  });

  it('is not asked in a channel that belongs to one', async () => {
    await bot.as(first.ada).say('/task add Na kanale');
    expect(await coalitionOf('Na kanale')).toBe(first.coalitionId);
  });

  it('sees what is owed in both in one list, each with its coalition', async () => {
    await bot.as(first.ada).say('/task take Na kanale');
    await (await bot.as(first.ada, direct).say('/task take Prywatnie')).press('Druga');
    const mine = await bot.as(first.ada, direct).say('/mine');
    expect(mine.text).toContain('Na kanale');
    expect(mine.text).toContain('Prywatnie dodane');
    expect(mine.text).toContain('Druga');
  });
});

it('says whose a task is to those who may not move it, with what they can do instead', async () => {
  await bot.as(first.ada).say('/task add Nasze plakaty organisation: Stowarzyszenie Lublin');
  const no = await bot.as(first.carlos).say('/task done Nasze plakaty');
  expect(no.text).toContain('Stowarzyszenie Lublin');
  expect(no.buttons).toEqual(['Seguir', 'Mostrar']);
});

it('counts no observer among those who will see what is added in a channel', async () => {
  const preview = await bot.as(first.ada).say('/coalition connect');
  expect(preview.text).toContain('4 osoby');
  expect(preview.text).not.toContain('Urząd Miasta');
  const observer = await bot.as(first.edyta, { channel: 'CX1' }).say('/coalition connect');
  expect(observer.text).toContain('tylko koordynacja');
  expect(observer.text).not.toContain('Połącz go dla całej koalicji');
});

it('wrote down no error', () => expect(bot.errors).toEqual([]));
