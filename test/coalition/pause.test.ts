// A pause of the coalition or of one channel, and an organisation's own settings: who may, what it answers, where it shows.
import { beforeAll, describe, expect, it } from 'vitest';
import { restKey, restOf } from '#delivery/rest.ts';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-24T10:00:00Z') };
let bot: TestBot;
let here: Seeded;

beforeAll(async () => {
  bot = await makeTestBot(database.store, clock);
  here = await seedCoalition(database.store, clock.now);
  const { prisma } = database.store;
  await prisma.person.updateMany({ data: { language: 'en' } });
  await prisma.person.update({ where: { id: here.ada.id }, data: { language: 'pl' } });
  for (const id of [here.berta.id, here.carlos.id])
    await prisma.membership.updateMany({ where: { personId: id }, data: { role: 'coordinator' } });
  await prisma.channel.update({
    where: { id: here.channels.austria },
    data: { organizationId: here.organizations.austria },
  });
});

const coalition = () => database.store.prisma.coalition.findUniqueOrThrow({ where: { id: here.coalitionId } });
const channel = () => database.store.prisma.channel.findUniqueOrThrow({ where: { id: here.channels.austria } });
const organisation = (id: string) => database.store.prisma.organization.findUniqueOrThrow({ where: { id } });
const facts = async ({ id }: SeededPerson) => {
  const asked = { personId: id, coalitionId: here.coalitionId };
  return (await restOf(database.store.prisma, [asked])).get(restKey(asked));
};

describe('/coalition pause', () => {
  it('is for coordinators, holds for everybody in the coalition, and ends with a press', async () => {
    const no = await bot.as(here.berta).say('/coalition pause until: 7 January 2027');
    expect(no.text).toContain('is for its coordinators to say');
    expect((await bot.as(here.dorota).say('/coalition pause until: Friday')).text).toContain('needs the role');
    const seen = await bot.as(here.ada).say('/coalition pause do: 7 stycznia 2027');
    expect(seen.text).toContain('Koalicja „Integracja” ma przerwę do: czw., 7 stycznia 2027, 00:00');
    expect((await coalition()).pausedUntil).toEqual(new Date('2027-01-06T23:00:00Z'));
    expect((await facts(here.carlos))?.pausedUntil).toEqual(new Date('2027-01-06T23:00:00Z'));
    const status = await bot.as(here.ada).say('/coalition status');
    expect(status.text).toContain('Przerwa do: czw., 7 stycznia 2027');
    expect((await bot.as(here.dorota).say('/coalition status')).buttons).not.toContain('End the pause');
    expect((await status.press('Zakończ przerwę')).text).toContain('koniec przerwy');
    expect((await coalition()).pausedUntil).toBeNull();
  });

  it('of a channel is also for the organisation whose channel it is', async () => {
    const seen = await bot.as(here.berta).say('/coalition pause Friday where: this channel');
    expect(seen.text).toContain('The channel #koalicja · TA pauses until Fri 27 November, 00:00');
    expect((await bot.as(here.ada).say('/coalition status')).text).toContain('przerwa do: pt., 27 listopada, 00:00');
    const elsewhere = await bot
      .as(here.berta, { channel: 'CL', space: 'TL' })
      .say('/coalition pause Friday where: here');
    expect(elsewhere.text).toContain('or of the organisation whose channel it is');
    await seen.press('End the pause');
    expect((await channel()).pausedUntil).toBeNull();
  });

  it('refuses what has passed, and a place that is no channel of the coalition', async () => {
    expect((await bot.as(here.ada).say('/coalition pause dzisiaj')).text).toContain('minął');
    const direct = await bot.as(here.ada, { direct: true, channel: 'D1' }).say('/coalition pause jutro where: here');
    expect(direct.text).toContain('nie jest połączony');
  });
});

describe('/coalition organisation', () => {
  it('opens filled in, and proves country and region with the next public holiday', async () => {
    const form = await bot.as(here.berta).say('/coalition organisation');
    const shown = Object.fromEntries(form.form?.fields.map(({ name, value }) => [name, value]) ?? []);
    expect(shown).toMatchObject({ country: 'AT', escalation: 'on', language: 'de', timezone: 'Europe/Vienna' });
    const seen = await form.submit({ region: 'Tirol', level: 'regional', escalation: 'off' });
    expect(seen.text).toContain('regional level');
    expect(seen.text).toContain('The next public holiday: Tue 8 December (Immaculate Conception)');
    expect(await organisation(here.organizations.austria)).toMatchObject({
      ...{ country: 'AT', level: 'regional', escalates: false },
      ...{ region: expect.any(String), timezone: 'Europe/Vienna' },
    });
    expect((await bot.as(here.ada).say('/coalition organisations')).text).toContain('poziom regionalny');
  });

  it('offers the regions of the country that stands beside', async () => {
    const offered = await bot
      .as(here.ada)
      .suggest('coalition.organisation', 'region', 'catal', { country: 'Hiszpania' });
    expect(offered[0]).toEqual({ label: expect.stringContaining('atal'), value: 'CT' });
    const moved = await bot.as(here.berta).say('/coalition organisation country: Spain region: Catalonia');
    expect(moved.text).toContain('Spain, ');
    expect(await organisation(here.organizations.austria)).toMatchObject({ country: 'ES', region: 'CT' });
    const wrong = await bot.as(here.berta).say('/coalition organisation region: Atlantis');
    expect(wrong.text).toContain('There is no such region: Atlantis (Spain)');
    await bot.as(here.berta).say('/coalition organisation country: Austria');
    expect(await organisation(here.organizations.austria)).toMatchObject({ country: 'AT', region: null });
  });

  it('has its last field behind "More" where a form holds five', async () => {
    const seen = await bot.as(here.carlos).command('coalition.organisation', { level: 'local' });
    const more = await seen.press('More');
    expect(more.form?.fields.map(({ name }) => name)).toEqual(['timezone']);
    await more.submit({ timezone: 'Porto' });
    expect(await organisation(here.organizations.portugal)).toMatchObject({
      timezone: 'Europe/Lisbon',
      level: 'local',
    });
  });

  it('is for its coordinators', async () => {
    expect((await bot.as(here.dorota).say('/coalition organisation level: local')).text).toContain('needs the role');
    expect(bot.errors).toEqual([]);
  });
});
