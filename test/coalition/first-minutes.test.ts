// A coordinator's first minutes, as a conversation: found, invite, join from another platform, welcome, connect, test.
import { beforeAll, describe, expect, it } from 'vitest';
import { operatorCode } from '#coalition/codes.ts';
import { type Clock, makeTestBot, type TestBot, testSecret } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { newcomer, personOf, told } from './notices.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T09:00:00Z') };
let bot: TestBot;

const slack = { platform: 'slack', home: 'T1', space: 'T1', channel: 'C1' } as const;
const ada = newcomer('Ada Wymyślona', { ...slack, user: 'U1' });
const berta = newcomer('Berta Erfunden', {
  platform: 'discord',
  home: 'discord',
  user: '77',
  space: '900',
  channel: '901',
});
const carlos = newcomer('Carlos Inventado', { ...slack, user: 'U9' });
const codeIn = (text: string): string => /\b[2-9A-Z]{4}-[2-9A-Z]{4}\b/.exec(text)?.[0] ?? '';

beforeAll(async () => {
  bot = await makeTestBot(database.store, clock);
  const spaces = [
    { id: 's1', platform: 'slack', externalId: 'T1', name: 'Lublin' },
    { id: 's2', platform: 'discord', externalId: '900', name: 'Austria' },
  ] as const;
  await database.store.prisma.space.createMany({
    data: spaces.map((one) => ({ ...one, status: 'active' as const, createdAt: clock.now })),
  });
});

