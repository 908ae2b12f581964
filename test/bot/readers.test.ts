// What tasks spare their readers, and what whoever is given one hears.
import { beforeAll, describe, expect, it } from 'vitest';
import { told as toldTo } from '../coalition/notices.ts';
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

describe('what a reader is spared', () => {
  const buttonsAtMost = (seen: { buttons: string[] }) => expect(seen.buttons.length).toBeLessThanOrEqual(4);

  it('asks back only among what can be acted on, and tells two of one title apart by who owes them', async () => {
    const ada = bot.as(people.ada);
    await ada.say('/task add Transport');
    await ada.say('/task done Transport');
    await ada.say('/task add Transport organisation: Partner in Austria');
    const taken = await bot.as(people.berta).say('/task take Transport');
    expect(taken.text).toContain('Partner in Austria');
    await ada.say('/task add Transport organisation: Stowarzyszenie Lublin');
    const which = await ada.say('/task comment Transport text: Kto jedzie?');
    expect(which.buttons.join()).toContain('Transport · Partner in Austria');
    const open = await ada.say('/task done Transport');
    expect(open.buttons.join()).toContain('Transport · Stowarzyszenie Lublin');
    buttonsAtMost(open);
  });

  it('says at a second undo that it is undone, and blames nobody', async () => {
    const added = await bot.as(people.ada).say('/task add Dwa razy cofnięte');
    expect((await added.press('Cofnij')).text).toContain('Cofnięte.');
    expect((await added.press('Cofnij')).text).toContain('To jest już cofnięte');
  });

  it('says who sees it where that is not the whole coalition', async () => {
    const own = await bot.as(people.ada).say('/task add Tylko u nas visibility: organisation');
    expect(own.text).toContain('tylko własna organizacja');
    const all = await bot.as(people.ada).say('/task add Dla obserwatorów visibility: public');
    expect(all.text).toContain('także obserwatorzy');
  });

  it('names what a form will do on its button', async () => {
    expect((await bot.as(people.ada).say('/task show')).form?.submit).toBe('Pokaż');
    expect((await bot.as(people.ada).say('/task add')).form?.submit).toBe('Zapisz');
  });
});

describe('being given a task', () => {
  const taskNamed = (title: string) => database.store.prisma.task.findFirstOrThrow({ where: { title } });
  const told = async (title: string): Promise<string[]> => {
    const { id } = await taskNamed(title);
    const rows = await database.store.prisma.delivery.findMany({ where: { topic: 'task-given' } });
    const about = rows.filter((row) => (row.data as { taskId?: string }).taskId === id);
    return about.map((row) => row.personId ?? '');
  };

  it('is told to whoever is put on it by somebody else, and to nobody about an own act', async () => {
    await bot.as(people.ada).say('/task add Plakaty odpowiada: Carlos');
    expect(await told('Plakaty')).toEqual([people.carlos.id]);
    await bot.as(people.ada).say('/task add Ulotki odpowiada: Ada');
    await bot.as(people.dorota).say('/task take Ulotki');
    expect(await told('Ulotki')).toEqual([]);
    await bot.as(people.ada).say('/task assign Ulotki odpowiada: Berta');
    expect(await told('Ulotki')).toEqual([people.berta.id]);
  });

  it('says who gives what, with the way to give it back; not any more when it went to others', async () => {
    const read = () => toldTo(database.store, { personId: people.carlos.id }, clock.now, 'pl');
    const [first] = await read();
    expect(first?.text).toContain('Ada Wymyślona przekazuje Ci zadanie');
    const press = first?.press('Oddaj') ?? '';
    expect((await bot.as(people.carlos, { direct: true, channel: 'D9' }).press(press)).text).toContain('Devolvida');
    expect(await read()).toEqual([]);
  });
});

it('offers nothing that a reader may not do', async () => {
  expect((await bot.as(people.edyta).say('/task list mine')).buttons).not.toContain('Nowe zadanie');
  expect((await bot.as(people.stranger).say('/mine')).buttons).not.toContain('New task');
  await bot.as(people.ada).say('/task add Moje własne');
  await bot.as(people.ada).say('/task take Moje własne');
  expect((await bot.as(people.ada).say('/task show Moje własne')).buttons).not.toContain('Biorę to');
});
