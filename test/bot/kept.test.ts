// What somebody typed is not lost, and what they did not touch stays: forms that edit, wrong words, the first answer.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T09:00:00Z') };
let bot: TestBot;
let people: Seeded;

beforeAll(async () => {
  people = await seedCoalition(database.store, clock.now);
  bot = await makeTestBot(database.store, clock);
});

const taskNamed = (title: string) =>
  database.store.prisma.task.findFirstOrThrow({ where: { title }, include: { assignees: true } });

describe('a form that edits', () => {
  it('opens with what is there when the item was typed, and changes only what was changed', async () => {
    await bot
      .as(people.ada)
      .say('/task add Sala na wizytę termin: 24 listopada 17:00 odpowiada: ja szczegóły: 30 osób');
    const before = await taskNamed('Sala na wizytę');
    const open = await bot.as(people.ada).say(`/task edit T-${before.number}`);
    expect(open.form?.fields.map(({ name }) => name)).not.toContain('task');
    expect(open.form?.fields.find(({ name }) => name === 'title')?.value).toBe('Sala na wizytę');
    expect(open.form?.fields.find(({ name }) => name === 'due')?.value).toContain('24 listopada 2026');
    await open.submit({ title: 'Sala na wizytę studyjną' });
    const after = await taskNamed('Sala na wizytę studyjną');
    expect(after).toMatchObject({ dueAt: before.dueAt, details: '30 osób', organizationId: before.organizationId });
    expect(after.assignees).toHaveLength(1);
  });

  it('takes nothing away where it could not show what is there, and does where it could', async () => {
    await bot.as(people.ada).say('/task add Autobus termin: 25 listopada szczegóły: 50 miejsc');
    const before = await taskNamed('Autobus');
    const blind = await bot.as(people.ada).say('/task edit');
    await blind.submit({ task: `id:${before.id}`, title: 'Autokar' });
    expect(await taskNamed('Autokar')).toMatchObject({ dueAt: before.dueAt, details: '50 miejsc' });
    const open = await bot.as(people.ada).press(`task.edit?task=id:${before.id}`);
    await open.submit({ due: '' });
    expect(await taskNamed('Autokar')).toMatchObject({ dueAt: null, details: '50 miejsc' });
  });

  it('keeps a choice that was typed in words while something else is corrected', async () => {
    const no = await bot.as(people.ada).say('/task add Umowa termin: bzdura priorytet: wysoki');
    const form = await no.press('Popraw');
    expect(form.form?.fields.find(({ name }) => name === 'priority')?.value).toBe('high');
    expect((await form.submit({ due: 'jutro' })).answer.kind).toBe('say');
    expect((await taskNamed('Umowa')).priority).toBe('high');
  });
});

describe('words', () => {
  it('after an item’s number are what is still to be said about it', async () => {
    await bot.as(people.ada).say('/task add Katering');
    const { number } = await taskNamed('Katering');
    await bot.as(people.ada).say(`/task block T-${number} brakuje pieniędzy`);
    expect(await taskNamed('Katering')).toMatchObject({ state: 'blocked', blockedReason: 'brakuje pieniędzy' });
    expect((await bot.as(people.ada).say(`/task comment t-${number}: dzwonimy jutro`)).text).toContain('Katering');
    expect((await bot.as(people.ada).say(`/task done T-${number}`)).text).toContain('Zrobione');
  });

  it('that name no command are kept for the likeliest one', async () => {
    const no = await bot.as(people.ada).say('/task Kupić kawę termin: jutro');
    expect(no.text).toContain('task Kupić');
    const form = await no.press('Popraw');
    expect(form.form?.fields.find(({ name }) => name === 'title')?.value).toBe('Kupić kawę');
    await form.submit({});
    expect((await taskNamed('Kupić kawę')).dueAt).not.toBeNull();
  });

  it('with one option named twice are asked about, and neither value is lost', async () => {
    const ada = bot.as(people.ada);
    const no = await ada.say('/task add Plakaty termin: 24 listopada termin: 25 listopada szczegóły: 50 sztuk');
    expect(no.text).toContain('podano więcej niż raz');
    expect(no.buttons).toEqual(['24 listopada', '25 listopada', 'Popraw']);
    expect(await database.store.prisma.task.count({ where: { title: 'Plakaty' } })).toBe(0);
    const form = await no.press('Popraw');
    expect(form.form?.fields.find(({ name }) => name === 'due')?.value).toBe('24 listopada / 25 listopada');
    await no.press('24 listopada');
    expect(await taskNamed('Plakaty')).toMatchObject({ dueAt: new Date('2026-11-23T23:00:00Z'), details: '50 sztuk' });
  });

  it('of a day and a bare number are asked about, and offered while they are typed', async () => {
    const ada = bot.as(people.ada);
    const no = await ada.say('/task add Druk termin: jutro 17');
    expect(no.text).toContain('To nie jest całkiem jasne: jutro 17. Może niedziela, 22 listopada 2026, 17:00');
    expect(no.buttons).toHaveLength(2);
    const offered = await ada.suggest('task.add', 'due', 'jutro 17');
    expect(offered.map(({ label }) => label)).toEqual(no.buttons.slice(0, 1));
    await no.press(no.buttons[0] ?? '');
    expect((await taskNamed('Druk')).dueAt).toEqual(new Date('2026-11-22T16:00:00Z'));
  });

  it('of a message go into the task whole: the first line as its title, all of it as its details', async () => {
    const text = `Convidar as escolas\n${'e mais '.repeat(600)}`;
    await bot.as(people.carlos).onMessage('task.add', text, 'https://example.org/1');
    const { details } = await taskNamed('Convidar as escolas');
    expect(details?.startsWith('Convidar as escolas\ne mais')).toBe(true);
    expect(details?.endsWith('…')).toBe(true);
    await bot.as(people.carlos).onMessage('task.add', 'Uma linha só', 'https://example.org/2');
    expect((await taskNamed('Uma linha só')).details).toBeNull();
  });
});

describe('a no', () => {
  it('about an item that is gone or not to be seen says so, with or without its words', async () => {
    expect((await bot.as(people.ada).press('task.show?task=id:nothing')).text).toContain('Tego już tu nie ma');
  });

  it('carries the button that changes the language when it is the first private answer, and only then', async () => {
    await database.store.prisma.person.update({ where: { id: people.stranger.id }, data: { greetedAt: null } });
    const first = await bot.as(people.stranger, { locale: 'uk' }).say('/task add Що');
    expect(first.buttons).toContain('Змінити мову');
    expect((await bot.as(people.stranger, { locale: 'uk' }).say('/task add Що')).buttons).not.toContain('Змінити мову');
  });
});

it('an apology is in the language the person was last answered in, though the platform says another', async () => {
  const asking = bot.as(people.ada, { locale: 'en-US' });
  await asking.say('/mine');
  await database.store.prisma.$executeRawUnsafe('ALTER TABLE "TaskAssignee" RENAME TO "Away"');
  try {
    expect((await asking.say('/mine')).text).toContain('Coś poszło nie tak po naszej stronie');
  } finally {
    await database.store.prisma.$executeRawUnsafe('ALTER TABLE "Away" RENAME TO "TaskAssignee"');
  }
  expect(bot.errors).toHaveLength(1);
});
