// Reminders and the people they are about: exported, erased, joined, ended when somebody is gone; and no word of them in
// what stays behind.
import { beforeEach, describe, expect, it } from 'vitest';
import { everythingAbout } from '#coalition/profile/export.ts';
import { endRemindersTo, mergeReminders } from '#coalition/reminder/people.ts';
import { transact } from '#store/database.ts';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T10:42:00Z') };
let bot: TestBot;
let people: Seeded;
let round = 0;

beforeEach(async () => {
  round += 1;
  for (const table of ['due', 'delivery', 'reminder'] as const)
    await database.store.prisma[table as 'due'].deleteMany();
  people = await seedCoalition(database.store, clock.now, { suffix: `p${round}` });
  bot ??= await makeTestBot(database.store, clock);
  await bot.as(people.dorota).say('/reminder me jutro 9:00 WŁASNE');
  await bot.as(people.dorota).say(`/reminder person <@${people.ada.user}> jutro 9:00 DLAADY`);
  await bot.as(people.dorota).say('/reminder here pt 12:00 KANAŁ');
  await bot.as(people.ada).say(`/reminder person <@${people.dorota.user}> jutro 9:00 ODADY`);
  await bot.as(people.ada).say('/reminder me jutro 9:00 OBCE');
});

const waiting = async () => (await database.store.prisma.due.findMany({ where: { kind: 'reminder' } })).length;
const notes = () => database.store.prisma.delivery.findMany({ where: { topic: 'reminder-ended' } });

describe('a person', () => {
  it('takes along what they have set, and what was set for them', async () => {
    const all = JSON.stringify(await everythingAbout(database.store.prisma, people.dorota.id, clock.now));
    for (const words of ['WŁASNE', 'DLAADY', 'KANAŁ', 'ODADY']) expect(all).toContain(words);
    expect(all).not.toContain('OBCE');
  });

  it('is forgotten with every word, and whoever set something for them is told once', async () => {
    expect(await waiting()).toBe(5);
    const change = await bot.as(people.dorota).press('reminder.edit?reminder=id:none');
    expect(change.answer.kind).toBe('say');
    const { id } = await database.store.prisma.reminder.findFirstOrThrow({ where: { text: 'WŁASNE' } });
    const form = await bot.as(people.dorota).press(`reminder.edit?reminder=id:${id}`);
    await form.submit({ what: 'WŁASNE inne' });
    await bot.as(people.dorota).press('profile.erase!confirm');
    expect(bot.errors).toEqual([]);
    const rows = await database.store.prisma.reminder.findMany({
      where: { text: { not: '' }, madeById: people.dorota.id },
    });
    expect(rows).toEqual([]);
    expect(await waiting()).toBe(1);
    const told = await notes();
    expect(told.map(({ personId }) => personId)).toEqual([people.ada.id]);
    const kept = JSON.stringify([
      await database.store.prisma.reminder.findMany(),
      await database.store.prisma.event.findMany(),
      await database.store.prisma.delivery.findMany(),
    ]);
    for (const words of ['WŁASNE', 'DLAADY', 'KANAŁ', 'ODADY']) expect(kept).not.toContain(words);
    expect(kept).toContain('OBCE');
  });

  it('who is gone is reminded of nothing; told again, nothing happens', async () => {
    for (let n = 0; n < 2; n += 1)
      await transact(database.store, (tx) =>
        endRemindersTo(tx, { store: database.store, now: clock.now }, [people.dorota.id]),
      );
    expect(await waiting()).toBe(3);
    expect((await notes()).filter(({ personId }) => personId === people.ada.id)).toHaveLength(1);
  });

  it('who turns out to be another has the reminders of both', async () => {
    await transact(database.store, (tx) => mergeReminders(tx, people.ada.id, people.dorota.id));
    const list = (await bot.as(people.ada).say('/reminder')).text;
    for (const words of ['WŁASNE', 'DLAADY', 'KANAŁ', 'ODADY', 'OBCE']) expect(list).toContain(words);
  });
});
