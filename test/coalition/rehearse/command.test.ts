// "/coalition rehearse" as a coordinator reads it: the numbers, the days, what will not arrive, and the same as a table.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '#message/message.ts';
import { newId } from '#store/id.ts';
import { type Clock, makeTestBot, type Seen, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-19T09:30:00Z') };
let people: Seeded;
let bot: TestBot;

const said = ({ answer }: Seen): Message => {
  if (answer.kind !== 'say') expect.fail(`the answer was ${answer.kind}`);
  return answer.message;
};
const rows = (seen: Seen): string[] => {
  const file = said(seen).file;
  expect(file?.mediaType).toBe('text/csv; charset=utf-8');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file?.content);
  expect(text.startsWith('\uFEFF')).toBe(true);
  return text.slice(1).trimEnd().split('\r\n');
};
const rehearsal = () => bot.as(people.ada).say('/coalition rehearse');

beforeAll(async () => {
  const { store } = database;
  people = await seedCoalition(store, clock.now);
  bot = await makeTestBot(store, clock);
  const add = (line: string) => bot.as(people.ada).say(line);
  await add('/task add Zaprosić szkoły termin: 26 listopada odpowiada: Berta');
  await add('/task add Zamówić salę termin: 26 listopada odpowiada: Berta');
  await add('/task add Znaleźć tłumaczkę termin: 27 listopada odpowiada: Carlos');
  await add('/task add Plakaty termin: 1 grudnia odpowiada: Dorota');
  await add('/reminder me Sekretna sprawa kiedy: 24 listopada 21:15');
  await store.prisma.delivery.updateMany({ data: { state: 'unwanted', problem: 'tested' } });
});

describe('the rehearsal', () => {
  it('says first how much comes, to how many, in how many languages; then day by day', async () => {
    const seen = await rehearsal();
    expect(bot.errors).toEqual([]);
    expect(said(seen).summary).toMatch(/^\d+ wiadomości · 4 osoby · 3 kanały · 3 języki$/);
    expect(seen.text).toContain('Próba · najbliższe 14 dni · Integracja');
    expect(seen.text).toContain('Nic nie zostało wysłane');
    expect(seen.text).toContain(
      '09:00 · Berta Erfunden (Partner in Austria) · Deutsch, Slack · przypomnienia o terminach: 2',
    );
    expect(seen.text).toContain('09:00 · #koalicja · 900 · português, Discord · podsumowanie tygodnia');
    expect(seen.text).toMatch(
      /10:00 \(Lizbona 09:00\) · Carlos Inventado \(Partner in Portugal\) · português, Discord/u,
    );
  });

  it('says of what people have set for themselves how much it is, and nothing else', async () => {
    const seen = await rehearsal();
    expect(seen.text).toContain('Do tego 1 przypomnienie, które ktoś ustawia dla siebie');
    expect(seen.text).not.toContain('Sekretna');
    expect(seen.text).not.toContain('21:15');
    expect(rows(seen).join()).not.toMatch(/Sekretna|21:15/u);
  });

  it('hands the whole over as a table in which nothing is a formula', async () => {
    await database.store.prisma.person.update({ where: { id: people.berta.id }, data: { name: '=2+3,"x"' } });
    const seen = await rehearsal();
    const [head, ...lines] = rows(seen);
    expect(head).toBe('"Kiedy","Czas na miejscu","Kto","Organizacja","Gdzie","Język","Co","Uwagi"');
    expect(lines).toContain(
      '"2026-11-25 09:00","2026-11-25 09:00 (Wiedeń)","\'=2+3,""x""","Partner in Austria","Slack","Deutsch","przypomnienia o terminach: 2",""',
    );
    const moments = lines.map((line) => line.slice(0, 18));
    expect([...moments].sort()).toEqual(moments);
  });

  it('says what will not arrive and why, and what comes later, not who is away', async () => {
    const { prisma } = database.store;
    await prisma.account.updateMany({ where: { personId: people.carlos.id }, data: { refusedAt: clock.now } });
    await prisma.absence.create({
      data: {
        id: newId(clock.now),
        personId: people.dorota.id,
        firstDay: '2026-11-20',
        lastDay: '2026-12-13',
        createdAt: clock.now,
      },
    });
    const pausedUntil = new Date('2026-12-31T23:00:00Z');
    await prisma.channel.update({ where: { id: people.channels.portugal }, data: { pausedUntil } });
    await bot.as(people.ada).say('/reminder person Dorota co: Klucze kiedy: 24 listopada 12:00');
    const seen = await rehearsal();
    expect(seen.text).toContain(
      'Nie dotrze (5)\n• Carlos Inventado (Partner in Portugal) · wiadomości bezpośrednie są zamknięte · przypomnienia o terminach: 3, osobiste podsumowanie: 2',
    );
    expect(seen.text).toContain(
      'Przyjdzie później (2)\n• #koalicja · 900 · czeka do: pt., 1 stycznia 2027, 09:00 · podsumowanie tygodnia: 2',
    );
    // That Dorota is away is hers to tell.
    expect(seen.text).toContain('1 wiadomość przyjdzie po tych 14 dniach');
    expect(seen.text).not.toContain('14 grudnia');
    expect(rows(seen).at(-1)).toContain('"#koalicja · 900"');
    expect(rows(seen).join()).not.toMatch(/12-14|Klucze/u);
  });

  it('leaves out what somebody does not want', async () => {
    const { prisma } = database.store;
    await prisma.wish.create({
      data: { id: newId(clock.now), personId: people.berta.id, about: 'steps', measure: 'off' },
    });
    const seen = await rehearsal();
    expect(rows(seen).filter((row) => row.includes('Partner in Austria') && row.includes('przypomnienia'))).toEqual([]);
  });

  it('is for coordinators alone, and in private', async () => {
    const seen = await rehearsal();
    expect(seen.answer).toMatchObject({ audience: 'private' });
    const refused = await bot.as(people.dorota).say('/coalition rehearse');
    expect(said(refused).file).toBeUndefined();
    expect(refused.text).not.toContain('Próba');
  });

  it('reads well when nothing comes', async () => {
    const { prisma } = database.store;
    await prisma.task.updateMany({ data: { state: 'dropped' } });
    await prisma.reminder.updateMany({ data: { state: 'cancelled' } });
    await prisma.coalition.updateMany({ data: { digestOn: false } });
    const seen = await rehearsal();
    expect(said(seen).summary).toBe('W ciągu 14 dni nic nie przyjdzie.');
  });
});
