// Roles, settings, channels and leaving: who may, what is said before, what happens to open items.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';
import { told } from './notices.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T09:00:00Z') };
let bot: TestBot;
let here: Seeded;
let round = 0;

beforeEach(async () => {
  round += 1;
  bot = await makeTestBot(database.store, clock);
  here = await seedCoalition(database.store, clock.now, { suffix: `R${round}` });
  await database.store.prisma.person.updateMany({ data: { language: 'en' } });
});

const membership = (personId: string) => database.store.prisma.membership.findFirstOrThrow({ where: { personId } });
const addTask = async (title: string, values: Record<string, string> = {}) => {
  await bot.as(here.berta).command('task.add', { title, ...values });
  return database.store.prisma.task.findFirstOrThrow({ where: { coalitionId: here.coalitionId, title } });
};

describe('roles', () => {
  it('are given by the coalition’s coordinators, and the person is told', async () => {
    const seen = await bot.as(here.ada).say('/coalition role Berta role: organisation-coordinator');
    expect(seen.text).toContain(
      'Berta Erfunden (Partner in Austria) now has the role: coordinator of the organisation',
    );
    expect(await membership(here.berta.id)).toMatchObject({ role: 'coordinator', coordinates: false });
    const [notice] = await told(database.store, { personId: here.berta.id }, clock.now, 'de');
    expect(notice?.text).toContain('Koordination der Organisation');
  });

  it('an organisation’s coordinator gives only those of the own organisation', async () => {
    await bot.as(here.ada).say('/coalition role Berta role: organisation-coordinator');
    const other = await bot.as(here.berta).say('/coalition role Carlos role: observer');
    expect(other.text).toContain('Only a coordinator of Partner in Portugal');
    const more = await bot.as(here.berta).say('/coalition role me role: coalition-coordinator');
    expect(more.text).toContain('Only a coordinator of the coalition');
    const member = await bot.as(here.carlos).command('coalition.role', { person: 'me', role: 'coalition-coordinator' });
    expect(member.text).toContain('This needs the role');
  });

  it('never leave a coalition without a coordinator', async () => {
    expect((await bot.as(here.ada).say('/coalition role me role: member')).text).toContain('only coordinator');
    await bot.as(here.ada).say('/coalition role Dorota role: coalition-coordinator');
    expect((await bot.as(here.ada).say('/coalition role me role: member')).text).toContain('now has the role: member');
  });

  it('an observer stays one', async () => {
    expect((await bot.as(here.ada).say('/coalition role Edyta role: member')).text).toContain('is an observer');
  });
});

describe('settings', () => {
  it('open filled in, change, and are for coordinators only', async () => {
    const form = await bot.as(here.ada).say('/coalition settings');
    expect(form.form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['name', `IntegracjaR${round}`],
      ['goal', undefined],
      ['language', 'pl'],
      ['timezone', 'Europe/Warsaw'],
    ]);
    const seen = await form.submit({ goal: 'Razem dla <!channel> integracji', timezone: 'Wien' });
    expect(seen.text).toContain('Razem dla <!channel> integracji');
    expect(await database.store.prisma.coalition.findUnique({ where: { id: here.coalitionId } })).toMatchObject({
      goal: 'Razem dla <!channel> integracji',
      timezone: 'Europe/Vienna',
    });
    expect((await bot.as(here.dorota).say('/coalition settings')).text).toContain('This needs the role');
  });
});

