// What each section chooses from what happened, and that each thing stands in the digest once.
import { beforeAll, describe, expect, it } from 'vitest';
import { composeDigest } from '#coalition/digest/compose.ts';
import { loadSections, type Period } from '#coalition/digest/section.ts';
import { newId } from '#store/id.ts';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-02T09:00:00Z') };
let people: Seeded;
let bot: TestBot;

const from = new Date('2026-11-16T08:00:00Z');
const until = new Date('2026-11-23T08:00:00Z');
const before = new Date('2026-11-12T09:00:00Z');
const during = new Date('2026-11-18T09:00:00Z');

beforeAll(async () => {
  people = await seedCoalition(database.store, clock.now);
  bot = await makeTestBot(database.store, clock);
});

const at = async (moment: Date, who: SeededPerson, line: string): Promise<void> => {
  clock.now = moment;
  await bot.as(who).say(line);
  expect(bot.errors).toEqual([]);
};
const idOf = async (title: string): Promise<string> =>
  (await database.store.prisma.task.findFirstOrThrow({ where: { title } })).id;
const press = async (moment: Date, who: SeededPerson, verb: string, title: string) => {
  clock.now = moment;
  return bot.as(who).press(`task.${verb}?task=id:${await idOf(title)}`);
};

/** Section → titles (or keys of what has none), as chosen. */
const chosen = async (more: Partial<Period> = {}): Promise<Record<string, string[]>> => {
  const period = { coalitionId: people.coalitionId, from, until, zone: 'Europe/Warsaw', ...more };
  const { content } = await composeDigest(database.store.prisma, period, await loadSections());
  const tasks = await database.store.prisma.task.findMany({ select: { id: true, title: true } });
  const duties = await database.store.prisma.duty.findMany({ select: { id: true, title: true } });
  const titles = new Map<string, string>([
    ...tasks.map(({ id, title }) => [`task:${id}`, title] as const),
    ...duties.map(({ id, title }) => [`duty:${id}`, title] as const),
  ]);
  return Object.fromEntries(
    content.sections.map(({ name, entries }) => [name, entries.map(({ key }) => titles.get(key) ?? key)]),
  );
};

describe('finished', () => {
  it('is what was done in the period and still is', async () => {
    for (const title of ['Zrobione', 'Cofnięte', 'Dawno']) await at(before, people.ada, `/task add ${title} owner: ja`);
    await press(before, people.ada, 'done', 'Dawno');
    await press(during, people.ada, 'done', 'Zrobione');
    await (await press(during, people.ada, 'done', 'Cofnięte')).press('Cofnij');
    expect((await chosen())['finished']).toEqual(['Zrobione']);
  });
});

describe('slipped', () => {
  it('is what was moved later, from the day it had to the day it has, told once', async () => {
    await at(before, people.ada, '/task add Publikacja termin: 12 grudnia organizacja: Partner in Austria');
    await at(before, people.ada, '/task add Wcześniej termin: 20 grudnia organizacja: Partner in Austria');
    await at(before, people.ada, '/task add Tam i z powrotem termin: 20 grudnia organizacja: Partner in Austria');
    const edit = async (title: string, due: string) =>
      at(
        during,
        people.ada,
        `/task edit T-${(await database.store.prisma.task.findFirstOrThrow({ where: { title } })).number} due: ${due}`,
      );
    await edit('Publikacja', '20 grudnia');
    await edit('Publikacja', '26 stycznia 2027');
    await edit('Wcześniej', '10 grudnia');
    await edit('Tam i z powrotem', '28 grudnia');
    await edit('Tam i z powrotem', '20 grudnia');
    expect((await chosen())['slipped']).toEqual(['Publikacja']);
    const { content } = await composeDigest(
      database.store.prisma,
      { coalitionId: people.coalitionId, from, until, zone: 'Europe/Warsaw' },
      await loadSections(),
    );
    expect(content.sections.find(({ name }) => name === 'slipped')?.entries[0]?.data).toMatchObject({
      dueAt: '2026-12-11T23:00:00.000Z',
      dueZone: 'Europe/Warsaw',
      dueHasTime: false,
    });
  });

  it('or has become overdue in the period; what is overdue for longer is waited for', async () => {
    await at(before, people.ada, '/task add Właśnie minęło termin: 19 listopada organizacja: Partner in Austria');
    await at(before, people.ada, '/task add Dawno minęło termin: 13 listopada organizacja: Partner in Austria');
    const { slipped, waiting } = await chosen();
    expect(slipped).toEqual(['Publikacja', 'Właśnie minęło']);
    expect(waiting).toEqual(['Dawno minęło']);
  });
});

