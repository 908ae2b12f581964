// Duties of people who leave, are erased, become one with another account, or want to know what is stored.
import { beforeEach, describe, expect, it } from 'vitest';
import { everythingAbout } from '#coalition/profile/export.ts';
import { mergePeople } from '#coalition/profile/merge.ts';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-24T09:00:00Z') };
let bot: TestBot;
let here: Seeded;
let round = 0;

beforeEach(async () => {
  round += 1;
  here = await seedCoalition(database.store, clock.now, { suffix: `U${round}` });
  await database.store.prisma.person.updateMany({ data: { language: 'en' } });
  bot = await makeTestBot(database.store, clock);
});

const dutyBy = async (who: 'ada' | 'berta', line: string) => {
  await bot.as(here[who]).say(`/duty add ${line}`);
  const title = line.split(' due:')[0] ?? '';
  return database.store.prisma.duty.findFirstOrThrow({ where: { title, coalitionId: here.coalitionId } });
};
const now = (id: string) => database.store.prisma.duty.findUniqueOrThrow({ where: { id } });

describe('leaving', () => {
  it('gives a person’s duties back to the organisation, says so first, and no older undo brings them back', async () => {
    await bot.as(here.berta).say('/duty add Report due: 31 January');
    const { id } = await database.store.prisma.duty.findFirstOrThrow({ where: { coalitionId: here.coalitionId } });
    const given = await bot.as(here.berta).press(`duty.edit?duty=id:${id}`);
    const saved = await given.submit({ owner: 'me' });
    expect(await now(id)).toMatchObject({ ownerId: here.berta.id });
    const ask = await bot.as(here.berta).say('/coalition leave');
    expect(ask.text).toContain('1 open item that you have taken goes back to Partner in Austria');
    expect(ask.text).toContain('D-1 · Report');
    const left = await ask.press('Only I leave');
    expect(left.text).toContain('1 item went back to Partner in Austria');
    expect(await now(id)).toMatchObject({
      ownerId: null,
      organizationId: here.organizations.austria,
      state: 'open',
      revision: 3,
    });
    const events = await database.store.prisma.event.findMany({ where: { dutyId: id, kind: 'duty.release' } });
    expect(events).toHaveLength(1);
    expect((await saved.press('Undo')).text).not.toContain('Undone');
  });

  it('of an organisation frees what the coalition sees, and puts aside what only it could see', async () => {
    await database.store.prisma.membership.updateMany({
      where: { personId: here.berta.id },
      data: { role: 'coordinator' },
    });
    const common = await dutyBy('berta', 'Common due: 31 January');
    const own = await dutyBy('berta', 'Internal due: 31 January visibility: organisation');
    const ask = await bot.as(here.berta).say('/coalition leave');
    await ask.press('The organisation leaves');
    expect(await now(common.id)).toMatchObject({ organizationId: null, state: 'open' });
    expect(await now(own.id)).toMatchObject({ state: 'dropped' });
    expect((await bot.as(here.ada).say('/duty list')).text).toContain('nobody yet');
  });
});

describe('oneself', () => {
  it('takes the name off when a person is erased, and keeps the duty', async () => {
    const duty = await dutyBy('ada', 'Settlement due: 31 January owner: Berta');
    expect(duty.ownerId).toBe(here.berta.id);
    const ask = await bot.as(here.berta).say('/profile erase');
    expect(ask.text).toContain('1 open item goes back');
    await ask.press('Erase everything about me');
    expect(await now(duty.id)).toMatchObject({ ownerId: null, state: 'open' });
    expect((await bot.as(here.ada).say('/duty list')).text).not.toContain('Berta');
  });

  it('exports what a person wrote and owns; two accounts become one', async () => {
    const duty = await dutyBy('ada', 'Permit due: 31 January owner: Berta');
    const { prisma } = database.store;
    expect(JSON.stringify(await everythingAbout(prisma, here.ada.id, clock.now))).toContain('Permit');
    expect(await everythingAbout(prisma, here.berta.id, clock.now)).toMatchObject({
      duties: { created: [], owned: [{ title: 'Permit' }] },
    });
    await prisma.$transaction((tx) =>
      mergePeople(tx, { store: database.store, now: clock.now }, here.carlos.id, here.berta.id),
    );
    expect(await now(duty.id)).toMatchObject({ ownerId: here.carlos.id });
  });
});
