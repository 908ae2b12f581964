// Rest, pauses and wishes under attack: forged presses about other people's rest, and messages of several coalitions to one
// person who can only be told aloud.
import { beforeEach, describe, expect, it } from 'vitest';
import { packPress } from '#bot/press.ts';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { fallDue } from '#schedule/due.ts';
import { newId } from '#store/id.ts';
import { footer } from '#views/footer.ts';
import { loadTopics } from '#views/topics.ts';
import { makeRig, type Rig } from '../delivery/rig.ts';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { cannot, placeOf } from '../harness/platform.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
/** A Tuesday, ten in Warsaw and Vienna. */
const start = '2026-11-24T09:00:00Z';
const clock: Clock = { now: new Date(start) };
let people: Seeded;
let others: Seeded;
let bot: TestBot;
let rig: Rig;
let round = 0;
const prisma = () => database.store.prisma;

beforeEach(async () => {
  round += 1;
  clock.now = new Date(start);
  people = await seedCoalition(database.store, clock.now, { suffix: `x${round}` });
  others = await seedCoalition(database.store, clock.now, { suffix: `y${round}` });
  await prisma().delivery.deleteMany();
  await prisma().due.deleteMany();
  bot = await makeTestBot(database.store, clock);
  rig = makeRig(database.store, { topics: await loadTopics(), footer });
  rig.set(start);
});

const tick = async (iso: string): Promise<void> => {
  clock.now = new Date(iso);
  rig.set(iso);
  const log = { error: (facts: object, message: string) => expect.fail(`${message} ${JSON.stringify(facts)}`) };
  await fallDue({ store: database.store, falling: await loadAllFalling(), log }, clock.now);
};
/** A second membership, in the other coalition. */
const alsoThere = (who: SeededPerson, organizationId: string) =>
  prisma().membership.create({
    data: {
      ...{ id: newId(clock.now), personId: who.id, coalitionId: others.coalitionId, organizationId },
      ...{ role: 'member', status: 'active', coordinates: false, createdAt: clock.now },
    },
  });

describe('other people’s rest', () => {
  it('is changed by no forged press: absences, pauses, channels, wishes about foreign coalitions, what others owe', async () => {
    const { ada, berta, dorota, channels, coalitionId } = people;
    await bot.as(berta).command('profile.away', { until: 'at:2026-11-27@Europe/Vienna' });
    const absence = await prisma().absence.findFirstOrThrow({ where: { personId: berta.id } });
    await bot.as(ada).press(packPress('profile.away!end', { absence: absence.id }));
    expect(await prisma().absence.findFirst({ where: { id: absence.id } })).toEqual(absence);

    await bot.as(ada).command('coalition.pause', { until: 'at:2026-12-01@Europe/Warsaw' });
    const paused = async () => (await prisma().coalition.findUniqueOrThrow({ where: { id: coalitionId } })).pausedUntil;
    const until = await paused();
    expect(until).not.toBeNull();
    for (const who of [dorota, berta, others.ada, people.stranger]) {
      await bot.as(who).press(packPress('coalition.pause!resume', { coalition: coalitionId }));
      await bot.as(who).press(packPress('coalition.pause!resume', { channel: channels.lublin }));
    }
    expect(await paused()).toEqual(until);
    await bot
      .as(others.ada)
      .press(packPress('coalition.pause!resume', { channel: channels.lublin, coalition: others.coalitionId }));
    await bot.as(dorota).command('coalition.organisation', { escalation: 'off', level: 'national' });
    await bot.as(others.ada).command('coalition.organisation', { escalation: 'off' });
    expect(await prisma().organization.count({ where: { coalitionId, escalates: false } })).toBe(0);

    for (const [about, coalition, measure] of [
      ['steps', others.coalitionId, 'off'],
      ['steps', 'nowhere', 'off'],
      ['__proto__', coalitionId, 'off'],
      ['steps', coalitionId, 'everything'],
    ] as const)
      await bot.as(ada).press(packPress('profile.less!set', { about, measure, coalition }));
    expect(await prisma().wish.count({ where: { personId: ada.id } })).toBe(0);

    await bot
      .as(berta)
      .command('task.add', { title: 'INTERNES', visibility: 'organisation', due: 'at:2026-11-27@Europe/Vienna' });
    const task = await prisma().task.findFirstOrThrow({ where: { title: 'INTERNES', coalitionId } });
    for (const who of [ada, dorota, others.ada])
      for (const name of [
        'reminder.later!put',
        'reminder.later!one',
        'reminder.later!cannot',
        'reminder.later!back',
        'reminder.later!choose',
      ]) {
        const seen = await bot
          .as(who)
          .press(packPress(name, { what: `task:${task.id}`, in: 'hour', coalition: coalitionId }));
        expect.soft(JSON.stringify(seen.answer), name).not.toContain('INTERNES');
      }
    expect(await prisma().due.count({ where: { kind: 'snooze' } })).toBe(0);
    expect(bot.errors).toEqual([]);
  });

  it('what two coalitions say to one person goes aloud only in the own organisation’s channel of each', async () => {
    const { carlos } = people;
    await alsoThere(carlos, others.organizations.lublin);
    for (const [where, organizationId] of [
      [people.channels.portugal, people.organizations.portugal],
      [others.channels.lublin, others.organizations.lublin],
    ] as const)
      await prisma().channel.update({ where: { id: where }, data: { audience: 'organisation', organizationId } });
    for (const [who, title] of [
      [people.ada, 'HIER'],
      [others.ada, 'DORT'],
    ] as const) {
      await bot.as(who).command('task.add', { title, due: 'at:2026-11-25@Europe/Warsaw' });
      const { id: taskId } = await prisma().task.findFirstOrThrow({ where: { title }, orderBy: { createdAt: 'desc' } });
      await prisma().taskAssignee.create({
        data: { taskId, personId: carlos.id, since: new Date('2026-11-01T09:00:00Z') },
      });
      await prisma().task.update({ where: { id: taskId }, data: { stateAt: new Date('2026-11-01T09:00:00Z') } });
    }
    await prisma().due.updateMany({ where: { kind: 'task' }, data: { dueAt: new Date(0) } });
    rig.discord.failing = (to) => (placeOf(to).startsWith('dm:') ? cannot('direct-refused') : undefined);
    await tick('2026-11-24T10:00:00Z');
    await prisma().delivery.deleteMany({ where: { topic: { notIn: ['step'] } } });
    expect(await prisma().delivery.count({ where: { personId: carlos.id } })).toBe(2);
    await rig.run();
    const here = rig.discord.calls.filter(({ to }) => placeOf(to) === carlos.channel).map(({ text }) => text);
    const there = rig.slack.calls.filter(({ to }) => placeOf(to) === others.ada.channel).map(({ text }) => text);
    expect(here.join()).toContain('HIER');
    expect(there.join()).toContain('DORT');
    expect(here.join()).not.toContain('DORT');
    expect(there.join()).not.toContain('HIER');
  });
});
