// The digest's commands as conversations: preview, now, settings, history, and the coordinators' word before sending.
import { beforeAll, describe, expect, it } from 'vitest';
import digestFalls from '#coalition/falling/digest.ts';
import { translator } from '#i18n/translator.ts';
import { plainMessage } from '#message/plain.ts';
import { fallDue } from '#schedule/due.ts';
import proposal from '#views/topics/digest-proposal.ts';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-18T09:00:00Z') };
let people: Seeded;
let bot: TestBot;

beforeAll(async () => {
  people = await seedCoalition(database.store, clock.now);
  bot = await makeTestBot(database.store, clock);
  await bot.as(people.ada).say('/task add Zaprosić szkoły termin: 27 listopada organizacja: Partner in Austria');
  await bot.as(people.berta).say('/task add Internes visibility: organisation due: 25. November');
  await bot.as(people.ada).say('/task add Ogłoszenie termin: 26 listopada visibility: public');
});

const tick = (at: string): Promise<number> => {
  clock.now = new Date(at);
  const log = { error: (facts: object, message: string) => expect.fail(`${message} ${JSON.stringify(facts)}`) };
  return fallDue({ store: database.store, falling: new Map([['digest', digestFalls]]), log }, clock.now);
};

const coalition = () => database.store.prisma.coalition.findUniqueOrThrow({ where: { id: people.coalitionId } });
const deliveries = (topic = 'digest') => database.store.prisma.delivery.findMany({ where: { topic } });

describe('/digest preview', () => {
  it('says when, where and in which language, and shows it as this channel would get it', async () => {
    const seen = await bot.as(people.ada).say('/digest preview');
    expect(bot.errors).toEqual([]);
    expect(seen.text).toContain('Najbliższe podsumowanie: poniedziałek, 23 listopada 2026, 09:00 (Warszawa)');
    expect(seen.text).toContain('Trafi na 3 kanały:');
    expect(seen.text).toContain('#koalicja · TA · Deutsch · cała koalicja · krótko');
    expect(seen.text).toContain('Przed nami (1)');
    expect(seen.text).not.toContain('Internes');
    const german = await seen.press('TA · Deutsch');
    expect(german.text).toContain('Was bevorsteht (1)');
    expect(german.text).toContain('Tak wyglądałoby teraz na kanale #koalicja · TA');
  });

  it('shows an observer what is public, and offers nothing that only coordinators may', async () => {
    const seen = await bot.as(people.edyta).say('/digest');
    expect(seen.text).toContain('Ogłoszenie');
    expect(seen.text).not.toContain('Zaprosić szkoły');
    expect(seen.buttons).not.toContain('Wyślij teraz');
    expect((await bot.as(people.berta).say('/digest now')).text).toContain('Rolle');
  });
});

describe('/digest settings', () => {
  it('opens filled in, and moves the next one', async () => {
    const form = await bot.as(people.ada).say('/digest settings');
    expect(form.form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['weekday', 'monday'],
      ['hour', '09:00'],
      ['timezone', 'Europe/Warsaw'],
      ['empty', 'silence'],
      ['approval', 'no'],
    ]);
    const saved = await form.submit({ weekday: 'friday', hour: '15:30', approval: 'yes' });
    expect(saved.text).toContain('Przychodzi: piątek, 15:30 (Warszawa)');
    expect(saved.text).toContain('piątek, 27 listopada 2026, 15:30');
    expect(await coalition()).toMatchObject({
      digestWeekday: 5,
      digestMinute: 930,
      digestZone: null,
      digestApproval: true,
    });
    await tick('2026-11-18T09:01:00Z');
    const row = await database.store.prisma.due.findFirst({ where: { kind: 'digest' } });
    expect(row?.dueAt).toEqual(new Date('2026-11-27T14:30:00Z'));
  });

  it('sets up a channel: whose news, which level, how much; and refuses what does not fit', async () => {
    const saved = await bot.as(people.ada).say('/digest settings friday');
    const form = await saved.press('TL');
    expect(form.form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['whose', 'coalition'],
      ['level', undefined],
      ['depth', 'short'],
    ]);
    const level = await form.submit({ whose: 'level' });
    expect(level.form?.fields.find(({ name }) => name === 'level')?.error).toContain('poziom');
    const own = await form.submit({ whose: 'organisation' });
    expect(own.form?.fields.find(({ name }) => name === 'whose')?.error).toContain('/coalition connect');
    const off = await form.submit({ whose: 'none' });
    expect(off.text).toContain('bez podsumowania');
    const channel = await database.store.prisma.channel.findUniqueOrThrow({ where: { id: people.channels.lublin } });
    expect(channel.purposes).toEqual(['tasks', 'milestones', 'meetings']);
    await form.submit({ whose: 'outward', depth: 'full' });
    expect(
      await database.store.prisma.channel.findUniqueOrThrow({ where: { id: people.channels.lublin } }),
    ).toMatchObject({
      purposes: ['tasks', 'milestones', 'meetings', 'digest'],
      digestAudience: 'outward',
      digestDepth: 'full',
    });
    const show = await bot.as(people.dorota).press(`digest.settings!show?channel=id:${people.channels.lublin}`);
    expect(show.text).toContain('na zewnątrz');
    expect(show.text).toContain('Zmienić to mogą osoby koordynujące');
    expect(show.buttons).toEqual(['Poprzednie']);
  });
});

