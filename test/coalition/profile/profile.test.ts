// About oneself: language, zone, two accounts that are one person, everything as a file, and being forgotten.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../../harness/seed.ts';
import { newcomer, personOf } from '../notices.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T13:05:00Z') };
let bot: TestBot;
let here: Seeded;

beforeAll(async () => {
  bot = await makeTestBot(database.store, clock);
  here = await seedCoalition(database.store, clock.now);
  await database.store.prisma.person.updateMany({ data: { language: 'en' } });
});
const codeIn = (text: string): string => /\b[2-9A-Z]{4}-[2-9A-Z]{4}\b/.exec(text)?.[0] ?? '';
const taskBy = async (who: SeededPerson, title: string, values: Record<string, string> = {}) => {
  await bot.as(who).command('task.add', { title, ...values });
  return database.store.prisma.task.findFirstOrThrow({ where: { title } });
};

describe('preferences', () => {
  it('answers in the chosen language from then on', async () => {
    const seen = await bot.as(here.dorota).say('/profile language polski');
    expect(seen.text).toContain('Odtąd w tym języku: polski');
    await bot.as(here.dorota).say('/profile język: angielski');
    expect((await bot.as(here.dorota).say('/profile language English')).text).toContain('From now on');
  });

  it('proves the zone with the time of day, and offers cities while typing', async () => {
    expect((await bot.as(here.dorota).say('/profile timezone Lwów')).text).toContain('It is now 15:05 for you (Kyiv)');
    const offered = await bot.as(here.carlos).suggest('profile.timezone', 'timezone', 'lisb');
    expect(offered[0]).toMatchObject({ value: 'Europe/Lisbon' });
    expect(offered[0]?.label).toContain('13:05');
    expect((await bot.as(here.dorota).say('/profile timezone Nibylandia')).text).toContain('no such time zone');
  });
});

describe('two accounts of one person', () => {
  const discord = { platform: 'discord', home: 'discord', user: '4242', space: '900', channel: '901' } as const;
  let other: SeededPerson;

  it('become one by a code typed in the other account; everything moves', async () => {
    // Whoever was here first stays; ids of one millisecond have no order.
    clock.now = new Date(clock.now.getTime() + 1000);
    other = newcomer('dorota_z', discord);
    await bot.as(other).command('profile.language', { language: 'en' });
    other = { ...other, id: await personOf(database.store, other) };
    await bot.as(other).command('coalition.organisations', {});
    const task = await taskBy(other, 'Translate the leaflet', { owner: 'me' });
    await bot.as(other).command('profile.rest', { quiet: '22–6' });
    await bot.as(other).command('profile.away', { until: 'tomorrow' });
    for (const who of [other, here.dorota]) await bot.as(who).press('profile.less!set?about=news&measure=off');
    const code = codeIn((await bot.as(here.dorota).say('/profile link')).text);
    expect((await bot.as(here.dorota).say(`/profile link ${code}`)).text).toContain('this very account');
    const linked = await bot.as(other).command('profile.link', { code });
    expect(linked.text).toContain('These 2 accounts are now one person');
    expect(linked.text).toContain('you act for Stowarzyszenie Lublin; Partner in Portugal no longer counts you');
    expect(await personOf(database.store, other)).toBe(here.dorota.id);
    expect(await database.store.prisma.taskAssignee.findMany({ where: { taskId: task.id } })).toMatchObject([
      { personId: here.dorota.id },
    ]);
    expect(
      await database.store.prisma.membership.count({
        where: { coalitionId: here.coalitionId, personId: { in: [here.dorota.id, other.id] } },
      }),
    ).toBe(1);
    expect((await bot.as(other).command('mine', {})).text).toContain('Translate the leaflet');
    const whoami = await bot.as(here.dorota).say('/profile');
    expect(whoami.text).toContain('dorota_z · Discord');
    // Hours, absences and wishes of both are the one person's.
    expect(whoami.text).toContain('22:00–06:00');
    expect(whoami.text).toContain('Away: Sat 21 November – Sun 22 November');
    expect((await bot.as(here.dorota).say('/profile less')).text).toContain('What you want less of (1)');
    expect(whoami.text).toContain('Dorota Zmyślona · Slack · TL');
  });

  it('a code is good once and for ten minutes', async () => {
    const code = codeIn((await bot.as(here.berta).say('/profile link')).text);
    clock.now = new Date(clock.now.getTime() + 11 * 60_000);
    expect((await bot.as(here.carlos).command('profile.link', { code })).text).toContain('no longer works');
    expect((await bot.as(here.carlos).command('profile.link', { code: '2222-2222' })).text).toContain('not known');
  });

  it('are parted again: the account becomes a stranger, everything else stays', async () => {
    const ask = await bot.as(here.dorota).say('/profile unlink');
    expect(ask.text).toContain('Which account');
    const seen = await ask.press('dorota_z');
    expect(seen.text).toContain('dorota_z · Discord is no longer linked');
    expect(await personOf(database.store, other)).not.toBe(here.dorota.id);
    expect((await bot.as(here.dorota).say('/mine')).text).toContain('Translate the leaflet');
    expect((await bot.as(here.dorota).say('/profile unlink')).text).toContain('only this one account');
  });
});

