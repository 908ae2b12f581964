// Newcomers: a member by acting in a channel of one organisation, told and able to undo; elsewhere asked, and confirmed
// by the organisation's coordinator. A guest of a shared Slack channel is judged by the own team.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../harness/seed.ts';
import { newcomer, personOf, told } from './notices.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T09:00:00Z') };
let bot: TestBot;
let here: Seeded;

const inAustria = { platform: 'slack', home: 'TA', space: 'TA', channel: 'CA' } as const;
const inLublin = { platform: 'slack', home: 'TL', space: 'TL', channel: 'CL' } as const;

beforeAll(async () => {
  bot = await makeTestBot(database.store, clock);
  here = await seedCoalition(database.store, clock.now);
});

/** A new account that has chosen English. */
const meet = async (
  name: string,
  at: Pick<SeededPerson, 'platform' | 'home' | 'space' | 'channel'>,
  user: string,
): Promise<SeededPerson> => {
  const person = newcomer(name, { ...at, user });
  await bot.as(person).command('profile.language', { language: 'en' });
  return { ...person, id: await personOf(database.store, person) };
};
const membershipOf = (person: SeededPerson) =>
  database.store.prisma.membership.findFirst({ where: { personId: person.id }, include: { organization: true } });

describe('a newcomer', () => {
  it('becomes a member where one organisation works, is told and can undo it', async () => {
    const person = await meet('Frieda Erdacht', inAustria, 'UF');
    const seen = await bot.as(person).say('/coalition organisations');
    expect(seen.text).toContain('4 organisations');
    expect(seen.text).toContain('You now act for Partner in Austria in “Integracja”');
    expect(await membershipOf(person)).toMatchObject({
      role: 'member',
      status: 'active',
      organizationId: here.organizations.austria,
    });
    expect((await bot.as(person).say('/coalition organisations')).text).not.toContain('You now act for');
    const undone = await seen.press('That is not my organisation');
    expect(undone.text).toContain('You no longer act for Partner in Austria');
    // Whoever has undone it is asked from now on, and not made a member again.
    expect((await bot.as(person).say('/coalition organisations')).text).toContain('For which organisation');
  });

  it('is asked where two organisations share a workspace, and waits for the coordinator', async () => {
    const person = await meet('Gustaw Zmyślony', inLublin, 'UG');
    const seen = await bot.as(person).say('/task add Zamówić salę');
    expect(seen.text).toContain('For which organisation do you act in “Integracja”?');
    expect(seen.buttons).toEqual([
      'Partner in Austria',
      'Partner in Portugal',
      'Stowarzyszenie Lublin',
      'Urząd Miasta',
    ]);
    const waits = await seen.press('Stowarzyszenie Lublin');
    expect(waits.text).toContain('has been asked');
    expect(await membershipOf(person)).toMatchObject({ status: 'asked' });
    expect((await bot.as(person).say('/task list')).text).toContain('still waits for an answer');

    const [asked] = await told(database.store, { personId: here.ada.id }, clock.now);
    expect(asked?.text).toContain('Gustaw Zmyślony wants to act for Stowarzyszenie Lublin');
    const press = asked?.press('Yes, confirm') ?? '';
    expect((await bot.as(here.dorota).press(press)).text).toContain('Stowarzyszenie Lublin');
    expect(await membershipOf(person)).toMatchObject({ status: 'asked' });
    await bot.as(here.ada, { direct: true, channel: 'DADA' }).press(press);
    expect(await membershipOf(person)).toMatchObject({ status: 'active', role: 'member' });

    const [answer] = await told(database.store, { personId: person.id }, clock.now);
    expect(answer?.text).toContain('Stowarzyszenie Lublin has confirmed');
    const form = await bot.as(person).press(answer?.press('Go on with what was typed') ?? '');
    expect(form.form?.fields.find((field) => field.name === 'title')?.value).toBe('Zamówić salę');
  });

  it('of a shared channel is judged by the own team', async () => {
    const guest = await meet('Hela Nikt', { ...inLublin, home: 'TOTHER' }, 'UH');
    expect((await bot.as(guest).say('/coalition organisations')).text).toContain('For which organisation');
    const austrian = await meet('Ilse Niemand', { ...inLublin, home: 'TA' }, 'UI');
    expect((await bot.as(austrian).say('/coalition organisations')).text).toContain(
      'You now act for Partner in Austria',
    );
  });

  it('in an organisation’s own channel becomes its member, but not as a guest there', async () => {
    await database.store.prisma.channel.update({
      where: { id: here.channels.lublin },
      data: { audience: 'organisation', organizationId: here.organizations.lublin },
    });
    const own = await meet('Jan Wymysł', inLublin, 'UJ');
    expect((await bot.as(own).say('/coalition organisations')).text).toContain('You now act for Stowarzyszenie Lublin');
    const guest = await meet('Kasia Nikt', { ...inLublin, home: 'TOTHER' }, 'UK');
    expect((await bot.as(guest).say('/coalition organisations')).text).toContain('For which organisation');
  });

  it('gains nothing from another coalition’s ids, nor outside a connected channel', async () => {
    const other = await seedCoalition(database.store, clock.now, { suffix: 'B' });
    const person = await meet('Lena Niemand', inLublin, 'UL');
    const press = `coalition.join!belong?organisation=id:${other.organizations.lublin}`;
    await bot.as(person).press(press);
    expect(await membershipOf(person)).toBeNull();
    const own = `coalition.join!belong?organisation=id:${here.organizations.lublin}`;
    await bot.as(person, { channel: 'CNOWHERE' }).press(own);
    expect(await membershipOf(person)).toBeNull();
    expect((await bot.as(here.stranger).say('/coalition status')).text).not.toContain('Integracja');
  });

  it('is declined politely', async () => {
    const person = await meet('Marek Zmyślony', { ...inLublin, home: 'TOTHER' }, 'UM');
    await (await bot.as(person).say('/coalition organisations')).press('Partner in Portugal');
    // Portugal has no coordinator of its own: the coalition's is asked.
    const asked = (await told(database.store, { personId: here.ada.id }, clock.now)).at(-1);
    const seen = await bot.as(here.ada).press(asked?.press('No') ?? '');
    expect(seen.text).toContain('Marek Zmyślony');
    expect(await membershipOf(person)).toMatchObject({ status: 'left' });
    const answer = (await told(database.store, { personId: person.id }, clock.now)).at(-1);
    expect(answer?.text).toContain('has not confirmed');
  });

  it('has met no bug', () => {
    expect(bot.errors).toEqual([]);
  });
});