describe('a channel', () => {
  it('belongs to one coalition at most', async () => {
    const other = await seedCoalition(database.store, clock.now, { suffix: `X${round}` });
    await database.store.prisma.membership.create({
      data: {
        id: `m${round}`,
        personId: here.ada.id,
        coalitionId: other.coalitionId,
        organizationId: other.organizations.lublin,
        role: 'coordinator',
        coordinates: true,
        status: 'active',
        createdAt: clock.now,
      },
    });
    const seen = await bot.as(here.ada).press(`coalition.connect?coalition=${other.coalitionId}`);
    expect(seen.text).toContain('belongs to another coalition');
  });

  it('for one organisation alone is marked by its coordinator', async () => {
    const seen = await bot.as(here.berta).say('/coalition connect audience: organisation');
    expect(seen.text).toContain('Only a coordinator of Partner in Austria');
    const own = await bot.as(here.ada).say('/coalition connect audience: organisation');
    expect(own.text).toContain('Save it like this?');
    await own.press('Save');
    expect(await database.store.prisma.channel.findUnique({ where: { id: here.channels.lublin } })).toMatchObject({
      audience: 'organisation',
      organizationId: here.organizations.lublin,
    });
  });

  it('changes its terms by a form that shows what is in force', async () => {
    const preview = await bot.as(here.ada).say('/coalition connect');
    const form = await preview.press('Change');
    expect(form.form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['purposes', 'all'],
      ['audience', 'coalition'],
      ['mode', 'cards'],
      ['language', 'pl'],
    ]);
    await (await form.submit({ purposes: 'digest', mode: 'board', language: 'cs' })).press('Save');
    expect(await database.store.prisma.channel.findUnique({ where: { id: here.channels.lublin } })).toMatchObject({
      purposes: ['digest'],
      mode: 'board',
      language: 'cs',
    });
  });

  it('is disconnected after saying what that means, and its cards are drawn once more', async () => {
    await addTask('Book the hall');
    await database.store.prisma.delivery.updateMany({
      where: { state: 'waiting' },
      data: { state: 'sent', sentAt: clock.now },
    });
    const ask = await bot.as(here.ada).say('/coalition disconnect');
    expect(ask.text).toContain('Tasks stay as they are');
    await ask.press('Disconnect');
    expect(await database.store.prisma.channel.findUnique({ where: { id: here.channels.lublin } })).toMatchObject({
      coalitionId: null,
    });
    const waiting = { state: 'waiting', card: { channelId: here.channels.lublin } } as const;
    expect(await database.store.prisma.delivery.count({ where: waiting })).toBe(1);
    expect((await bot.as(here.berta).press(`coalition.disconnect?channel=${here.channels.portugal}`)).text).toContain(
      'Only a coordinator',
    );
  });

  it('is connected again to another coalition only once it is free', async () => {
    const terms = await bot.as(here.ada).say('/coalition connect');
    await database.store.prisma.channel.update({ where: { id: here.channels.lublin }, data: { coalitionId: null } });
    const other = await seedCoalition(database.store, clock.now, { suffix: `Y${round}` });
    await database.store.prisma.channel.update({
      where: { id: here.channels.lublin },
      data: { coalitionId: other.coalitionId },
    });
    expect((await terms.press('Save')).text).toContain('belongs to another coalition');
  });
});

describe('leaving', () => {
  it('says what happens to a person’s items, and gives them back', async () => {
    const task = await addTask('Invite hosts', { owner: 'me' });
    const ask = await bot.as(here.berta).say('/coalition leave');
    expect(ask.text).toContain('1 open item that you have taken goes back to Partner in Austria');
    expect(ask.text).toContain('Invite hosts');
    expect(ask.buttons).not.toContain('The organisation leaves');
    expect((await ask.press('Only I leave')).text).toContain('You have left');
    expect(await database.store.prisma.taskAssignee.count({ where: { taskId: task.id } })).toBe(0);
    expect(await database.store.prisma.task.findUnique({ where: { id: task.id } })).toMatchObject({
      organizationId: here.organizations.austria,
      state: 'open',
    });
  });

  it('of an organisation frees its items, tells the coordinators, disconnects its channels', async () => {
    await bot.as(here.ada).say('/coalition role Berta role: organisation-coordinator');
    const shared = await addTask('Invite hosts', { owner: 'me' });
    const own = await addTask('Internal budget', { visibility: 'organisation' });
    const ask = await bot.as(here.berta).say('/coalition leave');
    expect(ask.text).toContain('2 open items stay in the coalition');
    expect(ask.text).toContain('These channels are disconnected: #koalicja');
    const seen = await ask.press('The organisation leaves');
    expect(seen.text).toContain('1 item is without an owner now');
    expect(await database.store.prisma.task.findUnique({ where: { id: shared.id } })).toMatchObject({
      organizationId: null,
      state: 'open',
    });
    expect(await database.store.prisma.task.findUnique({ where: { id: own.id } })).toMatchObject({
      organizationId: here.organizations.austria,
      state: 'dropped',
    });
    expect(await database.store.prisma.channel.findUnique({ where: { id: here.channels.austria } })).toMatchObject({
      coalitionId: null,
    });
    const notice = (await told(database.store, { personId: here.ada.id }, clock.now)).at(-1);
    expect(notice?.text).toContain('Partner in Austria has left');
    expect((await bot.as(here.berta).say('/coalition status')).text).not.toContain('Stowarzyszenie');
  });

  it('is refused where nobody would be left to coordinate', async () => {
    const ask = await bot.as(here.ada).say('/coalition leave');
    expect((await ask.press('Only I leave')).text).toContain('without a coordinator');
    expect((await ask.press('The organisation leaves')).text).toContain('without a coordinator');
    expect(await membership(here.ada.id)).toMatchObject({ status: 'active', coordinates: true });
    expect(bot.errors).toEqual([]);
  });
});