describe('blocked, waiting, coming', () => {
  it('each keeps what the earlier ones do not have', async () => {
    await at(before, people.ada, '/task add Bez tłumacza termin: 20 listopada organizacja: Partner in Portugal');
    clock.now = before;
    await (await bot.as(people.ada).press(`task.block?task=id:${await idOf('Bez tłumacza')}`)).submit({
      reason: 'brak',
    });
    await at(before, people.ada, '/task add Niczyje');
    await at(before, people.ada, '/task add Za tydzień termin: 1 grudnia organizacja: Partner in Austria');
    await at(before, people.ada, '/task add Za miesiąc termin: 23 grudnia organizacja: Partner in Austria');
    const { blocked, waiting, coming, slipped } = await chosen();
    expect(blocked).toEqual(['Bez tłumacza']);
    expect(slipped).not.toContain('Bez tłumacza');
    expect(waiting).toEqual(['Dawno minęło', 'Niczyje']);
    expect(coming).toEqual(['Za tydzień']);
  });

  it('duties are seen from farther away', async () => {
    const duty = {
      coalitionId: people.coalitionId,
      folded: '',
      dueZone: 'Europe/Warsaw',
      createdById: people.ada.id,
      createdAt: before,
      stateAt: before,
      organizationId: people.organizations.lublin,
    };
    const due = (day: string) => ({ dueAt: new Date(`${day}T23:00:00Z`), overAt: new Date(`${day}T23:00:00Z`) });
    await database.store.prisma.duty.createMany({
      data: [
        { ...duty, id: newId(before), number: 1, title: 'Rozliczenie', ...due('2026-12-20') },
        { ...duty, id: newId(before), number: 2, title: 'Sprawozdanie', ...due('2027-02-20') },
      ],
    });
    expect((await chosen())['coming']).toEqual(['Za tydzień', 'Rozliczenie']);
  });
});

describe('members and thanks', () => {
  it('are organisations that were welcomed, new people by number, thanks that stand', async () => {
    const { prisma } = database.store;
    await prisma.event.create({
      data: {
        id: newId(during),
        coalitionId: people.coalitionId,
        organizationId: people.organizations.portugal,
        at: during,
        kind: 'organisation.welcomed',
        data: {},
        cause: 'test',
        ordinal: 0,
      },
    });
    await prisma.membership.updateMany({ where: { personId: people.berta.id }, data: { createdAt: during } });
    const thanks = { coalitionId: people.coalitionId, giverId: people.ada.id, text: 'gościnę', at: during };
    const [stands, withdrawn] = [newId(during), newId(during)];
    await prisma.kudos.create({ data: { ...thanks, id: stands, organizationId: people.organizations.austria } });
    await prisma.kudos.create({ data: { ...thanks, id: withdrawn, personId: people.berta.id, withdrawnAt: during } });
    const { members, thanks: said } = await chosen();
    expect(members).toEqual([
      `organisation:${people.organizations.portugal}`,
      `organisation:${people.organizations.austria}`,
    ]);
    expect(said).toEqual([`kudos:${stands}`]);
  });

  it('and each thing stands once', async () => {
    const all = Object.values(await chosen()).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the figures', () => {
  it('count what was done and taken by each organisation, and nothing that was undone', async () => {
    await at(during, people.carlos, '/task add Assumida');
    await press(during, people.carlos, 'take', 'Assumida');
    const { content, news } = await composeDigest(
      database.store.prisma,
      { coalitionId: people.coalitionId, from, until, zone: 'Europe/Warsaw' },
      await loadSections(),
    );
    const by = new Map(
      content.participation.map(({ organizationId, done, taken, thanks }) => [organizationId, [done, taken, thanks]]),
    );
    expect(by).toEqual(
      new Map([
        [people.organizations.lublin, [1, 0, 0]],
        [people.organizations.austria, [0, 0, 1]],
        [people.organizations.portugal, [0, 1, 0]],
      ]),
    );
    expect(content.progress.reduce((sum, row) => sum + row.done, 0)).toBe(2);
    expect(content.progress.reduce((sum, row) => sum + row.lately, 0)).toBe(1);
    expect(news).toBe(true);
  });

  it('say that nothing is new when nothing is', async () => {
    const later = new Date('2026-12-28T08:00:00Z');
    const { news } = await composeDigest(
      database.store.prisma,
      {
        coalitionId: people.coalitionId,
        from: new Date(later.getTime() - 60_000),
        until: later,
        zone: 'Europe/Warsaw',
      },
      await loadSections(),
    );
    expect(news).toBe(false);
  });
});
