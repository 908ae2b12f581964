// Reminders as conversations: one line of text, the form, a message; and bad input.
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
  people = await seedCoalition(database.store, clock.now, { suffix: `r${round}` });
  bot ??= await makeTestBot(database.store, clock);
});

const reminderOf = (madeById: string) =>
  database.store.prisma.reminder.findFirstOrThrow({ where: { madeById }, orderBy: { id: 'desc' } });
const dueOf = async (subject: string) =>
  (await database.store.prisma.due.findUnique({ where: { kind_subject: { kind: 'reminder', subject } } }))?.dueAt;

describe('one line', () => {
  it.each([
    ['pl', 'jutro 9:00 zadzwonić do urzędu', 'zadzwonić do urzędu', '2026-11-22T08:00:00.000Z', null],
    ['en', 'tomorrow 9:00 call the city hall', 'call the city hall', '2026-11-22T08:00:00.000Z', null],
    ['en', 'call the city hall tomorrow at 9:00', 'call the city hall', '2026-11-22T08:00:00.000Z', null],
    ['es', 'mañana a las 9:00 llamar al ayuntamiento', 'llamar al ayuntamiento', '2026-11-22T08:00:00.000Z', null],
    ['pt', 'amanhã às 9:00 ligar para a câmara', 'ligar para a câmara', '2026-11-22T08:00:00.000Z', null],
    ['de', 'morgen um 9:00 im Rathaus anrufen', 'im Rathaus anrufen', '2026-11-22T08:00:00.000Z', null],
    ['cs', 'zítra v 9:00 zavolat na úřad', 'zavolat na úřad', '2026-11-22T08:00:00.000Z', null],
    ['uk', 'завтра о 9:00 зателефонувати', 'зателефонувати', '2026-11-22T08:00:00.000Z', null],
    ['pl', 'co poniedziałek o 8:30 raport', 'raport', '2026-11-23T07:30:00.000Z', 'FREQ=WEEKLY;BYDAY=MO'],
    ['en', 'every Monday 8:30 report', 'report', '2026-11-23T07:30:00.000Z', 'FREQ=WEEKLY;BYDAY=MO'],
    ['es', 'cada lunes a las 8:30 informe', 'informe', '2026-11-23T07:30:00.000Z', 'FREQ=WEEKLY;BYDAY=MO'],
    ['pt', 'todas as segundas às 8:30 relatório', 'relatório', '2026-11-23T07:30:00.000Z', 'FREQ=WEEKLY;BYDAY=MO'],
    ['de', 'jeden Montag um 8:30 Bericht', 'Bericht', '2026-11-23T07:30:00.000Z', 'FREQ=WEEKLY;BYDAY=MO'],
    ['cs', 'každé pondělí v 8:30 zpráva', 'zpráva', '2026-11-23T07:30:00.000Z', 'FREQ=WEEKLY;BYDAY=MO'],
    ['uk', 'щопонеділка о 8:30 звіт', 'звіт', '2026-11-23T07:30:00.000Z', 'FREQ=WEEKLY;BYDAY=MO'],
    // A day without a time is the own hour; a rule without one too.
    ['en', 'on 30 November: the settlement', 'the settlement', '2026-11-30T08:00:00.000Z', null],
    ['en', 'every week water the plants', 'water the plants', '2026-11-28T08:00:00.000Z', 'FREQ=WEEKLY'],
    ['pl', 'za 2 godziny: herbata', 'herbata', '2026-11-21T12:42:00.000Z', null],
  ])('%s: %s', async (language, line, text, at, every) => {
    await database.store.prisma.person.update({
      where: { id: people.ada.id },
      data: { language, timezone: 'Europe/Warsaw' },
    });
    const seen = await bot.as(people.ada).say(`/reminder me ${line}`);
    expect(bot.errors).toEqual([]);
    const made = await reminderOf(people.ada.id);
    expect([made.text, made.firstAt.toISOString(), made.every]).toEqual([text, at, every]);
    expect([made.personId, made.coalitionId]).toEqual([people.ada.id, null]);
    expect(await dueOf(made.id)).toEqual(made.firstAt);
    expect(seen.text).toContain(text);
    expect(seen.text).toContain('2026');
  });

  it('echoes weekday, date, time and zone, how it repeats, and for whom', async () => {
    const seen = await bot.as(people.ada).say('/reminder me co poniedziałek o 8:30 raport');
    expect(seen.text).toContain('poniedziałek, 23 listopada 2026, 08:30 (Warszawa)');
    expect(seen.text).toContain('co tydzień w poniedziałki');
    expect(seen.text).toContain('tylko dla Ciebie');
    expect(seen.buttons).toEqual(['Cofnij', 'Zmień']);
  });

  it('asks when, where no word says it, and keeps the words', async () => {
    const seen = await bot.as(people.ada).say('/reminder me zadzwonić do urzędu');
    expect(seen.form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['when', ''],
      ['what', 'zadzwonić do urzędu'],
      ['every', undefined],
    ]);
    await seen.submit({ when: 'jutro 9:00' });
    expect((await reminderOf(people.ada.id)).text).toBe('zadzwonić do urzędu');
  });

  it('asks back what has two meanings, and goes on with the chosen one', async () => {
    const seen = await bot.as(people.ada).say('/reminder me jutro o 5 pobudka');
    expect(seen.buttons.length).toBeGreaterThan(2);
    await seen.press('17:00');
    const made = await reminderOf(people.ada.id);
    expect([made.text, made.firstAt.toISOString()]).toEqual(['pobudka', '2026-11-22T16:00:00.000Z']);
  });

  it('works for somebody who belongs to no coalition', async () => {
    const seen = await bot.as(people.stranger, { locale: 'en' }).say('/reminder me tomorrow 9:00 UTC tea');
    expect(bot.errors).toEqual([]);
    expect(seen.answer.kind).toBe('say');
  });

  it('goes to a person who is mentioned, in one line', async () => {
    const seen = await bot.as(people.ada).say(`/reminder person <@${people.dorota.user}> jutro 9:00 wysłać listę`);
    const made = await reminderOf(people.ada.id);
    expect([made.personId, made.coalitionId, made.text]).toEqual([
      people.dorota.id,
      people.coalitionId,
      'wysłać listę',
    ]);
    expect(seen.text).toContain('dla: Dorota Zmyślona');
  });

  it('goes to the connected channel, and nowhere else', async () => {
    const seen = await bot.as(people.ada).say('/reminder here pt 12:00 raport');
    const made = await reminderOf(people.ada.id);
    expect([made.channelId, made.personId]).toEqual([people.channels.lublin, null]);
    expect(seen.text).toContain('#koalicja');
    const no = await bot.as(people.ada, { channel: 'CNOWHERE' }).say('/reminder here pt 12:00 raport');
    expect(no.text).toContain('/coalition connect');
  });

  it('is made of a message, with the way back to it', async () => {
    const url = 'https://example.slack.com/archives/C1/p1700000000000100?thread_ts=1700000000.000100&cid=C1';
    const form = await bot.as(people.ada).onMessage('reminder.me', 'Umowa z miastem\nprzed piątkiem', url);
    expect(form.form?.fields.find(({ name }) => name === 'what')?.value).toBe('Umowa z miastem\nprzed piątkiem');
    await form.submit({ when: 'pt 10:00' });
    expect((await reminderOf(people.ada.id)).sourceUrl).toBe(url);
  });
});

