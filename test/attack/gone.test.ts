// People, channels and spaces that go in the middle of things: nothing keeps being said to them, what they kept to themselves
// shows nowhere, whoever takes over hears it once, and whoever is erased leaves no word behind.
import { beforeEach, describe, expect, it } from 'vitest';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { heedNotice } from '#coalition/notice.ts';
import { fallDue } from '#schedule/due.ts';
import { connectStore } from '#store/database.ts';
import { footer } from '#views/footer.ts';
import { loadTopics } from '#views/topics.ts';
import { makeRig, type Rig } from '../delivery/rig.ts';
import { type Clock, makeTestBot, type TestBot, testSecret } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
/** A Tuesday, ten in Warsaw and Vienna. */
const start = '2026-11-24T09:00:00Z';
const clock: Clock = { now: new Date(start) };
let people: Seeded;
let bot: TestBot;
let rig: Rig;
let failed: object[] = [];
let round = 0;
const prisma = () => database.store.prisma;

beforeEach(async () => {
  round += 1;
  failed = [];
  clock.now = new Date(start);
  people = await seedCoalition(database.store, clock.now, { suffix: `g${round}` });
  await prisma().delivery.deleteMany();
  await prisma().due.deleteMany();
  bot = await makeTestBot(database.store, clock);
  rig = makeRig(database.store, { topics: await loadTopics(), footer });
  rig.set(start);
});

const tick = async (iso: string, store = database.store): Promise<void> => {
  clock.now = new Date(iso);
  rig.set(iso);
  await fallDue(
    { store, falling: await loadAllFalling(), log: { error: (facts) => void failed.push(facts) } },
    clock.now,
  );
};
const toldTo = (who: SeededPerson): string =>
  [...rig.slack.hanging.values(), ...rig.discord.hanging.values()]
    .filter(({ place }) => place === `dm:${who.user}`)
    .map(({ text }) => text)
    .join('\n');
const close = async ({ platform, home, user }: SeededPerson): Promise<void> => {
  if (!testSecret) throw new Error('the test secret is not one');
  await heedNotice(database.store, testSecret, { kind: 'account-gone', platform, home, user }, clock.now);
};
const deliveriesTo = (who: SeededPerson) => prisma().delivery.findMany({ where: { personId: who.id } });

describe('an account that is closed', () => {
  it('with a bundle that waits, while two instances tick: one list, and nothing more is said to it', async () => {
    const { ada, berta, organizations } = people;
    await bot.as(ada).command('coalition.role', { person: `id:${ada.id}`, role: 'coordinator' });
    await bot
      .as(ada)
      .command('task.add', { title: 'Sala', due: 'at:2026-12-01@Europe/Vienna', owner: `id:${berta.id}` });
    const task = await prisma().task.findFirstOrThrow({ where: { title: 'Sala', coalitionId: people.coalitionId } });
    await prisma().taskAssignee.createMany({
      data: [{ taskId: task.id, personId: berta.id, since: clock.now }],
      skipDuplicates: true,
    });
    for (const what of ['EINS', 'ZWEI'])
      await bot.as(ada).command('reminder.person', {
        person: `id:${berta.id}`,
        when: 'at:2026-11-24T21:00Z@Europe/Vienna',
        what,
        every: 'codziennie',
      });
    // In the night both wait for the morning.
    await tick('2026-11-24T21:00:00Z');
    await rig.run();
    expect((await deliveriesTo(berta)).filter(({ state }) => state === 'waiting').length).toBeGreaterThan(1);
    await close(berta);
    const second = connectStore({ url: database.url, testClock: true, poolSize: 3 });
    try {
      await Promise.all([tick('2026-11-24T21:01:00Z'), tick('2026-11-24T21:01:00Z', second)]);
      await close(berta);
      await Promise.all([tick('2026-11-24T21:02:00Z'), tick('2026-11-24T21:02:00Z', second)]);
    } finally {
      await second.close();
    }
    const before = (await deliveriesTo(berta)).length;
    for (const day of ['25', '26', '27']) {
      await tick(`2026-11-${day}T08:00:00Z`);
      await rig.run();
      await tick(`2026-11-${day}T21:00:00Z`);
      await rig.run();
    }
    expect(await deliveriesTo(berta)).toHaveLength(before);
    expect((await deliveriesTo(berta)).every(({ state }) => state === 'unwanted')).toBe(true);
    expect(toldTo(berta)).toBe('');
    expect(await prisma().delivery.count({ where: { topic: 'handed-over' } })).toBe(1);
    expect(await prisma().delivery.count({ where: { topic: 'reminder-ended', personId: ada.id } })).toBe(2);
    expect(await prisma().taskAssignee.count({ where: { taskId: task.id } })).toBe(0);
    expect(organizations.austria).toBe(task.organizationId ?? organizations.austria);
    expect(failed).toEqual([]);
  });
});

