// The personal digest from the clock to the message: in the own hour, once, with what a person owes, what others have
// changed, what is coming; nothing where there is nothing, and nothing twice in one message.
import { beforeEach, describe, expect, it } from 'vitest';
import personalDigest from '#coalition/falling/personal-digest.ts';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { fallDue } from '#schedule/due.ts';
import { footer } from '#views/footer.ts';
import { loadTopics } from '#views/topics.ts';
import { makeRig, type Rig } from '../delivery/rig.ts';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
/** Nine o'clock in Warsaw and Vienna, on a Monday. */
const monday = '2026-11-23T08:00:00Z';
const clock: Clock = { now: new Date(monday) };
let people: Seeded;
let bot: TestBot;
let rig: Rig;
let count = 0;

beforeEach(async () => {
  count += 1;
  clock.now = new Date('2026-11-19T10:00:00Z');
  people = await seedCoalition(database.store, clock.now, { suffix: `${count}` });
  bot = await makeTestBot(database.store, clock);
  rig = makeRig(database.store, { topics: await loadTopics(), footer });
  await prisma().task.updateMany({ data: { state: 'dropped' } });
});

const prisma = () => database.store.prisma;
const log = { error: (facts: object, message: string) => expect.fail(`${message} ${JSON.stringify(facts)}`) };

/** A tick, and everything that it has said sent. */
const tick = async (at: string, only: readonly string[] = ['personal-digest']): Promise<void> => {
  clock.now = new Date(at);
  rig.set(at);
  const all = await loadAllFalling();
  const falling = new Map([...all].filter(([kind]) => only.includes(kind)));
  await fallDue({ store: database.store, falling, log }, clock.now);
  await rig.run();
};

/** What hangs in somebody's direct messages, oldest first. */
const toldTo = (person: SeededPerson): string[] =>
  [...rig.slack.hanging.values(), ...rig.discord.hanging.values()]
    .filter(({ place }) => place === `dm:${person.user}`)
    .map(({ text }) => text);

const dueOf = async (person: SeededPerson) =>
  (await prisma().due.findFirst({ where: { kind: 'personal-digest', subject: person.id } }))?.dueAt ?? null;

const taskOf = (title: string) => prisma().task.findFirstOrThrow({ where: { title, coalitionId: people.coalitionId } });

/** Dorota owes one task and follows another, which Ada changes. */
const week = async (): Promise<void> => {
  await bot.as(people.dorota).say('/task add Wysłać listę termin: 27 listopada odpowiada: ja');
  await bot.as(people.ada).say('/task add Zamówić salę termin: 26 listopada');
  const hall = await taskOf('Zamówić salę');
  await bot.as(people.dorota).press(`task.follow?task=id:${hall.id}`);
  await bot.as(people.ada).command('task.block', { task: `id:${hall.id}`, reason: 'brak pieniędzy' });
  await bot.as(people.dorota).command('task.comment', { task: `id:${hall.id}`, text: 'mój własny głos' });
  expect(bot.errors).toEqual([]);
};

