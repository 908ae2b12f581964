// Many at once: numbers without gaps and without twins, nobody's press lost, one done, one undo.
import { beforeAll, expect, it } from 'vitest';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T09:00:00Z') };
let bot: TestBot;
let other: TestBot;
let people: Seeded;

beforeAll(async () => {
  people = await seedCoalition(database.store, clock.now);
  bot = await makeTestBot(database.store, clock);
  other = await makeTestBot(database.store, clock);
});

it('twenty added at once by two services have twenty numbers in a row', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? bot : other).as(i % 3 ? people.ada : people.carlos).say(`/task add Naraz ${i}`),
    ),
  );
  const numbers = (await database.store.prisma.task.findMany({ where: { title: { startsWith: 'Naraz' } } })).map(
    (task) => task.number,
  );
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

it('two who take it at the same moment are both on it, and the first one’s organisation has it', async () => {
  await bot.as(people.ada).say('/task add Wspólne');
  const { id } = await database.store.prisma.task.findFirstOrThrow({ where: { title: 'Wspólne' } });
  await Promise.all([
    bot.as(people.ada).press(`task.take?task=id:${id}`),
    other.as(people.dorota).press(`task.take?task=id:${id}`),
  ]);
  const task = await database.store.prisma.task.findUniqueOrThrow({ where: { id }, include: { assignees: true } });
  expect(task.assignees).toHaveLength(2);
  expect(task.organizationId).toBe(people.organizations.lublin);
  expect(task.revision).toBe(3);
});

it('ten presses on Done are one done, by one person, with one event', async () => {
  await bot.as(people.ada).say('/task add Dziesięć razy');
  const { id } = await database.store.prisma.task.findFirstOrThrow({ where: { title: 'Dziesięć razy' } });
  const said = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      (i % 2 ? bot : other).as(i % 3 ? people.ada : people.dorota).press(`task.done?task=id:${id}`),
    ),
  );
  expect(said.filter((one) => one.text.startsWith('Zrobione'))).toHaveLength(1);
  expect(said.filter((one) => one.text.includes('już zrobione'))).toHaveLength(9);
  expect(await database.store.prisma.event.count({ where: { taskId: id, kind: 'task.done' } })).toBe(1);
});

it('the same press delivered to two services at once is done once', async () => {
  const say = (one: TestBot) => one.as(people.ada).say('/task add Dwa serwery', 'slack:twice');
  const answers = await Promise.all([say(bot), say(other)]);
  expect(answers.map((one) => one.answer.kind).sort()).toEqual(['nothing', 'say']);
  expect(await database.store.prisma.task.count({ where: { title: 'Dwa serwery' } })).toBe(1);
});

it('two undos of one change undo it once', async () => {
  const seen = await bot.as(people.ada).say('/task add Cofane');
  const both = await Promise.all([seen.press('Cofnij'), seen.press('Cofnij')]);
  expect(both.filter((one) => one.text.includes('Cofnięte'))).toHaveLength(1);
});

it('wrote down no error', () => expect([...bot.errors, ...other.errors]).toEqual([]));