describe('bad input', () => {
  it.each([
    ['jutro 25:00 raport', 'Nie ma takiej godziny'],
    ['28.03.2027 02:30 raport', 'zegary są przestawiane'],
    ['31 lutego raport', 'Nie ma takiego dnia'],
    ['wczoraj 9:00 raport', 'już minął'],
    ['co 10 minut raport', 'Częściej niż co godzinę'],
  ])('%s', async (line, said) => {
    const seen = await bot.as(people.ada).say(`/reminder me ${line}`);
    expect(seen.text).toContain(said);
    expect(seen.text).toContain('Nic nie przepadło');
    expect(await database.store.prisma.reminder.count({ where: { madeById: people.ada.id } })).toBe(0);
  });

  it('offers the next sensible moment for one that has passed, and takes it', async () => {
    const seen = await bot.as(people.ada).say('/reminder me wczoraj 9:00 raport');
    await seen.press('22 listopada 2026, 09:00');
    expect((await reminderOf(people.ada.id)).firstAt.toISOString()).toBe('2026-11-22T08:00:00.000Z');
  });

  it('offers it for today, whose own hour has passed', async () => {
    const seen = await bot.as(people.ada).say('/reminder me dziś raport');
    expect(seen.text).toContain('już minął');
    await seen.press('12:42');
    expect((await reminderOf(people.ada.id)).firstAt.toISOString()).toBe('2026-11-21T11:42:00.000Z');
  });

  it('keeps the words where “me” was left out', async () => {
    const seen = await bot.as(people.ada).say('/reminder jutro 9:00 raport');
    expect(seen.text).toContain('Nie ma takiego polecenia');
    const form = await seen.press('Popraw');
    expect(form.form?.fields.map(({ value }) => value)).toEqual(['jutro 9:00', 'raport', undefined]);
  });

  it('refuses a rule that has no day at all', async () => {
    const seen = await bot.as(people.ada).say('/reminder me jutro 9:00 raport powtarzaj: co roku 30 lutego');
    expect(seen.text).toContain('Nic nie przepadło');
    const over = await bot
      .as(people.ada)
      .say('/reminder me 1.12.2026 9:00 raport powtarzaj: codziennie do 25 listopada 2026');
    expect(over.text).toContain('nie ma ani jednego terminu');
  });

  it('refuses a person who is not of the coalition any more', async () => {
    await database.store.prisma.membership.updateMany({
      where: { personId: people.dorota.id },
      data: { status: 'left' },
    });
    const press = `reminder.person?person=id:${people.dorota.id}&coalition=${people.coalitionId}`;
    const seen = await bot.as(people.ada).press(press);
    expect(seen.text).toContain('nie należy już');
  });

  it('keeps within what anybody keeps in mind', async () => {
    const row = { firstAt: clock.now, zone: 'UTC', madeById: people.ada.id, personId: people.ada.id, text: 'x' };
    await database.store.prisma.reminder.createMany({
      data: Array.from({ length: 200 }, (_, i) => ({ ...row, id: `many${round}-${i}`, createdAt: clock.now })),
    });
    expect((await bot.as(people.ada).say('/reminder me jutro 9:00 raport')).text).toContain('200');
  });
});
