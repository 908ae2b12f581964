// Duties as conversations: what people type and press, and what they get to see.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
const start = new Date('2026-11-24T09:00:00Z');
const clock: Clock = { now: start };
let bot: TestBot;
let people: Seeded;

beforeAll(async () => {
  people = await seedCoalition(database.store, clock.now);
  bot = await makeTestBot(database.store, clock);
});

const dutyNamed = (title: string) =>
  database.store.prisma.duty.findFirstOrThrow({ where: { title }, include: { events: { orderBy: { at: 'asc' } } } });
const toldTo = (personId: string) =>
  database.store.prisma.delivery.findMany({ where: { personId, topic: 'duty-given' } });

describe('adding', () => {
  it('reads the line, says back the moment, the rule, to whom, and when the reminders come', async () => {
    const seen = await bot
      .as(people.ada)
      .say('/duty add Rozliczenie dotacji termin: 31 stycznia 2027 dla: Ministerstwo powtarzaj: co rok');
    expect(bot.errors).toEqual([]);
    expect(seen.text).toContain('D-1 · Rozliczenie dotacji');
    expect(seen.text).toContain('niedziela, 31 stycznia 2027');
    expect(seen.text).toContain('Ministerstwo');
    expect(seen.text).toContain('co rok');
    expect(seen.text).toContain('30, 14, 7 i 1 dzień przed terminem');
    expect(seen.buttons).toEqual(['Cofnij', 'Zmień']);
    const duty = await dutyNamed('Rozliczenie dotacji');
    expect(duty).toMatchObject({
      number: 1,
      every: 'FREQ=YEARLY',
      toWhom: 'Ministerstwo',
      organizationId: people.organizations.lublin,
      ownerId: null,
    });
    expect(duty.events.map((one) => one.kind)).toEqual(['duty.add']);
    const undone = await seen.press('Cofnij');
    expect(undone.answer).toMatchObject({ replaces: true });
    expect((await dutyNamed('Rozliczenie dotacji')).state).toBe('dropped');
  });

  it('says only the reminders that are still to come', async () => {
    const seen = await bot.as(people.berta).say('/duty add Bericht due: in 10 Tagen');
    expect(seen.text).toContain('Erinnerungen: 7 und 1 Tag vor der Frist');
    const late = await bot.as(people.berta).say('/duty add Antrag due: morgen 12:00');
    expect(late.text).not.toContain('Erinnerungen');
  });

  it('opens its form for a bare command; what is left out of a phone’s form is one press away', async () => {
    const bare = await bot.as(people.ada).say('/duty');
    expect(bare.form?.fields.map((field) => field.name)).toEqual([
      ...['title', 'due', 'to', 'owner', 'every', 'details', 'organisation', 'visibility'],
    ]);
    const refused = await bare.submit({ title: 'Bez terminu' });
    expect(refused.form?.fields.find((field) => field.name === 'due')?.error).toBeTruthy();
    const short = await bot.as(people.carlos).command('duty.add', {});
    expect(short.form?.fields).toHaveLength(5);
    const saved = await short.submit({ title: 'Relatório', due: '30 de janeiro' });
    const rest = await saved.press('Mais');
    expect(rest.form?.fields.map((field) => field.name)).toEqual(['details', 'organisation', 'visibility']);
  });

  it('refuses a rule that nobody can read, comes too often, or never comes', async () => {
    const ada = bot.as(people.ada);
    expect((await ada.say('/duty add A due: 31 January every: raz na jakiś czas')).text).toContain('raz na jakiś czas');
    expect((await ada.say('/duty add A due: 31 January every: every minute')).text).toContain('Częściej');
    expect((await ada.say('/duty add A due: 31 January every: every month until 1 January')).text).not.toContain('D-');
    expect(await database.store.prisma.duty.count({ where: { title: 'A' } })).toBe(0);
  });

  it('takes an organisation as the owner: then it is nobody’s in person', async () => {
    const ada = bot.as(people.ada);
    await ada.say('/duty add Licencja due: 31 January owner: Partner in Portugal');
    expect(await dutyNamed('Licencja')).toMatchObject({ ownerId: null, organizationId: people.organizations.portugal });
    const offered = await ada.suggest('duty.add', 'owner', 'portugal');
    expect(offered.map((one) => one.label)).toEqual([
      'Carlos Inventado · Partner in Portugal · Discord',
      'Partner in Portugal',
    ]);
    const { id } = await dutyNamed('Licencja');
    await (await ada.press(`duty.edit?duty=id:${id}`)).submit({ owner: offered[0]?.value ?? '' });
    expect(await dutyNamed('Licencja')).toMatchObject({ ownerId: people.carlos.id });
    await (await ada.press(`duty.edit?duty=id:${id}`)).submit({ owner: `id:${people.organizations.austria}` });
    expect(await dutyNamed('Licencja')).toMatchObject({ ownerId: null, organizationId: people.organizations.austria });
    expect((await ada.say('/duty add Y due: 31 January owner: Nikt Taki')).text).toContain('Nikt Taki');
  });

  it('tells a new owner once, and nobody about an own act', async () => {
    await bot.as(people.ada).say('/duty add Sprawozdanie due: 31 January owner: Berta Erfunden');
    const duty = await dutyNamed('Sprawozdanie');
    expect(duty).toMatchObject({ ownerId: people.berta.id, organizationId: people.organizations.austria });
    expect(await toldTo(people.berta.id)).toHaveLength(1);
    await bot.as(people.dorota).say('/duty add Moje own due: 31 January owner: me');
    expect(await toldTo(people.dorota.id)).toHaveLength(0);
  });
});

