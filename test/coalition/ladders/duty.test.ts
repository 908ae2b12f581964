// Who owes a duty, and since when: the reading half of its ladder.
import { beforeAll, describe, expect, it } from 'vitest';
import ladder from '#coalition/ladders/kinds/duty.ts';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const added = new Date('2026-11-24T09:00:00Z');
const clock: Clock = { now: added };
let bot: TestBot;
let here: Seeded;

beforeAll(async () => {
  here = await seedCoalition(database.store, new Date('2026-01-05T09:00:00Z'));
  bot = await makeTestBot(database.store, clock);
});

const add = async (who: 'ada' | 'berta', line: string): Promise<string> => {
  await bot.as(here[who]).say(`/duty add ${line}`);
  const title = line.split(' due:')[0] ?? '';
  return (await database.store.prisma.duty.findFirstOrThrow({ where: { title } })).id;
};
const owed = async (...ids: string[]) => ladder.owed(database.store.prisma, ids, clock.now);
const later = (days: number) => {
  clock.now = new Date(added.getTime() + days * 86_400_000);
};

describe('who owes it', () => {
  it('has long leads, goes on weekly, and is brought to coordinators', () => {
    expect(ladder).toMatchObject({ kind: 'duty', rungs: { before: [30, 14, 7, 1], overdueEvery: 7 }, escalates: true });
  });

  it('is its owner, since the moment of becoming it', async () => {
    const id = await add('ada', 'Owned due: 31 January 2027 owner: Dorota');
    expect((await owed(id))[0]).toMatchObject({
      due: { kind: 'day', date: '2027-01-31' },
      owers: [{ personId: here.dorota.id, since: added, named: true }],
    });
    later(3);
    const form = await bot.as(here.ada).press(`duty.edit?duty=id:${id}`);
    await form.submit({ owner: 'Ada Wymyślona' });
    expect((await owed(id))[0]?.owers).toEqual([{ personId: here.ada.id, since: clock.now, named: true }]);
    later(0);
  });

  it('without one, whoever coordinates the organisation; else the coalition’s coordinators', async () => {
    const own = await add('ada', 'Own due: 31 January 2027');
    const foreign = await add('ada', 'Foreign due: 31 January 2027 organisation: Partner in Austria');
    const internal = await add('berta', 'Internal due: 31 January 2027 visibility: organisation');
    const all = new Map((await owed(own, foreign, internal)).map((one) => [one.id, one.owers]));
    expect(all.get(own)).toMatchObject([{ personId: here.ada.id, named: false }]);
    // Nobody coordinates Austria.
    expect(all.get(foreign)).toMatchObject([{ personId: here.ada.id, named: false }]);
    // What only Austria sees is not told outside.
    expect(all.get(internal)).toEqual([]);
  });

  it('no more when done, dropped, or its owner has gone; again when it repeats', async () => {
    const once = await add('ada', 'Once due: 31 January 2027');
    await bot.as(here.ada).press(`duty.done?duty=id:${once}`);
    const again = await add('ada', 'Again due: 31 January 2027 every: every month');
    later(5);
    await bot.as(here.ada).press(`duty.done?duty=id:${again}`);
    const [one, ...others] = await owed(once, again);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ id: again, due: { date: '2027-02-28' }, since: clock.now });
    later(0);
    const left = await add('ada', 'Left due: 31 January 2027 owner: Carlos');
    await bot.as(here.carlos).press(`coalition.leave!me?coalition=${here.coalitionId}`);
    const [given] = await owed(left);
    expect(given?.owers).toMatchObject([{ personId: here.ada.id, named: false }]);
  });
});

it('the clock looks at a duty that has changed with its next tick', async () => {
  const { prisma } = database.store;
  const id = await add('ada', 'Looked at due: 31 January 2027');
  const due = () => prisma.due.findUnique({ where: { kind_subject: { kind: 'duty', subject: id } } });
  expect((await due())?.dueAt.getTime()).toBe(0);
  await prisma.due.update({
    where: { kind_subject: { kind: 'duty', subject: id } },
    data: { dueAt: new Date('2027-01-01T08:00:00Z') },
  });
  await (await bot.as(here.ada).press(`duty.edit?duty=id:${id}`)).submit({ due: '28 February 2027' });
  expect((await due())?.dueAt.getTime()).toBe(0);
  await bot.as(here.ada).press(`duty.done?duty=id:${id}`);
  expect(await due()).toBeNull();
});

it('wrote down no error', () => expect(bot.errors).toEqual([]));
