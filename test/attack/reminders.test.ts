// Reminders under attack: forged presses, dates beyond all calendars, people who have left or become one with another,
// channels that are somebody else's, pauses, races of a tick with whoever changes something.
import { beforeEach, describe, expect, it } from 'vitest';
import { packPress } from '#bot/press.ts';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { mergePeople } from '#coalition/profile/merge.ts';
import { fallDue } from '#schedule/due.ts';
import { connectStore, transact } from '#store/database.ts';
import { footer } from '#views/footer.ts';
import { loadTopics } from '#views/topics.ts';
import { makeRig, type Rig } from '../delivery/rig.ts';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
/** A Tuesday, ten in Warsaw and Vienna. */
const start = '2026-11-24T09:00:00Z';
const clock: Clock = { now: new Date(start) };
let people: Seeded;
let others: Seeded;
let bot: TestBot;
let rig: Rig;
let failed: string[] = [];
let round = 0;
const prisma = () => database.store.prisma;

beforeEach(async () => {
  round += 1;
  failed = [];
  clock.now = new Date(start);
  await prisma().delivery.deleteMany();
  await prisma().due.deleteMany();
  people = await seedCoalition(database.store, clock.now, { suffix: `r${round}` });
  others = await seedCoalition(database.store, clock.now, { suffix: `o${round}` });
  await prisma().due.deleteMany();
  bot = await makeTestBot(database.store, clock);
  rig = makeRig(database.store, { topics: await loadTopics(), footer });
  rig.set(start);
});

const tick = async (at: string, store = database.store): Promise<void> => {
  clock.now = new Date(at);
  rig.set(at);
  const log = { error: (facts: object) => void failed.push(JSON.stringify(facts)) };
  await fallDue({ store, falling: await loadAllFalling(), log }, clock.now);
};
const reminder = async (text: string) => (await prisma().reminder.findFirstOrThrow({ where: { text } })).id;
const id = (value: string): string => `id:${value}`;

describe('somebody else’s reminders', () => {
  it('are neither shown nor changed by a forged press, and the refusal gives nothing away', async () => {
    await bot.as(people.ada).command('reminder.me', { when: 'jutro 9:00', what: 'TAJNE' });
    const secret = await reminder('TAJNE');
    for (const who of [people.dorota, people.berta, others.ada, people.stranger])
      for (const press of [
        packPress('reminder.list!show', { reminder: id(secret) }),
        packPress('reminder.list!later', { reminder: id(secret), delay: 'hour' }),
        packPress('reminder.list!again', { reminder: id(secret) }),
        packPress('reminder.list!undo', { reminder: id(secret), revision: '1' }),
        packPress('reminder.cancel', { reminder: id(secret) }),
        packPress('reminder.edit', { reminder: id(secret) }),
      ]) {
        const seen = await bot.as(who).press(press);
        expect.soft(JSON.stringify(seen.answer), press).not.toContain('TAJNE');
      }
    expect(await prisma().reminder.findMany({ where: { text: 'TAJNE' } })).toMatchObject([
      { state: 'active', revision: 1 },
    ]);
    expect(bot.errors).toEqual([]);
  });

  it('in an organisation’s own channel are its coordinators’, and not the whole coalition’s', async () => {
    const { organizations, channels, berta, ada, coalitionId } = people;
    await prisma().channel.update({
      where: { id: channels.austria },
      data: { audience: 'organisation', organizationId: organizations.austria },
    });
    await bot.as(berta).command('reminder.here', { when: 'morgen 9:00', what: 'INTERNES' });
    const own = await reminder('INTERNES');
    const show = packPress('reminder.list!show', { reminder: id(own) });
    expect((await bot.as(ada).say('/reminder')).text).not.toContain('INTERNES');
    expect((await bot.as(ada).press(show)).text).not.toContain('INTERNES');
    await prisma().channel.update({
      where: { id: channels.austria },
      data: { audience: 'coalition', organizationId: null, coalitionId: null },
    });
    expect((await bot.as(ada).press(show)).text, 'after it was disconnected').not.toContain('INTERNES');
    await prisma().channel.update({
      where: { id: channels.austria },
      data: { audience: 'coalition', coalitionId },
    });
    expect((await bot.as(ada).press(show)).text, 'as the coalition’s').toContain('INTERNES');
    expect((await bot.as(others.ada).press(show)).text).not.toContain('INTERNES');
  });

  it('cannot be used to go on talking to a coalition that one has left', async () => {
    const { dorota, berta, coalitionId } = people;
    await bot
      .as(dorota)
      .command('reminder.person', { person: id(berta.id), when: 'jutro 12:00', what: 'stare', every: 'codziennie' });
    await bot.as(dorota).command('reminder.here', { when: 'jutro 12:00', what: 'tablica', every: 'codziennie' });
    await prisma().membership.updateMany({ where: { personId: dorota.id, coalitionId }, data: { status: 'left' } });
    for (const text of ['stare', 'tablica']) {
      const one = await reminder(text);
      const said = await bot.as(dorota).command('reminder.edit', { reminder: id(one), what: 'ZŁE SŁOWA' });
      expect(said.text).toContain('Nie należysz już do koalicji');
      expect((await prisma().reminder.findUniqueOrThrow({ where: { id: one } })).text).toBe(text);
      await bot.as(dorota).command('reminder.cancel', { reminder: id(one) });
      expect((await prisma().reminder.findUniqueOrThrow({ where: { id: one } })).state).toBe('cancelled');
    }
  });
});

