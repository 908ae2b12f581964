// What people press under a reminder, and how they choose their ladders, as conversations.
import { beforeAll, describe, expect, it } from 'vitest';
import { packPress } from '#bot/press.ts';
import { loadLadders } from '#coalition/ladders/ladder.ts';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { makeWorld, type World } from './world.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-20T09:00:00Z') };
let world: World;
let bot: TestBot;

beforeAll(async () => {
  world = await makeWorld(database.store, await loadLadders(), clock.now, '');
  bot = await makeTestBot(database.store, clock);
});

const about = (item: string) => ({ coalition: world.coalitionId, what: `task:${item}` });
const snoozed = async (item: string) =>
  (await database.store.prisma.due.findFirst({ where: { kind: 'snooze', subject: { contains: item } } }))?.dueAt;

describe('remind me later', () => {
  it('offers an hour, tomorrow, Monday, and says which moment that is', async () => {
    const { dorota } = world;
    const id = await world.task({ due: '2026-11-27', on: [dorota], organizationId: world.organizations.lublin });
    const talk = bot.as(dorota);
    const card = await talk.press(packPress('reminder.later!one', about(id)));
    expect(card.text).toContain('Termin mija za 7 dni: T-1 · Book the hall (pt., 27 listopada');
    expect(card.buttons).toEqual([
      'Zrobione',
      'Za godzinę',
      'Jutro rano',
      'W poniedziałek rano',
      'Wybierz kiedy…',
      'Nie zdążymy',
    ]);
    for (const [label, at] of [
      ['Za godzinę', '2026-11-20T10:00:00Z'],
      ['Jutro rano', '2026-11-21T08:00:00Z'],
      ['W poniedziałek rano', '2026-11-23T08:00:00Z'],
    ] as const) {
      await card.press(label);
      expect(await snoozed(id)).toEqual(new Date(at));
    }
    const said = await card.press('W poniedziałek rano');
    expect(said.text).toContain('poniedziałek, 23 listopada 2026, 09:00');
    const list = await talk.say('/reminder later');
    expect(list.text).toContain('Odłożone na później (1)');
    expect(list.text).toContain('T-1 · Book the hall');
    await said.press('Cofnij');
    expect(await snoozed(id)).toBeUndefined();
    expect((await talk.say('/reminder later')).text).toContain('Nic nie jest odłożone na później.');
  });

  it('takes a moment of one’s own, a day meaning its morning, and none that has passed', async () => {
    const { dorota } = world;
    const id = await world.task({ due: '2026-11-27', on: [dorota], organizationId: world.organizations.lublin });
    const card = await bot.as(dorota).press(packPress('reminder.later!one', about(id)));
    const form = await card.press('Wybierz kiedy…');
    await form.submit({ until: '25 listopada' });
    expect(await snoozed(id)).toEqual(new Date('2026-11-25T08:00:00Z'));
    const past = await form.submit({ until: 'dzisiaj 8:00' });
    expect(past.text).not.toContain('To wróci');
    expect(await snoozed(id)).toEqual(new Date('2026-11-25T08:00:00Z'));
  });

  it('says nothing to whoever does not owe it', async () => {
    const { ada, dorota, stranger } = world;
    const id = await world.task({ due: '2026-11-27', on: [dorota], title: 'Secret hall' });
    for (const action of ['one', 'cannot', 'back'])
      for (const who of [ada, stranger]) {
        const seen = await bot.as(who).press(packPress(`reminder.later!${action}`, about(id)));
        expect(seen.text).not.toContain('Secret');
      }
    expect((await bot.as(ada).press(packPress('reminder.later!one', about(id)))).text).toContain(
      'To jest już załatwione albo zajmuje się tym ktoś inny.',
    );
  });
});

describe('we won’t make it', () => {
  it('is a good answer: a new date, help, other hands', async () => {
    const { dorota } = world;
    const id = await world.task({ due: '2026-11-27', on: [dorota], organizationId: world.organizations.lublin });
    const seen = await bot.as(dorota).press(packPress('reminder.later!cannot', about(id)));
    expect(seen.text).toContain('Dobrze wiedzieć:');
    expect(seen.buttons).toEqual(['Nowy termin', 'Poproś o pomoc', 'Przekaż']);
    const date = await seen.press('Nowy termin');
    expect((await date.submit({ due: '4 grudnia' })).text).toContain('4 grudnia 2026');
    const help = await seen.press('Poproś o pomoc');
    expect((await help.submit({ reason: 'Nie ma sali' })).text).toContain('Problem zapisany');
  });
});

describe('choosing a ladder', () => {
  it('a coordinator for everybody, anybody for oneself, with the way back to what is usual', async () => {
    const ada = bot.as(world.ada);
    const usual = await ada.say('/coalition reminders');
    expect(usual.text).toContain('7 dni przed, 1 dzień przed, w dniu terminu, potem co tydzień');
    const form = await usual.press('Zmień: zadania');
    expect(form.form?.fields.map(({ value }) => value)).toEqual(['7, 1, 0', 'weekly', 'all']);
    const set = await form.submit({ before: '14 3 0', overdue: 'nigdy' });
    expect(set.text).toContain('dla całej koalicji, zadania: 14 dni przed, 3 dni przed, w dniu terminu, potem już nie');
    const dorota = bot.as(world.dorota);
    expect((await dorota.say('/coalition reminders sprawy: zadania wcześniej: 1')).text).toContain('tylko ja');
    const mine = await dorota.say('/coalition reminders sprawy: zadania wcześniej: nigdy kto: tylko ja');
    expect(mine.text).toContain('Przypomnienia dla Ciebie, zadania: bez przypomnień');
    expect((await mine.press('Jak zwykle')).text).toContain('14 dni przed');
    expect((await set.press('Jak zwykle')).text).toContain('7 dni przed, 1 dzień przed');
    expect(await database.store.prisma.ladderChoice.count()).toBe(0);
  });

  it('for one task, and reads only days', async () => {
    const id = await world.task({ due: '2026-12-11', on: [world.dorota], organizationId: world.organizations.lublin });
    const dorota = bot.as(world.dorota);
    const set = await dorota.command('task.remind', { task: `id:${id}`, before: '2', who: 'all' });
    expect(set.text).toContain('2 dni przed, potem co tydzień');
    expect(await database.store.prisma.ladderChoice.findMany()).toMatchObject([
      { kind: 'task', itemId: id, personId: null, before: [2], overdueEvery: 7, since: clock.now },
    ]);
    const wrong = await dorota.command('task.remind', { task: `id:${id}`, before: 'w piątek' });
    expect(wrong.text).toContain('To nie są liczby dni: w piątek');
    await set.press('Jak zwykle');
    expect(await database.store.prisma.ladderChoice.count()).toBe(0);
    // Somebody of another organisation changes it for nobody but oneself.
    const berta = bot.as(world.berta);
    await berta.command('task.remind', { task: `id:${id}`, before: '2', who: 'all' });
    expect(await database.store.prisma.ladderChoice.count()).toBe(0);
  });
});
