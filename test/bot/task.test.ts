// Tasks as conversations: what people type and press, and what they get to see.
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
  database.store.prisma.task.findFirstOrThrow({ where: { title }, include: { assignees: true, events: true } });

describe('adding', () => {
  it('reads the line, echoes the moment with weekday and zone, and says how many channels see it', async () => {
    const seen = await bot
      .as(people.ada)
      .say('/task add Zarezerwować salę termin: jutro 17:00 organizacja: Partner in Austria');
    expect(bot.errors).toEqual([]);
    expect(seen.text).toContain('Zarezerwować salę');
    expect(seen.text).toContain('niedziela, 22 listopada 2026, 17:00 (Warszawa)');
    expect(seen.text).toContain('zobaczą to 3 kanały');
    const task = await taskNamed('Zarezerwować salę');
    expect(task.dueAt?.toISOString()).toBe('2026-11-22T16:00:00.000Z');
    expect(task.organizationId).toBe(people.organizations.austria);
  });

  it('keeps a colon in a title that names no option', async () => {
    await bot.as(people.ada).say('/task add Spotkanie: sala');
    expect((await taskNamed('Spotkanie: sala')).title).toBe('Spotkanie: sala');
  });

  it('opens the form for a bare command, and says what is missing at its field', async () => {
    const bare = await bot.as(people.ada).say('/task');
    expect(bare.form?.fields.map((field) => field.name)).toEqual([
      'title',
      'due',
      'owner',
      'organisation',
      'details',
      'priority',
      'visibility',
    ]);
    const refused = await bare.submit({ due: '31 lutego' });
    expect(refused.answer.kind).toBe('refused-form');
    expect(refused.form?.fields.find((field) => field.name === 'due')?.error).toContain('31 lutego');
    expect(refused.form?.fields.find((field) => field.name === 'due')?.value).toBe('31 lutego');
  });

  it('asks back a date that does not exist, and goes on with the reading that was chosen', async () => {
    const no = await bot.as(people.ada).say('/task add Sprawozdanie z lutego termin: 31 lutego');
    expect(no.text).toContain('31 lutego');
    expect(no.buttons.length).toBeGreaterThan(1);
    const yes = await no.press('28 lutego');
    expect(yes.text).toContain('Sprawozdanie z lutego');
    expect(yes.text).toContain('28 lutego 2027');
  });

  it('does the same event once', async () => {
    const ada = bot.as(people.ada);
    await ada.say('/task add Tylko raz', 'slack:same');
    expect((await ada.say('/task add Tylko raz', 'slack:same')).answer.kind).toBe('nothing');
    const second = await makeTestBot(database.store, clock);
    expect((await second.as(people.ada).say('/task add Tylko raz', 'slack:same')).answer.kind).toBe('nothing');
    expect(await database.store.prisma.task.count({ where: { title: 'Tylko raz' } })).toBe(1);
  });

  it('takes text and link of a message, however long the link', async () => {
    const url = `https://discord.com/channels/${'9'.repeat(20)}/${'8'.repeat(20)}/${'7'.repeat(20)}`;
    const form = await bot.as(people.carlos).onMessage('task.add', 'Convidar as instituições\nmais texto', url);
    // A title is enough to add a task, so what a message says becomes one at once; the confirmation can change it.
    expect(form.text).toContain('Convidar as instituições');
    expect((await taskNamed('Convidar as instituições')).sourceUrl).toBe(url);
  });
});