describe('moments that nobody means', () => {
  it('beyond all calendars are refused wherever a moment is read, and stop nobody’s messages', async () => {
    const ada = bot.as(people.ada);
    for (const far of ['at:9999-12-31@Europe/Warsaw', 'at:0001-01-01@Europe/Warsaw', 'at:9999-12-31T23:59Z@UTC']) {
      await ada.command('profile.away', { until: far });
      await ada.command('profile.pause', { until: far });
      await ada.command('reminder.me', { when: far, what: 'x' });
      await ada.command('reminder.me', { when: `${far};FREQ=HOURLY`, what: 'x' });
      await ada.command('duty.add', { title: 'Raport', to: 'urząd', due: far });
      await ada.command('task.add', { title: 'Sala', due: far });
      await ada.command('coalition.pause', { until: far });
    }
    expect(bot.errors).toEqual([]);
    expect(await prisma().reminder.count({ where: { text: 'x' } })).toBe(0);
    expect(await prisma().absence.count({ where: { personId: people.ada.id } })).toBe(0);
    await bot.as(people.berta).command('kudos', { whom: id(people.ada.id), for: 'dank' });
    await tick('2026-11-24T09:01:00Z');
    expect(failed).toEqual([]);
  });

  it('come back late and folded into one after a channel was paused', async () => {
    const { dorota, channels } = people;
    await bot.as(dorota).command('reminder.here', { when: 'jutro 12:00', what: 'codzienne', every: 'codziennie' });
    await prisma().channel.update({
      where: { id: channels.lublin },
      data: { pausedUntil: new Date('2026-12-01T12:00:00Z') },
    });
    for (let day = 25; day <= 30; day += 1) {
      await tick(`2026-11-${day}T11:00:00Z`);
      await rig.run();
    }
    await tick('2026-12-01T11:00:00Z');
    await rig.run();
    expect(rig.texts()).toEqual([]);
    await tick('2026-12-01T12:00:01Z');
    await rig.run();
    expect(rig.texts().filter((text) => text.includes('codzienne'))).toHaveLength(1);
  });
});

describe('at the same time', () => {
  it('a tick of two instances and whoever cancels, edits and puts off: told once or not at all', async () => {
    const second = connectStore({ url: database.url, testClock: true, poolSize: 3 });
    try {
      for (let i = 0; i < 12; i += 1)
        await bot
          .as(people.ada)
          .command('reminder.me', { when: 'at:2026-11-24T10:00Z@Europe/Warsaw', what: `rano ${i}` });
      const rows = await prisma().reminder.findMany({ where: { madeById: people.ada.id }, orderBy: { id: 'asc' } });
      clock.now = new Date('2026-11-24T10:00:00Z');
      await Promise.all([
        tick('2026-11-24T10:00:00Z'),
        tick('2026-11-24T10:00:00Z', second),
        ...rows.slice(0, 4).map((row) => bot.as(people.ada).command('reminder.cancel', { reminder: id(row.id) })),
        ...rows
          .slice(4, 8)
          .map((row) =>
            bot
              .as(people.ada)
              .command('reminder.edit', { reminder: id(row.id), when: 'at:2026-11-26T10:00Z@Europe/Warsaw' }),
          ),
      ]);
      await tick('2026-11-24T10:01:00Z');
      await rig.run();
      expect(failed).toEqual([]);
      expect(bot.errors).toEqual([]);
      const said = rig.texts().join('\n');
      const now = new Map((await prisma().reminder.findMany()).map((row) => [row.id, row]));
      for (const { id: one, text } of rows) {
        const told = said.split(`${text}\n`).length - 1;
        const { state, firstAt } = now.get(one) ?? {};
        const due = state === 'done' && firstAt?.toISOString().startsWith('2026-11-24');
        expect.soft(told, `${text} ${state} ${firstAt?.toISOString()}`).toBe(due ? 1 : 0);
      }
    } finally {
      await second.close();
    }
  });

  it('two people become one: what was put off stays so, and no step is said again under the other name', async () => {
    const { berta, carlos, coalitionId } = people;
    await bot
      .as(carlos)
      .command('task.add', { title: 'Sala', due: 'at:2026-11-30@Europe/Lisbon', owner: id(carlos.id) });
    const task = await prisma().task.findFirstOrThrow({ where: { title: 'Sala', coalitionId } });
    await prisma().taskAssignee.createMany({
      data: [{ taskId: task.id, personId: carlos.id, since: clock.now }],
      skipDuplicates: true,
    });
    await prisma().due.updateMany({ where: { kind: 'task' }, data: { dueAt: new Date(0) } });
    await tick('2026-11-29T09:30:00Z');
    await bot
      .as(carlos)
      .press(packPress('reminder.later!put', { what: `task:${task.id}`, in: 'tomorrow', coalition: coalitionId }));
    const before = await prisma().delivery.count({ where: { topic: 'step' } });
    expect(before).toBe(1);
    await transact(database.store, (tx) =>
      mergePeople(tx, { store: database.store, now: clock.now }, berta.id, carlos.id),
    );
    expect(await prisma().due.findMany({ where: { kind: 'snooze' } })).toMatchObject([
      { subject: `task ${task.id} ${berta.id}` },
    ]);
    await tick('2026-11-29T09:31:00Z');
    await prisma().due.deleteMany({ where: { kind: 'snooze' } });
    await prisma().due.updateMany({ where: { kind: 'task' }, data: { dueAt: new Date(0) } });
    await tick('2026-11-29T09:32:00Z');
    expect(await prisma().delivery.count({ where: { topic: 'step' } })).toBe(before);
    expect(failed).toEqual([]);
  });
});