describe('the personal digest', () => {
  it('falls due for everybody who belongs, and comes in the own hour with the three parts', async () => {
    await week();
    await tick('2026-11-19T10:05:00Z');
    expect(await dueOf(people.dorota)).toEqual(new Date(monday));
    await tick('2026-11-23T07:59:00Z');
    expect(toldTo(people.dorota)).toEqual([]);
    await tick(monday);
    await tick('2026-11-23T08:01:00Z');
    const [text = '', ...more] = toldTo(people.dorota);
    expect(more).toEqual([]);
    expect(text).toContain('Twoje podsumowanie: 2 sprawy');
    expect(text).toMatch(/Zadania \(1\)\n• T-1 · Wysłać listę/);
    expect(text).toMatch(
      /Zmiany w tym, co obserwujesz \(1\)\n• T-2 · Zamówić salę · Zgłoszony problem.*: brak pieniędzy/,
    );
    expect(text).not.toContain('mój własny głos');
    expect(text).not.toContain('W najbliższych dniach');
    expect(text).toContain('To Twoje własne podsumowanie');
    expect(text).toContain('Mniej takich');
    expect(await dueOf(people.dorota)).toEqual(new Date('2026-11-30T08:00:00Z'));
  });

  it('says nothing to those who have nothing, and tells what changed only once', async () => {
    await week();
    await tick('2026-11-19T10:05:00Z');
    await tick(monday);
    expect(toldTo(people.berta)).toEqual([]);
    await bot.as(people.dorota).command('task.done', { task: `id:${(await taskOf('Wysłać listę')).id}` });
    await tick('2026-11-30T08:00:00Z');
    expect(toldTo(people.dorota)).toHaveLength(1);
    const hall = await taskOf('Zamówić salę');
    clock.now = new Date('2026-12-03T10:00:00Z');
    await bot.as(people.ada).command('task.comment', { task: `id:${hall.id}`, text: 'mamy dotację' });
    await tick('2026-12-07T08:00:00Z');
    expect(toldTo(people.dorota)[1]).toContain('mamy dotację');
    expect(toldTo(people.dorota)[1]).not.toContain('brak pieniędzy');
  });

  it('tells what is coming: duties of the own organisation, followed tasks, reminders of the next week', async () => {
    const due = (title: string, when: string) =>
      bot.as(people.ada).say(`/duty add ${title} termin: ${when} organizacja: Stowarzyszenie Lublin odpowiada: ja`);
    await due('Sprawozdanie', '27 listopada');
    await due('Rozliczenie', '15 stycznia 2027');
    await bot.as(people.dorota).say('/reminder me 25 listopada 12:00 zadzwonić');
    await bot.as(people.dorota).say('/reminder me 25 stycznia 2027 12:00 urodziny');
    expect(bot.errors).toEqual([]);
    await tick('2026-11-19T10:05:00Z');
    await tick(monday);
    const [text = ''] = toldTo(people.dorota);
    expect(text).toMatch(/W najbliższych dniach \(1\)\n• .*Sprawozdanie/);
    expect(text).toContain('zadzwonić');
    expect(text).not.toContain('Rozliczenie');
    expect(text).not.toContain('urodziny');
  });

  it('is one message with the reminders of the day, and repeats nothing of them', async () => {
    await week();
    await tick('2026-11-19T10:05:00Z', ['personal-digest', 'task']);
    // The ladder's step "the day" of a task that is due on the Monday.
    await bot.as(people.dorota).say('/task add Podpisać umowę termin: 23 listopada odpowiada: ja');
    await tick('2026-11-19T10:10:00Z', ['task']);
    await tick(monday, ['personal-digest', 'task']);
    const all = toldTo(people.dorota);
    const text = all.at(-1) ?? '';
    expect(text.match(/Podpisać umowę/g)?.length).toBeGreaterThan(0);
    expect(text.indexOf('Podpisać umowę')).toBeLessThan(text.indexOf('Twoje podsumowanie'));
    expect(text.slice(text.indexOf('Twoje podsumowanie'))).not.toMatch(/• T-3 · Podpisać umowę/);
    expect(text).toContain('Zamówić salę');
    expect(text.match(/Dlaczego to widzę/g)).toHaveLength(1);
  });

  it('comes as often as wished: daily, never, less, off', async () => {
    await week();
    await bot.as(people.dorota).say('/profile rest digest: daily');
    await tick('2026-11-19T10:05:00Z');
    expect(await dueOf(people.dorota)).toEqual(new Date('2026-11-20T08:00:00Z'));
    await tick('2026-11-20T08:00:00Z');
    expect(toldTo(people.dorota)).toHaveLength(1);
    expect(await dueOf(people.dorota)).toEqual(new Date(monday));
    await bot.as(people.dorota).say('/profile rest digest: never');
    await tick('2026-11-20T08:05:00Z');
    expect(await dueOf(people.dorota)).toBeNull();
    await bot.as(people.dorota).say('/profile rest digest: monday');
    const wish = { personId: people.dorota.id, coalitionId: null, about: 'digest', measure: 'off' as const };
    await prisma().wish.create({ data: { id: `w${count}`, ...wish } });
    await tick('2026-11-20T08:10:00Z');
    await tick(monday);
    expect(toldTo(people.dorota)).toHaveLength(1);
  });

  it('waits for whoever is away, and does not pile up', async () => {
    await week();
    const away = { firstDay: '2026-11-21', lastDay: '2026-12-08', createdAt: clock.now };
    await prisma().absence.create({ data: { id: `a${count}`, personId: people.dorota.id, ...away } });
    for (const at of ['2026-11-19T10:05:00Z', monday, '2026-11-30T08:00:00Z', '2026-12-07T08:00:00Z']) await tick(at);
    expect(toldTo(people.dorota)).toEqual([]);
    await tick('2026-12-09T08:00:00Z');
    expect(toldTo(people.dorota)).toHaveLength(1);
  });

  it('is foreseen without being said', async () => {
    await week();
    const seen = await personalDigest.foresee(
      database.store,
      people.coalitionId,
      new Date('2026-11-20T00:00:00Z'),
      new Date('2026-12-04T00:00:00Z'),
    );
    const mine = seen.filter(({ to }) => 'personId' in to && to.personId === people.carlos.id);
    // Lisbon is an hour behind Warsaw.
    expect(mine.map(({ at, topic }) => [topic, at.toISOString()])).toEqual([
      ['personal-digest', '2026-11-23T09:00:00.000Z'],
      ['personal-digest', '2026-11-30T09:00:00.000Z'],
    ]);
    expect(await prisma().delivery.count({ where: { topic: 'personal-digest', personId: people.carlos.id } })).toBe(0);
  });
});