describe('the first minutes', () => {
  let invitation = '';

  it('speaks the language that a person chooses', async () => {
    expect((await bot.as(ada, { locale: 'pl-PL' }).say('/profile language English')).text).toContain('English');
    for (const other of [berta, carlos]) await bot.as(other).command('profile.language', { language: 'en' });
  });

  it('opens a form for a bare command, with what is known filled in', async () => {
    const seen = await bot.as(ada).say('/coalition create');
    expect(seen.form?.fields.map((field) => field.name)).toEqual([
      'name',
      'organisation',
      'country',
      'type',
      'code',
      'language',
      'timezone',
    ]);
  });

  it('does not found without the code of the service, and keeps what was typed', async () => {
    const seen = await bot.as(ada).say('/coalition create Integracja organisation: Stowarzyszenie country: Polska');
    expect(seen.text).toContain('needs the code of this service');
    const form = await seen.press('Correct');
    expect(form.form?.fields.find((field) => field.name === 'name')?.value).toBe('Integracja');
    const wrong = await form.submit({ code: '2222-2222' });
    expect(wrong.form?.fields.find((field) => field.name === 'code')?.error).toContain('not the code');
  });

  it('founds, and answers with a code to pass on and one next step', async () => {
    if (!testSecret) throw new Error('no secret');
    const seen = await bot
      .as(ada)
      .say(
        `/coalition create Integracja organisation: "Stowarzyszenie Lublin" country: Polska language: polski timezone: Warszawa code: ${operatorCode(testSecret)}`,
      );
    expect(seen.text).toContain('Integracja');
    expect(seen.text).toContain('/coalition connect');
    invitation = codeIn(seen.text);
    expect(invitation).not.toBe('');
    const member = await database.store.prisma.membership.findFirstOrThrow({ include: { organization: true } });
    expect(member).toMatchObject({ role: 'coordinator', coordinates: true, status: 'active' });
    expect(member.organization).toMatchObject({
      name: 'Stowarzyszenie Lublin',
      country: 'PL',
      language: 'pl',
      spaceId: 's1',
    });
    expect(await database.store.prisma.invitation.count({ where: { codeMac: { contains: invitation } } })).toBe(0);
  });

  it('lets a partner ask from the other platform; nothing is shared before the welcome', async () => {
    const seen = await bot.as(berta).command('coalition.join', {
      code: invitation.toLowerCase(),
      organisation: 'Partner in Austria',
      type: 'ngo',
      country: 'Österreich',
    });
    expect(seen.text).toContain('Partner in Austria has asked to join “Integracja”');
    const blocked = await bot.as(berta).command('coalition.organisations', {});
    expect(blocked.text).toContain('still waits for an answer');
  });

  it('asks the inviting coordinator in private, who welcomes with a button', async () => {
    const [asked] = await told(database.store, { personId: await personOf(database.store, ada) }, clock.now);
    expect(asked?.text).toContain('Partner in Austria asks to join “Integracja”');
    expect(asked?.text).toContain('Berta Erfunden');
    const press = asked?.press('Welcome') ?? '';
    expect((await bot.as(berta).press(press)).text).toContain('still waits');
    const seen = await bot.as(ada, { direct: true, channel: 'D1' }).press(press);
    expect(seen.text).toContain('Partner in Austria takes part');
    const again = await bot.as(ada, { direct: true, channel: 'D1' }).press(press);
    expect(again.text).toContain('welcomed already');
    // The question is no longer true, so a late delivery would not ask it.
    const left = await told(database.store, { personId: await personOf(database.store, ada) }, clock.now);
    expect(left).toEqual([]);
    const [answer] = await told(database.store, { personId: await personOf(database.store, berta) }, clock.now, 'de');
    expect(answer?.text).toContain('Willkommen: Partner in Austria gehört jetzt zum Bündnis „Integracja“');
  });

  it('refuses the code a second time, and a stranger who guesses too often', async () => {
    const join = (code: string) =>
      bot
        .as(carlos)
        .command('coalition.join', { code, organisation: 'Partner in Portugal', type: 'ngo', country: 'PT' });
    expect((await join(invitation)).text).toContain('used already');
    for (const guess of ['2222-2222', '2222-2223', '2222-2224', '2222-2225']) {
      expect((await join(guess)).text).toContain('not known');
    }
    const fresh = codeIn((await bot.as(ada).say('/coalition invite')).text);
    expect((await join(fresh)).text).toContain('wait ten minutes');
    clock.now = new Date(clock.now.getTime() + 11 * 60_000);
    expect((await join(fresh)).text).toContain('Partner in Portugal has asked');
  });

  it('says who will see what before a channel is connected', async () => {
    const preview = await bot.as(ada).say('/coalition connect');
    expect(preview.text).toContain('Connect #koalicja to “Integracja”?');
    expect(preview.text).toContain('2 people of the coalition');
    expect(preview.text).toContain('Partner in Austria, Stowarzyszenie Lublin');
    expect(await database.store.prisma.channel.count()).toBe(0);
    const done = await preview.press('Connect this channel');
    expect(done.text).toContain('#koalicja is connected to “Integracja”');
    const row = await database.store.prisma.channel.findFirstOrThrow();
    expect(row).toMatchObject({
      purposes: ['all'],
      audience: 'coalition',
      mode: 'board',
      language: 'pl',
      organizationId: null,
    });
    expect(await database.store.prisma.card.count({ where: { channelId: row.id, kind: 'board' } })).toBe(1);
  });

  it('needs a channel manager, and no direct message', async () => {
    expect((await bot.as(berta, { mayConnect: false }).command('coalition.connect', {})).text).toContain(
      'Manage Channels',
    );
    expect((await bot.as(berta, { direct: true }).command('coalition.connect', {})).text).toContain('direct message');
  });

  it('connects the partner’s channel with chosen terms, cards in its language', async () => {
    const preview = await bot.as(berta).command('coalition.connect', { purposes: 'tasks, digest', mode: 'cards' });
    expect(preview.text).toContain('in 1 other place');
    await preview.press('Connect this channel');
    const row = await database.store.prisma.channel.findFirstOrThrow({ where: { externalId: '901' } });
    expect(row).toMatchObject({ purposes: ['tasks', 'digest'], mode: 'cards', language: 'de' });
  });

  it('sends a real message on the real path, and names what is missing when it fails', async () => {
    const sent = await bot.as(ada).say('/coalition test');
    expect(sent.text).toContain('on its way to #koalicja');
    const row = await database.store.prisma.delivery.findFirstOrThrow({ where: { topic: 'test' } });
    const [message] = (await told(database.store, { channelId: row.channelId ?? '' }, clock.now, 'pl')).slice(-1);
    expect(message?.text).toContain('Ten kanał słyszy koalicję „Integracja”');
    expect((await sent.press('Has it arrived?')).text).toContain('still on its way');
    await database.store.prisma.delivery.update({
      where: { id: row.id },
      data: { state: 'undeliverable', problem: 'no-permission: Embed Links' },
    });
    await database.store.prisma.channel.update({
      where: { id: row.channelId ?? '' },
      data: { problem: 'no-permission: Embed Links' },
    });
    expect((await sent.press('Has it arrived?')).text).toContain('a permission is missing: Embed Links');
    const status = await bot.as(ada).say('/coalition status');
    expect(status.text).toContain('Not delivered in 1 of 2 places');
    expect(status.text).toContain('a permission is missing: Embed Links');
    const retried = await status.press('Try #koalicja again');
    expect(retried.text).toContain('1 message');
    expect((await database.store.prisma.delivery.findUniqueOrThrow({ where: { id: row.id } })).state).toBe('waiting');
    expect((await bot.as(ada).say('/coalition status')).text).toContain('Everything arrives in all 2 places');
  });

  it('does one thing once when the platform repeats itself after a restart', async () => {
    const restarted = await makeTestBot(database.store, clock);
    const before = await database.store.prisma.invitation.count();
    await bot.as(ada).say('/coalition invite', 'slack:twice');
    expect((await restarted.as(ada).say('/coalition invite', 'slack:twice')).answer.kind).toBe('nothing');
    expect(await database.store.prisma.invitation.count()).toBe(before + 1);
  });

  it('has met no bug', () => {
    expect(bot.errors).toEqual([]);
  });
});