describe('approval', () => {
  const asked = async (): Promise<string[]> => {
    const rows = await deliveries('digest-proposal');
    const facts = await proposal.load(
      database.store,
      rows.map((row) => ({ ...row, taskId: null })),
      clock.now,
    );
    const reader = { t: translator('pl'), lang: 'pl' as const, zone: 'Europe/Warsaw', now: clock.now };
    return [...facts.values()].map((fact) =>
      plainMessage(proposal.draw(fact, { ...reader, channelId: null, personId: people.ada.id })),
    );
  };
  const proposed = () => database.store.prisma.digest.findFirstOrThrow({ where: { state: 'proposed' } });

  it('asks the coordinators with the whole digest, and sends nothing before their word', async () => {
    await tick('2026-11-27T14:30:00Z');
    expect(await deliveries()).toEqual([]);
    const [message] = await asked();
    expect(message).toContain('[ Wyślij ] [ Nie w tym tygodniu ]');
    expect(message).toContain('Zaprosić szkoły');
    expect((await bot.as(people.berta).press(`digest.now!approve?digest=${(await proposed()).id}`)).text).toContain(
      'Rolle',
    );
    expect((await bot.as(people.berta).press(`digest.history!open?digest=${(await proposed()).id}`)).text).toContain(
      '/digest history',
    );
  });

  it('gives way to the next one when nobody answers, with its news', async () => {
    const first = await proposed();
    await bot.as(people.ada).say('/task add Rozliczenie grantu termin: 10 grudnia');
    await tick('2026-12-04T14:30:00Z');
    const second = await proposed();
    expect(second.id).not.toBe(first.id);
    expect(second.fromAt).toEqual(first.fromAt);
    expect((await bot.as(people.ada).press(`digest.now!approve?digest=${first.id}`)).text).toContain('nie wysłano');
    expect(await asked()).toHaveLength(1);
  });

  it('is given once: the first press decides', async () => {
    const { id } = await proposed();
    const sent = await bot.as(people.ada).press(`digest.now!approve?digest=${id}`);
    expect(sent.text).toContain('Podsumowanie wychodzi na 3 kanały');
    expect(sent.text).toContain('piątek, 11 grudnia 2026, 15:30');
    expect((await bot.as(people.ada).press(`digest.now!skip?digest=${id}`)).text).toContain('już wysłane');
    expect(await deliveries()).toHaveLength(3);
    expect(await asked()).toEqual([]);
  });
});

describe('/digest now and history', () => {
  it('says how many will see it, sends it once, and counts as the week’s', async () => {
    clock.now = new Date('2026-12-09T10:00:00Z');
    const ask = await bot.as(people.ada).say('/digest now');
    expect(ask.text).toContain('Wyjdzie na 3 kanały');
    expect(ask.text).toContain('następne: piątek, 18 grudnia 2026, 15:30');
    const [first, second] = await Promise.all([ask.press('Wyślij teraz'), ask.press('Wyślij teraz')]);
    const texts = [first.text, second.text].sort();
    expect(texts.filter((text) => text.includes('wychodzi na 3 kanały'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Podsumowanie już wyszło'))).toHaveLength(1);
    expect(await deliveries()).toHaveLength(6);
    await tick('2026-12-11T14:30:00Z');
    expect(await database.store.prisma.digest.count({ where: { untilAt: { gt: clock.now } } })).toBe(0);
    expect(await deliveries()).toHaveLength(6);
  });

  it('lists past ones, and opens each as far as its reader may see', async () => {
    const list = await bot.as(people.ada).say('/digest history');
    expect(list.text).toContain('Tydzień 50');
    expect(list.text).toContain('wysłane');
    const open = await list.press('Tygodnie 48–49');
    expect(open.text).toContain('Tygodnie 48–49 · Integracja');
    expect(open.text).not.toContain('Internes');
    const sent = await database.store.prisma.digest.findFirstOrThrow({
      where: { state: 'sent' },
      orderBy: { untilAt: 'asc' },
    });
    const own = await bot.as(people.berta).press(`digest.history!open?digest=${sent.id}`);
    expect(own.text).toContain('Internes');
  });
});

it('wrote down no error', () => expect(bot.errors).toEqual([]));