describe('doing', () => {
  it('ends one that is owed once, brings it back, and says whose it is', async () => {
    await bot.as(people.berta).say('/duty add Einmalig due: 1. März');
    const { id } = await dutyNamed('Einmalig');
    const stranger = await bot.as(people.carlos).press(`duty.done?duty=id:${id}`);
    expect(stranger.text).toContain('Partner in Austria');
    const done = await bot.as(people.berta).press(`duty.done?duty=id:${id}`);
    expect(done.text).toContain('Erledigt: D-');
    expect((await bot.as(people.berta).press(`duty.done?duty=id:${id}`)).text).toContain('schon erledigt');
    expect((await bot.as(people.berta).say('/duty list done')).text).toContain('Einmalig');
    await bot.as(people.berta).press(`duty.reopen?duty=id:${id}`);
    expect(await dutyNamed('Einmalig')).toMatchObject({ state: 'open', doneById: null });
  });

  it('moves one that repeats on to its next date, says it, keeps what was finished; undo takes it back', async () => {
    await bot.as(people.ada).say('/duty add Raport due: 31 January 2027 every: every 3 months');
    const { id } = await dutyNamed('Raport');
    const done = await bot.as(people.ada).press(`duty.done?duty=id:${id}`);
    // April has no 31st: what is owed on the last day of a month is owed on the last day of each.
    expect(done.text).toContain('Następny termin: piątek, 30 kwietnia 2027');
    const after = await dutyNamed('Raport');
    expect(after.state).toBe('open');
    expect(after.events.at(-1)).toMatchObject({
      kind: 'duty.done',
      data: { due: '2027-01-31@Europe/Warsaw', next: '2027-04-30@Europe/Warsaw' },
    });
    await done.press('Cofnij');
    expect((await dutyNamed('Raport')).dueAt.toISOString()).toBe('2027-01-30T23:00:00.000Z');
  });

  it('finishes one occurrence by one button, whoever presses it again', async () => {
    await bot.as(people.ada).say('/duty add Miesięczne due: 15 January 2027 every: every month');
    const { id } = await dutyNamed('Miesięczne');
    const shown = await bot.as(people.ada).press(`duty.show?duty=id:${id}`);
    await Promise.all([shown.press('Zrobione'), shown.press('Zrobione')]);
    const late = await bot.as(people.dorota).press(`duty.done?duty=id:${id}&day=2027-01-15`);
    expect(late.text).toContain('Ten termin jest już załatwiony');
    expect(await dutyNamed('Miesięczne')).toMatchObject({ dueAt: new Date('2027-02-14T23:00:00Z'), revision: 2 });
  });

  it('ends with the last of several times', async () => {
    await bot.as(people.ada).say('/duty add Dwa razy due: 1 February 2027 every: every month, 2 times');
    const { id } = await dutyNamed('Dwa razy');
    await bot.as(people.ada).press(`duty.done?duty=id:${id}`);
    expect(await dutyNamed('Dwa razy')).toMatchObject({ state: 'open', every: 'FREQ=MONTHLY;COUNT=1' });
    await bot.as(people.ada).press(`duty.done?duty=id:${id}`);
    expect((await dutyNamed('Dwa razy')).state).toBe('done');
  });

  it('does the same event once', async () => {
    await bot.as(people.ada).say('/duty add Raz due: 1 February 2027 every: every month');
    const { id, number } = await dutyNamed('Raz');
    await bot.as(people.ada).say(`/duty done D-${number}`, 'slack:once');
    const again = await makeTestBot(database.store, clock);
    expect((await again.as(people.ada).say(`/duty done D-${number}`, 'slack:once')).answer.kind).toBe('nothing');
    expect(await database.store.prisma.event.count({ where: { dutyId: id, kind: 'duty.done' } })).toBe(1);
  });

  it('is edited through a form that shows what is there; what is emptied goes', async () => {
    await bot.as(people.ada).say('/duty add Zmiana due: 30 January 2027 to: Fundacja every: every month owner: me');
    const { id } = await dutyNamed('Zmiana');
    const form = await bot.as(people.ada).press(`duty.edit?duty=id:${id}`);
    const field = (name: string) => form.form?.fields.find((one) => one.name === name)?.value;
    expect(field('due')).toContain('30 stycznia 2027');
    expect(field('every')).toBe('co miesiąc');
    // Sent as it was shown: nothing changes but what was touched.
    await form.submit({ title: 'Zmienione', to: '' });
    expect(await dutyNamed('Zmienione')).toMatchObject({
      toWhom: null,
      every: 'FREQ=MONTHLY',
      ownerId: people.ada.id,
      dueAt: new Date('2027-01-29T23:00:00Z'),
    });
    await (await bot.as(people.ada).press(`duty.edit?duty=id:${id}`)).submit({ every: '', owner: '' });
    expect(await dutyNamed('Zmienione')).toMatchObject({ every: null, ownerId: null });
  });

  it('can be edited when it is overdue, by the form as it is shown', async () => {
    await bot.as(people.ada).say('/duty add Spóźnione due: 30 November');
    const { id } = await dutyNamed('Spóźnione');
    clock.now = new Date('2026-12-15T09:00:00Z');
    const form = await bot.as(people.ada).press(`duty.edit?duty=id:${id}`);
    const saved = await form.submit({ title: 'Spóźnione i zmienione' });
    expect(saved.text).toContain('Zmienione: D-');
    expect((await dutyNamed('Spóźnione i zmienione')).dueAt.toISOString()).toBe('2026-11-29T23:00:00.000Z');
    clock.now = start;
  });

  it('shows all about one, its history, and who moved it last', async () => {
    const { id } = await dutyNamed('Zmienione');
    const shown = await bot.as(people.ada).press(`duty.show?duty=id:${id}`);
    expect(shown.buttons).toEqual(['Zrobione', 'Zmień', 'Odłóż na stałe', 'Historia']);
    expect(shown.text).toContain('Ada Wymyślona');
    expect((await shown.press('Historia')).text).toContain('Dodane');
  });
});

