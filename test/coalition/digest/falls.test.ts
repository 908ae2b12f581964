// The weekly digest from the clock to the message: it comes in its hour, once, and says what was done and what is ahead.
import { beforeAll, describe, expect, it } from 'vitest';
import digestFalls from '#coalition/falling/digest.ts';
import { translator } from '#i18n/translator.ts';
import type { Message } from '#message/message.ts';
import { plainMessage } from '#message/plain.ts';
import { fallDue } from '#schedule/due.ts';
import digest from '#views/topics/digest.ts';
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
});

const tick = (at: string): Promise<number> => {
  clock.now = new Date(at);
  const log = { error: (facts: object, message: string) => expect.fail(`${message} ${JSON.stringify(facts)}`) };
  return fallDue({ store: database.store, falling: new Map([['digest', digestFalls]]), log }, clock.now);
};

const due = async () =>
  (await database.store.prisma.due.findFirst({ where: { kind: 'digest', subject: people.coalitionId } }))?.dueAt;

/** What the channels get, as it would be drawn now. */
const said = async (): Promise<Map<string, string>> => {
  const rows = await database.store.prisma.delivery.findMany({ where: { topic: 'digest' }, orderBy: { id: 'asc' } });
  const facts = await digest.load(
    database.store,
    rows.map((row) => ({ ...row, taskId: null })),
    clock.now,
  );
  return new Map(
    rows.flatMap((row) => {
      const channel = Object.entries(people.channels).find(([, id]) => id === row.channelId)?.[0] ?? '';
      if (!facts.has(row.id)) return [];
      const lang = ({ lublin: 'pl', austria: 'de', portugal: 'pt' } as const)[channel as 'lublin'] ?? 'en';
      const reader = { t: translator(lang), lang, zone: 'Europe/Warsaw', now: clock.now };
      const message: Message = digest.draw(facts.get(row.id), { ...reader, channelId: row.channelId, personId: null });
      return [[channel, plainMessage(message)]];
    }),
  );
};

describe('the weekly digest', () => {
  it('is awaited from the founding on, in the coalition’s own hour', async () => {
    await tick('2026-11-18T09:01:00Z');
    expect(await due()).toEqual(new Date('2026-11-23T08:00:00Z'));
  });

  it('says in each channel’s language what was done and what is ahead', async () => {
    clock.now = new Date('2026-11-19T10:00:00Z');
    await bot.as(people.ada).say('/task add Zaprosić szkoły termin: 27 listopada organizacja: Partner in Austria');
    const done = await bot.as(people.carlos).say('/task add Encontrar sala owner: eu');
    await done.press('Anular');
    await bot.as(people.carlos).say('/task add Encontrar tradutor');
    const task = await database.store.prisma.task.findFirstOrThrow({ where: { title: 'Encontrar tradutor' } });
    await bot.as(people.carlos).press(`task.take?task=id:${task.id}`);
    await bot.as(people.carlos).press(`task.done?task=id:${task.id}`);
    expect(bot.errors).toEqual([]);
    await tick('2026-11-23T07:59:00Z');
    expect(await said()).toEqual(new Map());
    await tick('2026-11-23T08:00:00Z');
    await tick('2026-11-23T08:01:00Z');
    const texts = await said();
    expect([...texts.keys()].sort()).toEqual(['austria', 'lublin', 'portugal']);
    expect(texts.get('lublin')).toContain('Tydzień 47 · Integracja');
    expect(texts.get('lublin')).toContain('Co się udało (1)\n• T-3 · Encontrar tradutor · Partner in Portugal');
    expect(texts.get('lublin')).toContain(
      'Przed nami (1)\n• pt., 27 listopada · T-1 · Zaprosić szkoły · Partner in Austria',
    );
    expect(texts.get('lublin')).toContain('Partner in Portugal: 1 sprawa zrobiona, 1 przyjęta');
    expect(texts.get('lublin')).not.toContain('Encontrar sala');
    expect(texts.get('austria')).toContain('Woche 47');
    expect(texts.get('portugal')).toContain('Semana n.º 47');
    expect(await due()).toEqual(new Date('2026-11-30T08:00:00Z'));
  });
});