describe('data', () => {
  it('is exported whole, also what was done before accounts were linked', async () => {
    const seen = await bot.as(here.dorota).say('/profile export');
    if (seen.answer.kind !== 'say') throw new Error('no message');
    expect(seen.answer.audience).toBe('private');
    expect(seen.answer.message.file?.filename).toBe('mosty-2026-11-21.json');
    const file = JSON.parse(new TextDecoder().decode(seen.answer.message.file?.content));
    expect(file.accounts).toHaveLength(1);
    expect(file.memberships).toMatchObject([{ organisation: 'Stowarzyszenie Lublin' }]);
    expect(file.tasks.assigned).toMatchObject([{ title: 'Translate the leaflet' }]);
    const kinds = file.events.map((event: { kind: string }) => event.kind);
    expect(kinds).toContain('task.add');
    expect(kinds).toContain('person.linked');
  });

  it('is erased after saying what goes and what stays; the log keeps its events', async () => {
    const task = await database.store.prisma.task.findFirstOrThrow({ where: { title: 'Translate the leaflet' } });
    await database.store.prisma.delivery.updateMany({
      where: { state: 'waiting' },
      data: { state: 'sent', sentAt: clock.now },
    });
    const events = await database.store.prisma.event.count({ where: { personId: here.dorota.id } });
    const ask = await bot.as(here.dorota).say('/profile erase');
    expect(ask.text).toContain('1 open item goes back to your organisation');
    expect((await ask.press('Erase everything about me')).text).toContain('You have been erased');
    expect(await database.store.prisma.person.findUnique({ where: { id: here.dorota.id } })).toMatchObject({
      name: '',
      folded: '',
      language: null,
    });
    expect(await database.store.prisma.person.count({ where: { name: { contains: 'Dorota' } } })).toBe(0);
    expect(await database.store.prisma.account.count({ where: { personId: here.dorota.id } })).toBe(0);
    // Erased, and the task given back.
    expect(await database.store.prisma.event.count({ where: { personId: here.dorota.id } })).toBe(events + 2);
    expect(await database.store.prisma.taskAssignee.count({ where: { taskId: task.id } })).toBe(0);
    expect(await database.store.prisma.delivery.count({ where: { state: 'waiting' } })).toBeGreaterThan(0);
    expect((await bot.as(here.dorota, { locale: 'en-GB' }).say('/profile whoami')).text).not.toContain('Translate');
  });

  it('the only coordinator who is erased leaves a successor, who is named before', async () => {
    const ask = await bot.as(here.ada).say('/profile erase');
    expect(ask.text).toContain('Berta Erfunden becomes coordinator of “Integracja” in your place');
    await ask.press('Erase everything about me');
    expect(await database.store.prisma.membership.findFirst({ where: { personId: here.berta.id } })).toMatchObject({
      coordinates: true,
    });
    expect(bot.errors).toEqual([]);
  });
});