describe('seeing', () => {
  it('keeps an organisation’s own duty from everybody else, coordinators too', async () => {
    await bot.as(people.berta).say('/duty add Intern due: 31. Jänner visibility: organisation');
    const { id } = await dutyNamed('Intern');
    for (const other of [people.ada, people.carlos, people.edyta, people.dorota]) {
      expect((await bot.as(other).press(`duty.show?duty=id:${id}`)).text).not.toContain('Intern');
      expect((await bot.as(other).say('/duty list all')).text).not.toContain('Intern');
      expect(await bot.as(other).suggest('duty.show', 'duty', 'Inter')).toEqual([]);
    }
    expect((await bot.as(people.berta).press(`duty.show?duty=id:${id}`)).text).toContain('Intern');
    const other = await bot.as(people.berta).say('/duty add X due: 31. Jänner visibility: organisation owner: Ada');
    expect(other.text).toContain('eigenen Organisation');
  });

  it('shows observers what is public', async () => {
    await bot.as(people.ada).say('/duty add Jawne due: 31 January visibility: public');
    const list = await bot.as(people.edyta).say('/duty list all');
    expect(list.text).toContain('Jawne');
    expect(list.text).not.toContain('Raport');
  });

  it('lists by date, mine, and of one organisation', async () => {
    const mine = await bot.as(people.berta).say('/duty list mine');
    expect(mine.text).toContain('Sprawozdanie');
    expect(mine.text).not.toContain('Raport');
    // Whoever coordinates an organisation looks after those that nobody owns.
    expect((await bot.as(people.ada).say('/duty list mine')).text).toContain('Raport');
    expect((await bot.as(people.dorota).say('/duty list mine')).text).not.toContain('Raport');
    const austria = await bot.as(people.ada).say('/duty list organisation: Partner in Austria');
    expect(austria.text).toContain('Sprawozdanie');
    expect(austria.text).not.toContain('Raport');
    clock.now = new Date('2027-02-02T09:00:00Z');
    expect((await bot.as(people.berta).say('/duty list overdue')).text).toContain('Sprawozdanie');
    clock.now = start;
  });
});

it('wrote down no error', () => expect(bot.errors).toEqual([]));
