// A message that asks for something is put off as a whole: by the one it was said to, and what it asks comes again then.
import { beforeEach, expect, it } from 'vitest';
import { sayTo } from '#delivery/record.ts';
import { disturbsOf } from '#delivery/topic.ts';
import { transact } from '#store/database.ts';
import { loadTopics } from '#views/topics.ts';
import { type Clock, makeTestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
/** A Tuesday, eleven in Warsaw. */
const clock: Clock = { now: new Date('2026-11-24T10:00:00Z') };
let here: Seeded;
let n = 0;

beforeEach(async () => {
  n += 1;
  await database.store.prisma.delivery.deleteMany();
  here = await seedCoalition(database.store, clock.now, { suffix: `-l${n}` });
  await database.store.prisma.person.updateMany({ data: { language: 'en' } });
});

const say = async (topic: string): Promise<string> => {
  const { store } = database;
  const [id] = await transact(store, (tx) =>
    sayTo(
      tx,
      { store, now: clock.now },
      {
        ...{ topic, data: { kind: 'task', itemId: 'x', level: 1 }, key: `${topic} ${n}` },
        ...{ coalitionId: here.coalitionId, personId: here.ada.id },
      },
    ),
  );
  if (!id) throw new Error('nothing was recorded');
  await store.prisma.delivery.update({ where: { id }, data: { state: 'sent', sentAt: clock.now } });
  return id;
};
const waiting = () =>
  database.store.prisma.delivery.findMany({ where: { state: 'waiting' }, orderBy: { topic: 'asc' } });

it('comes again once at the chosen moment, and says the same', async () => {
  const bot = await makeTestBot(database.store, clock);
  const id = await say('escalation');
  const press = `reminder.later!again?delivery=${id}&in=tomorrow`;
  expect((await bot.as(here.ada).press(press)).text).toContain('You will see this again: Wed');
  await bot.as(here.ada).press(press);
  const [again, ...more] = await waiting();
  expect(more).toEqual([]);
  expect(again).toMatchObject({
    ...{ topic: 'escalation', personId: here.ada.id, coalitionId: here.coalitionId },
    ...{ dueAt: new Date('2026-11-25T08:00:00Z'), data: { kind: 'task', itemId: 'x', level: 1, again: true } },
  });
  expect(disturbsOf((await loadTopics()).get('escalation'), again?.data)).toBe('asked');
  expect(bot.errors).toEqual([]);
});

it('takes a moment of one’s own, which lies ahead; and is nobody else’s', async () => {
  const bot = await makeTestBot(database.store, clock);
  const id = await say('repair');
  const form = await bot.as(here.ada).press(`reminder.later!when?delivery=${id}`);
  await form.submit({ until: 'Friday 15:00' });
  expect((await waiting()).map(({ dueAt }) => dueAt)).toEqual([new Date('2026-11-27T14:00:00Z')]);
  expect((await bot.as(here.berta).press(`reminder.later!again?delivery=${id}&in=hour`)).text).not.toContain('again:');
  expect(await waiting()).toHaveLength(1);
});

it('of several things in one message, those come again that ask for something', async () => {
  const bot = await makeTestBot(database.store, clock);
  const [bundle, ...parts] = [
    await say('bundle'),
    await say('escalation'),
    await say('repair'),
    await say('task-given'),
  ];
  await database.store.prisma.delivery.updateMany({ where: { id: { in: parts } }, data: { bundleId: bundle } });
  await bot.as(here.ada).press(`reminder.later!again?delivery=${bundle}&in=hour`);
  expect((await waiting()).map(({ topic }) => topic)).toEqual(['escalation', 'repair']);
});