describe('somebody who is erased', () => {
  it('leaves no word in what waits: reminders to others and channels, thanks, duties, put-off steps', async () => {
    const { ada, berta, carlos } = people;
    const when = 'at:2026-11-24T12:00Z@Europe/Vienna';
    await bot.as(berta).command('reminder.person', { person: `id:${ada.id}`, when, what: 'WORT von Berta' });
    await bot.as(berta).command('reminder.here', { when, what: 'WORT im Kanal' });
    await bot.as(berta).command('kudos', { whom: `person:${carlos.id}`, for: 'WORT des Dankes' });
    await bot.as(ada).command('reminder.person', { person: `id:${berta.id}`, when, what: 'WORT o Bercie' });
    // The clock has come to them, and the night, the pause or a pace holds them.
    await tick('2026-11-24T12:00:00Z');
    await bot.as(berta).press('profile.erase!confirm');
    await tick('2026-11-24T12:01:00Z');
    await rig.run();
    const all = [...rig.slack.hanging.values(), ...rig.discord.hanging.values()].map(({ text }) => text).join('\n');
    expect(all).not.toContain('WORT');
    expect(all).not.toContain('Berta');
    const stored = JSON.stringify([
      await prisma().reminder.findMany({ where: { OR: [{ madeById: berta.id }, { personId: berta.id }] } }),
      await prisma().kudos.findMany({ where: { OR: [{ giverId: berta.id }, { personId: berta.id }] } }),
      await prisma().delivery.findMany({ where: { coalitionId: people.coalitionId } }),
      await prisma().event.findMany({ where: { coalitionId: people.coalitionId } }),
    ]);
    expect(stored).not.toContain('WORT');
    expect(failed).toEqual([]);
    expect(bot.errors).toEqual([]);
  });
});

describe('what one may not see any more', () => {
  it('is in no personal digest, list, step or reminder about it', async () => {
    const { ada, berta, dorota } = people;
    await bot.as(berta).command('task.add', { title: 'GEHEIM', due: 'at:2026-11-30@Europe/Vienna' });
    await bot.as(berta).command('duty.add', { title: 'GEHEIMPFLICHT', due: 'at:2026-11-30@Europe/Vienna' });
    const task = await prisma().task.findFirstOrThrow({ where: { title: 'GEHEIM', coalitionId: people.coalitionId } });
    for (const who of [ada, dorota]) {
      await bot.as(who).press(`task.follow?task=id:${task.id}`);
      await prisma().taskAssignee.create({
        data: { taskId: task.id, personId: who.id, since: new Date('2026-11-01T09:00:00Z') },
      });
    }
    await bot.as(berta).command('task.comment', { task: `id:${task.id}`, text: 'GEHEIMES' });
    await tick('2026-11-24T09:01:00Z');
    await prisma().task.updateMany({
      where: { id: task.id },
      data: { visibility: 'organisation', organizationId: people.organizations.austria },
    });
    await prisma().duty.updateMany({
      where: { title: 'GEHEIMPFLICHT' },
      data: { visibility: 'organisation', organizationId: people.organizations.austria },
    });
    await rig.run();
    for (const moment of [
      '2026-11-27T08:00:00Z',
      '2026-11-30T08:00:00Z',
      '2026-12-07T08:00:00Z',
      '2026-12-14T08:00:00Z',
    ]) {
      await tick(moment);
      await rig.run();
    }
    expect((await bot.as(berta).say('/duty list')).text).toContain('GEHEIMPFLICHT');
    for (const who of [ada, dorota]) {
      expect.soft(toldTo(who)).not.toContain('GEHEIM');
      expect.soft(JSON.stringify((await bot.as(who).say('/mine')).answer)).not.toContain('GEHEIM');
      expect.soft(JSON.stringify((await bot.as(who).say('/duty list')).answer)).not.toContain('GEHEIM');
    }
    expect(failed).toEqual([]);
  });
});
