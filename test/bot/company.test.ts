// What the bot notices beside the answer: a button among other things does not take their place, and whoever does
// something is awake.
import { beforeAll, expect, it } from 'vitest';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';
import { eventually } from '../whole/process.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-24T09:00:00Z') };
let bot: TestBot;
let people: Seeded;
beforeAll(async () => {
  people = await seedCoalition(database.store, clock.now);
  bot = await makeTestBot(database.store, clock);
});

it('answers beside a message that says several things', async () => {
  const seen = await bot.as(people.ada).say('/task add Kupić papier');
  const { id, revision } = await database.store.prisma.task.findFirstOrThrow();
  const undo = `task.show!undo?task=id:${id}&revision=${revision}`;
  expect(seen.buttons.length).toBeGreaterThan(0);
  const beside = await bot.as(people.ada).press(`${undo}&+`);
  expect(beside.answer).toMatchObject({ kind: 'say', audience: 'private' });
  expect(beside.answer).not.toHaveProperty('replaces');
});

it('writes down who is at it, once in ten minutes', async () => {
  const activeAt = async () =>
    (await database.store.prisma.person.findUniqueOrThrow({ where: { id: people.berta.id } })).activeAt?.toISOString();
  const at = async (time: string, expected: string) => {
    clock.now = new Date(time);
    await bot.as(people.berta).say('/mine');
    await eventually(async () => (await activeAt()) === expected, 2_000, 'the note');
  };
  await at('2026-11-24T09:00:00.000Z', '2026-11-24T09:00:00.000Z');
  await at('2026-11-24T09:09:59.000Z', '2026-11-24T09:00:00.000Z');
  await at('2026-11-24T09:10:01.000Z', '2026-11-24T09:10:01.000Z');
});