describe('a week without news', () => {
  const digests = () => database.store.prisma.digest.findMany({ orderBy: { untilAt: 'desc' } });
  const texts = async (digestId: string): Promise<string[]> => {
    const rows = await database.store.prisma.delivery.findMany({ where: { topic: 'digest' } });
    const mine = rows.filter(({ data }) => (data as { digestId?: string }).digestId === digestId);
    const facts = await digest.load(
      database.store,
      mine.map((row) => ({ ...row, taskId: null })),
      clock.now,
    );
    const reader = { t: translator('pl'), lang: 'pl' as const, zone: 'Europe/Warsaw', now: clock.now };
    return [...facts.values()].map((fact) =>
      plainMessage(digest.draw(fact, { ...reader, channelId: null, personId: null })),
    );
  };

  it('is silent, or says so in one line, as the coalition has chosen', async () => {
    const { prisma } = database.store;
    await prisma.task.updateMany({ data: { state: 'dropped' } });
    await tick('2026-11-30T08:00:00Z');
    const [silent] = await digests();
    expect(silent).toMatchObject({ state: 'empty', untilAt: new Date('2026-11-30T08:00:00Z') });
    expect(await texts(silent?.id ?? '')).toEqual([]);
    await prisma.coalition.update({ where: { id: people.coalitionId }, data: { digestEmpty: 'line' } });
    await tick('2026-12-07T08:00:00Z');
    const [line] = await digests();
    expect(line).toMatchObject({ state: 'empty', fromAt: silent?.untilAt });
    const [text, ...others] = await texts(line?.id ?? '');
    expect(text).toContain('Tydzień 49 · Integracja\nOd poprzedniego podsumowania nic nowego.');
    expect(others).toHaveLength(2);
  });

  it('in one channel: only that channel is silent', async () => {
    const { prisma } = database.store;
    await prisma.coalition.update({ where: { id: people.coalitionId }, data: { digestEmpty: 'silence' } });
    await prisma.channel.update({ where: { id: people.channels.portugal }, data: { digestAudience: 'outward' } });
    clock.now = new Date('2026-12-09T10:00:00Z');
    await bot.as(people.ada).say('/task add Spotkanie z miastem termin: 16 grudnia');
    await tick('2026-12-14T08:00:00Z');
    const [sent] = await digests();
    expect(sent?.state).toBe('sent');
    expect(await texts(sent?.id ?? '')).toHaveLength(2);
  });
});

describe('once', () => {
  it('for several instances that wake at the same moment', async () => {
    const { prisma } = database.store;
    await prisma.task.updateMany({ data: { stateAt: new Date('2026-12-16T08:00:00Z'), state: 'done' } });
    await Promise.all(Array.from({ length: 4 }, () => tick('2026-12-21T08:00:00Z')));
    expect(await prisma.digest.count({ where: { untilAt: new Date('2026-12-21T08:00:00Z') } })).toBe(1);
    const { id } = await prisma.digest.findFirstOrThrow({ orderBy: { untilAt: 'desc' } });
    expect(await prisma.delivery.count({ where: { key: { startsWith: `digest ${id} ` } } })).toBe(3);
  });

  it('however often a clock goes back; and nothing where no channel wants it', async () => {
    const { prisma } = database.store;
    const before = await prisma.digest.count();
    await prisma.due.updateMany({ where: { kind: 'digest' }, data: { dueAt: new Date('2026-12-01T08:00:00Z') } });
    await tick('2026-12-19T08:00:00Z');
    expect(await due()).toEqual(new Date('2026-12-28T08:00:00Z'));
    await prisma.channel.updateMany({ data: { purposes: ['tasks'] } });
    await tick('2026-12-28T08:00:00Z');
    expect(await due()).toEqual(new Date('2027-01-04T08:00:00Z'));
    expect(await prisma.digest.count()).toBe(before);
  });

  it('is foreseen for a rehearsal, channel by channel, or to whoever has to approve it', async () => {
    const { prisma } = database.store;
    await prisma.channel.updateMany({ data: { purposes: ['all'] } });
    const span = [new Date('2026-12-28T09:00:00Z'), new Date('2027-01-11T09:00:00Z')] as const;
    const foreseen = () => digestFalls.foresee(database.store, people.coalitionId, ...span);
    expect((await foreseen()).map(({ at, topic }) => [at.toISOString(), topic])).toEqual([
      ...Array.from({ length: 3 }, () => ['2027-01-04T08:00:00.000Z', 'digest']),
      ...Array.from({ length: 3 }, () => ['2027-01-11T08:00:00.000Z', 'digest']),
    ]);
    await prisma.coalition.update({ where: { id: people.coalitionId }, data: { digestApproval: true } });
    expect((await foreseen()).map(({ to, topic }) => [to, topic])).toEqual([
      [{ personId: people.ada.id }, 'digest-proposal'],
      [{ personId: people.ada.id }, 'digest-proposal'],
    ]);
    await prisma.coalition.update({ where: { id: people.coalitionId }, data: { digestOn: false } });
    expect(await foreseen()).toEqual([]);
    expect(await due()).toBeUndefined();
  });
});