describe('acting', () => {
  it('is taken on another platform, done, reopened and undone', async () => {
    await bot.as(people.ada).say('/task add Zaprosić instytucje');
    const { id } = await taskNamed('Zaprosić instytucje');
    const taken = await bot.as(people.carlos).press(`task.take?task=id:${id}`);
    expect(taken.text).toContain('Assumida');
    const task = await taskNamed('Zaprosić instytucje');
    expect(task.assignees.map((one) => one.personId)).toEqual([people.carlos.id]);
    expect(task.organizationId).toBe(people.organizations.portugal);
    expect((await bot.as(people.carlos).press(`task.take?task=id:${id}`)).text).toContain('Já está assumida');
    const stranger = await bot.as(people.berta).press(`task.done?task=id:${id}`);
    expect(stranger.text).toContain('Partner in Portugal');
    expect(stranger.buttons).toContain('Folgen');
    const done = await bot.as(people.carlos).press(`task.done?task=id:${id}`);
    expect((await bot.as(people.carlos).press(`task.done?task=id:${id}`)).text).toContain('já está feita');
    const undone = await done.press('Anular');
    expect(undone.answer).toMatchObject({ kind: 'say', replaces: true });
    expect((await taskNamed('Zaprosić instytucje')).state).toBe('open');
    expect((await done.press('Anular')).text).toContain('T-');
  });

  it('does not undo after five minutes, nor what somebody else has built on', async () => {
    const seen = await bot.as(people.ada).say('/task add Do cofnięcia');
    clock.now = new Date(clock.now.getTime() + 5 * 60_000 + 1);
    expect((await seen.press('Cofnij')).text).toContain('pięć minut');
    const { id } = await taskNamed('Do cofnięcia');
    const block = await bot.as(people.ada).press(`task.block?task=id:${id}`);
    const blocked = await block.submit({ reason: 'brak sali' });
    await bot.as(people.dorota).press(`task.unblock?task=id:${id}`);
    expect((await blocked.press('Cofnij')).text).toContain('nie zostało cofnięte');
  });

  it('edits through a form that shows what is there, and clears what was emptied', async () => {
    await bot.as(people.ada).say('/task add Do zmiany termin: 24 listopada details: szczegóły');
    const { id } = await taskNamed('Do zmiany');
    const form = await bot.as(people.ada).press(`task.edit?task=id:${id}`);
    expect(form.form?.fields.find((field) => field.name === 'due')?.value).toContain('24 listopada');
    await form.submit({ title: 'Zmienione', due: '', details: 'szczegóły' });
    const task = await taskNamed('Zmienione');
    expect(task.dueAt).toBeNull();
  });

  it('edits what is overdue by the form as it is shown', async () => {
    const before = clock.now;
    await bot.as(people.ada).say('/task add Spóźnione termin: jutro');
    const { id } = await taskNamed('Spóźnione');
    clock.now = new Date(clock.now.getTime() + 7 * 86_400_000);
    const form = await bot.as(people.ada).press(`task.edit?task=id:${id}`);
    expect((await form.submit({ title: 'Spóźnione i zmienione' })).text).toContain('Zmienione: T-');
    expect((await taskNamed('Spóźnione i zmienione')).dueAt?.toISOString()).toBe('2026-11-21T23:00:00.000Z');
    clock.now = before;
  });

  it('pages a long form where a form holds five fields', async () => {
    const form = await bot.as(people.carlos).command('task.add', {});
    expect(form.form?.fields).toHaveLength(5);
    const saved = await form.submit({ title: 'Com mais campos' });
    const rest = await saved.press('Mais');
    expect(rest.form?.fields.map((field) => field.name)).toEqual(['priority', 'visibility']);
  });
});

describe('what would be typed for nothing', () => {
  it('is refused before the form opens: a reason for a task that is done, an edit of somebody else’s', async () => {
    await bot.as(people.berta).say('/task add Schon fertig organisation: Partner in Austria');
    const { id } = await taskNamed('Schon fertig');
    expect((await bot.as(people.carlos).press(`task.edit?task=id:${id}`)).text).toContain('Partner in Austria');
    await bot.as(people.berta).press(`task.done?task=id:${id}`);
    const refused = await bot.as(people.berta).press(`task.block?task=id:${id}`);
    expect(refused.form).toBeUndefined();
    expect(refused.text).toContain('schon erledigt');
  });

  it('offers what else can be done as one menu beside the buttons', async () => {
    await bot.as(people.ada).say('/task add Dużo możliwości');
    const { id } = await taskNamed('Dużo możliwości');
    const { answer } = await bot.as(people.ada).press(`task.show?task=id:${id}`);
    const rows = answer.kind === 'say' ? answer.message.blocks.filter((block) => block.block === 'actions') : [];
    expect(rows).toHaveLength(1);
    expect(rows[0]?.block === 'actions' && rows[0].elements.map((one) => one.kind)).toEqual([
      'button',
      'button',
      'button',
      'menu',
    ]);
  });
});

describe('seeing', () => {
  it('keeps an organisation’s own task from everybody else, coordinators too', async () => {
    await bot.as(people.berta).say('/task add Internes visibility: organisation');
    const { id } = await taskNamed('Internes');
    for (const other of [people.ada, people.carlos, people.edyta, people.dorota]) {
      expect((await bot.as(other).press(`task.show?task=id:${id}`)).text).not.toContain('Internes');
      expect(await bot.as(other).suggest('task.show', 'task', 'Inter')).toEqual([]);
    }
    expect((await bot.as(people.berta).press(`task.show?task=id:${id}`)).text).toContain('Internes');
  });

  it('lists mine, open and done, and what I owe in all coalitions', async () => {
    await bot.as(people.berta).say('/task add Meine owner: ich');
    expect((await bot.as(people.berta).say('/task list mine')).text).toContain('Meine');
    expect((await bot.as(people.berta).say('/mine')).text).toContain('Meine');
    expect((await bot.as(people.carlos).say('/task list mine')).text).not.toContain('Meine');
  });

  it('works as /mosty task too', async () => {
    expect((await bot.as(people.ada).say('/mosty task list')).text).toContain('Otwarte zadania');
    expect((await bot.as(people.ada).say('/mosty')).text).toContain('/task add');
  });
});

it('wrote down no error', () => expect(bot.errors).toEqual([]));
