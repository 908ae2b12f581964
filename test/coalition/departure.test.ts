// Somebody goes: the last account is closed, or the person leaves. Open items go back, those who speak for the organisation
// get one list, and nothing keeps being said to somebody who is not there.
import { beforeEach, describe, expect, it } from 'vitest';
import { loadFalling } from '#coalition/falls.ts';
import { loadLadders } from '#coalition/ladders/ladder.ts';
import { heedNotice } from '#coalition/notice.ts';
import { fallDue } from '#schedule/due.ts';
import { newId } from '#store/id.ts';
import { type Clock, makeTestBot, testSecret } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import type { SeededPerson } from '../harness/seed.ts';
import { makeWorld, type World } from './ladders/world.ts';
import { told } from './notices.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-24T09:00:00Z') };
let world: World;
let anna: SeededPerson;
let n = 0;

beforeEach(async () => {
  n += 1;
  await database.store.prisma.due.deleteMany();
  world = await makeWorld(database.store, await loadLadders(), clock.now, `-${n}`);
  anna = await world.person('Anna Erfunden', world.organizations.austria, 'coordinator');
});

const fall = async () =>
  fallDue(
    {
      store: database.store,
      falling: await loadFalling(),
      log: { error: (facts) => expect.fail(JSON.stringify(facts)) },
    },
    clock.now,
  );
const close = async (who: SeededPerson) => {
  if (!testSecret) throw new Error('the test secret is not one');
  const { platform, home, user } = who;
  await heedNotice(database.store, testSecret, { kind: 'account-gone', platform, home, user }, clock.now);
  await fall();
};
const lists = async (who: SeededPerson) =>
  (await told(database.store, { personId: who.id }, clock.now)).filter((one) => one.topic === 'handed-over');
const on = async (id: string) => database.store.prisma.taskAssignee.count({ where: { taskId: id } });

describe('an account that is closed', () => {
  it('gives everything back with one list, however often it is heard of, and ends reminders to the person', async () => {
    const { berta, ada, coalitionId } = world;
    const { prisma } = database.store;
    const first = await world.task({ due: '2026-12-01', on: [berta], title: 'Book the hall' });
    await world.task({ due: '2026-12-02', on: [berta], title: 'Write the report' });
    const duty = newId(clock.now);
    await prisma.duty.create({
      data: {
        ...{ id: duty, coalitionId, number: 1, title: 'Settlement', folded: 'settlement', state: 'open' },
        ...{ dueAt: clock.now, dueZone: 'Europe/Vienna', overAt: clock.now, createdAt: clock.now, stateAt: clock.now },
        ...{ organizationId: world.organizations.austria, ownerId: berta.id, createdById: ada.id },
      },
    });
    const reminder = newId(clock.now);
    await prisma.reminder.create({
      data: {
        ...{ id: reminder, coalitionId, text: 'Call the city hall', firstAt: clock.now, zone: 'Europe/Vienna' },
        ...{ madeById: ada.id, personId: berta.id, createdAt: clock.now },
      },
    });
    await close(berta);
    await close(berta);
    const [list, ...more] = await lists(anna);
    expect(more).toEqual([]);
    expect(list?.text).toContain('Berta Erfunden is not here any more. 3 open things wait for other hands:');
    for (const title of ['Book the hall', 'Write the report', 'Settlement']) expect(list?.text).toContain(title);
    expect(await lists(ada)).toEqual([]);
    expect(await on(first)).toBe(0);
    expect((await prisma.duty.findUniqueOrThrow({ where: { id: duty } })).ownerId).toBeNull();
    expect((await prisma.reminder.findUniqueOrThrow({ where: { id: reminder } })).state).toBe('cancelled');
    expect((await told(database.store, { personId: ada.id }, clock.now)).map((one) => one.topic)).toContain(
      'reminder-ended',
    );
    // Whoever comes back finds what they were.
    expect(await prisma.membership.count({ where: { personId: berta.id, status: 'active' } })).toBe(1);
  });

  it('changes nothing for whoever has another one', async () => {
    const { berta } = world;
    await database.store.prisma.account.create({
      data: {
        ...{ id: newId(clock.now), personId: berta.id, platform: 'discord', home: 'discord', userId: `55${n}` },
        ...{ name: berta.name, createdAt: clock.now },
      },
    });
    const id = await world.task({ due: '2026-12-01', on: [berta] });
    await close(berta);
    expect(await on(id)).toBe(1);
    expect(await lists(anna)).toEqual([]);
  });

  it('is told to the coalition’s coordinators where nobody speaks for the organisation, without what is its own', async () => {
    const { ada, carlos } = world;
    await world.task({
      due: '2026-12-01',
      on: [carlos],
      organizationId: world.organizations.portugal,
      title: 'Common',
    });
    await world.task({
      ...{ due: '2026-12-01', on: [carlos], organizationId: world.organizations.portugal, title: 'Internal' },
      visibility: 'organisation',
    });
    await close(carlos);
    const [list] = await lists(ada);
    expect(list?.text).toContain('Common');
    expect(list?.text).not.toContain('Internal');
  });

  it('is no longer reminded as one who speaks for the organisation', async () => {
    await close(anna);
    await world.task({ due: '2026-11-30' });
    await world.tick('2026-11-27T08:00:00Z');
    expect(await world.said(anna)).toEqual([]);
  });
});

describe('whoever leaves', () => {
  it('hands over, and says so no more once somebody has taken it all', async () => {
    const { berta } = world;
    const id = await world.task({ due: '2026-12-01', on: [berta] });
    const bot = await makeTestBot(database.store, clock);
    await bot.as(berta).press('coalition.leave!me');
    const [list] = await lists(anna);
    expect(list?.text).toContain('Berta Erfunden does not belong to Partner in Austria any more. 1 open thing waits');
    await database.store.prisma.taskAssignee.create({ data: { taskId: id, personId: anna.id, since: clock.now } });
    expect(await lists(anna)).toEqual([]);
  });

  it('or has all data erased: the same, without the name', async () => {
    const { berta } = world;
    await world.task({ due: '2026-12-01', on: [berta] });
    const bot = await makeTestBot(database.store, clock);
    await bot.as(berta).press('profile.erase!confirm');
    const [list] = await lists(anna);
    expect(list?.text).toContain('Somebody');
    expect(list?.text).not.toContain('Berta');
  });
});
