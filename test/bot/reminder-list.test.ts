// Reminders that wait, as conversations: listed, changed, cancelled, taken back, put off.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T10:42:00Z') };
let bot: TestBot;
let people: Seeded;
let round = 0;

beforeEach(async () => {
  clock.now = new Date('2026-11-21T10:42:00Z');
  round += 1;
  people = await seedCoalition(database.store, clock.now, { suffix: `l${round}` });
  bot ??= await makeTestBot(database.store, clock);
});

const reminderOf = (madeById: string) =>
  database.store.prisma.reminder.findFirstOrThrow({ where: { madeById }, orderBy: { id: 'desc' } });
const dueOf = async (subject: string) =>
  (await database.store.prisma.due.findUnique({ where: { kind_subject: { kind: 'reminder', subject } } }))?.dueAt;

describe('what waits', () => {
  it('is listed for whoever made it and whom it is for, and for nobody else', async () => {
    await bot.as(people.ada).say('/reminder me jutro 9:00 własne');
    await bot.as(people.ada).say(`/reminder person <@${people.dorota.user}> jutro 10:00 dla Doroty`);
    await bot.as(people.dorota).say('/reminder here pt 12:00 na kanale');
    const mine = (await bot.as(people.ada).say('/reminder')).text;
    for (const words of ['własne', 'dla Doroty', 'na kanale', 'Od Ciebie dla innych (1)', 'Na kanałach koalicji (1)'])
      expect(mine).toContain(words);
    const hers = (await bot.as(people.dorota).say('/reminder list')).text;
    expect(hers).not.toContain('własne');
    expect(hers).toContain('od: Ada Wymyślona');
    expect((await bot.as(people.berta, { locale: 'pl' }).say('/reminder')).text).not.toContain('na kanale');
    expect((await bot.as(people.dorota).say('/mine')).text).toContain('dla Doroty');
  });

  it('is changed in a form that shows what is there, and sent back unchanged it stays as it was', async () => {
    await bot.as(people.ada).say('/reminder me co poniedziałek o 8:30 raport');
    const before = await reminderOf(people.ada.id);
    const list = await bot.as(people.ada).say('/reminder');
    const form = await (await list.press('raport')).press('Zmień');
    expect(form.form?.fields.map(({ value }) => value)).toEqual([
      'poniedziałek, 23 listopada 2026, 08:30 (Warszawa)',
      'raport',
      'co tydzień w poniedziałki',
    ]);
    await form.submit({});
    expect(await database.store.prisma.reminder.findUnique({ where: { id: before.id } })).toEqual(before);
    const changed = await form.submit({ what: 'raport dla miasta', when: 'wtorek 10:00', every: '' });
    expect(changed.text).toContain('wtorek, 24 listopada 2026, 10:00');
    const after = await database.store.prisma.reminder.findUniqueOrThrow({ where: { id: before.id } });
    expect([after.text, after.every, after.revision]).toEqual(['raport dla miasta', null, 2]);
    expect(await dueOf(before.id)).toEqual(new Date('2026-11-24T09:00:00Z'));
    await changed.press('Cofnij');
    const back = await database.store.prisma.reminder.findUniqueOrThrow({ where: { id: before.id } });
    expect([back.text, back.every, back.firstAt]).toEqual([before.text, before.every, before.firstAt]);
    expect(await dueOf(before.id)).toEqual(before.firstAt);
  });

  it('is cancelled, and waits again when that is taken back; after five minutes it is not', async () => {
    await bot.as(people.ada).say('/reminder me jutro 9:00 raport');
    const { id } = await reminderOf(people.ada.id);
    const said = await bot.as(people.ada).say('/reminder cancel raport');
    expect([said.text.includes('Odwołane'), await dueOf(id)]).toEqual([true, undefined]);
    expect((await bot.as(people.ada).press(`reminder.cancel?reminder=id:${id}`)).text).toContain('już odwołane');
    await said.press('Cofnij');
    expect(await dueOf(id)).toEqual(new Date('2026-11-22T08:00:00Z'));
    const again = await bot.as(people.ada).say('/reminder cancel raport');
    clock.now = new Date(clock.now.getTime() + 6 * 60_000);
    expect((await again.press('Cofnij')).text).toContain('pięć minut');
  });

  it('is taken back right after it was set', async () => {
    const said = await bot.as(people.ada).say('/reminder me jutro 9:00 raport');
    await said.press('Cofnij');
    expect((await bot.as(people.ada).say('/reminder')).text).toContain('Żadne przypomnienie nie czeka');
  });

  it('can be ended but not changed by the person it is for', async () => {
    await bot.as(people.ada).say(`/reminder person <@${people.dorota.user}> jutro 10:00 lista`);
    const { id } = await reminderOf(people.ada.id);
    const no = await bot.as(people.dorota).press(`reminder.edit?reminder=id:${id}`);
    expect(no.text).toContain('Ada Wymyślona');
    expect((await bot.as(people.dorota).press(`reminder.cancel?reminder=id:${id}`)).text).toContain('Odwołane');
    expect((await bot.as(people.berta, { locale: 'pl' }).press(`reminder.cancel?reminder=id:${id}`)).text).toContain(
      'Nic się nie zmieniło',
    );
  });

  it('comes again later, for whoever asks for it', async () => {
    await bot.as(people.ada).say(`/reminder person <@${people.dorota.user}> jutro 10:00 lista`);
    const { id } = await reminderOf(people.ada.id);
    const press = (delay: string) =>
      bot.as(people.dorota).press(`reminder.list!later?reminder=id:${id}&delay=${delay}`);
    for (const [delay, at] of [
      ['hour', '2026-11-21T11:42:00.000Z'],
      ['tomorrow', '2026-11-22T08:00:00.000Z'],
      ['monday', '2026-11-23T08:00:00.000Z'],
    ] as const) {
      await database.store.prisma.reminder.deleteMany({ where: { madeById: people.dorota.id } });
      await press(delay);
      const made = await reminderOf(people.dorota.id);
      expect([made.firstAt.toISOString(), made.text, made.personId]).toEqual([at, 'lista', people.dorota.id]);
    }
    await database.store.prisma.reminder.deleteMany({ where: { madeById: people.dorota.id } });
    const form = await bot.as(people.dorota).press(`reminder.list!again?reminder=id:${id}`);
    await form.submit({ when: 'pt 15:00' });
    expect((await reminderOf(people.dorota.id)).firstAt.toISOString()).toBe('2026-11-27T14:00:00.000Z');
    expect(bot.errors).toEqual([]);
  });
});
