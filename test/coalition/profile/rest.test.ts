// A person's rest as a conversation: hours, absence, pause, and less of what is too much. Everybody here is invented.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { restKey, restOf } from '#delivery/rest.ts';
import { type Lang, langs } from '#i18n/lang.ts';
import { mayDisturb } from '#time/rest.ts';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
/** A Tuesday, 11:00 in Warsaw. */
const tuesday = new Date('2026-11-24T10:00:00Z');
const clock: Clock = { now: tuesday };
let bot: TestBot;
let here: Seeded;

beforeAll(async () => {
  bot = await makeTestBot(database.store, clock);
  here = await seedCoalition(database.store, clock.now);
  const speaks = (person: SeededPerson, language: Lang) =>
    database.store.prisma.person.update({ where: { id: person.id }, data: { language } });
  for (const person of [here.ada, here.carlos, here.edyta]) await speaks(person, 'en');
  await speaks(here.dorota, 'pl');
});

beforeEach(() => {
  clock.now = tuesday;
});

const person = ({ id }: SeededPerson) => database.store.prisma.person.findUniqueOrThrow({ where: { id } });
const facts = async ({ id }: SeededPerson) => {
  const asked = { personId: id, coalitionId: here.coalitionId };
  const found = (await restOf(database.store.prisma, [asked])).get(restKey(asked));
  if (!found) throw new Error('nobody');
  return found;
};

describe('/profile rest', () => {
  it('opens filled in with what holds now', async () => {
    const { form } = await bot.as(here.dorota).say('/profile rest');
    expect(form?.title).toBe('Kiedy nie przeszkadzać');
    expect(Object.fromEntries(form?.fields.map(({ name, value }) => [name, value]) ?? [])).toEqual({
      quiet: '20:00–08:00',
      days: 'pon.–pt.',
      hour: '09:00',
      holidays: 'on',
      digest: 'monday',
    });
  });

  it('saves what was typed in words and proves it with the next moment', async () => {
    const form = await bot.as(here.dorota).say('/profile rest');
    const seen = await form.submit({ quiet: 'od 21 do 7', days: 'pon–czw', hour: '10', digest: 'never' });
    expect(seen.text).toContain('21:00–07:00');
    expect(seen.text).toContain('pon.–czw.');
    expect(seen.text).toContain('Masz teraz 11:00 (Warszawa); najbliższa zwykła wiadomość: już teraz.');
    expect(seen.text).toContain('tak, bez wiadomości (Polska)');
    expect(await person(here.dorota)).toMatchObject({
      quietFrom: 1260,
      quietUntil: 420,
      workingDays: [1, 2, 3, 4],
      hour: 600,
      holidays: true,
      digestRhythm: 'never',
    });
    const due = await database.store.prisma.due.findUnique({
      where: { kind_subject: { kind: 'personal-digest', subject: here.dorota.id } },
    });
    expect(due?.dueAt.getTime()).toBe(0);
  });

  it('takes one thing at a time in the text, in the person’s language and in English', async () => {
    const seen = await bot.as(here.dorota).say('/profile rest cisza: brak');
    expect(seen.text).toContain('Godziny ciszy: brak');
    expect(await person(here.dorota)).toMatchObject({ quietFrom: 0, quietUntil: 0, hour: 600 });
    await bot.as(here.dorota).say('/profile rest days: Mon–Fri holidays: off');
    expect(await person(here.dorota)).toMatchObject({ workingDays: [1, 2, 3, 4, 5], holidays: false });
    expect((await facts(here.dorota)).holidays).toBeNull();
  });

  it('says when the next message comes to somebody who rests', async () => {
    clock.now = new Date('2026-11-27T19:30:00Z');
    const seen = await bot.as(here.ada).say('/profile rest hour: 9');
    expect(seen.text).toContain('It is now 20:30 for you (Warsaw); the next routine message: Mon 30 November, 09:00');
  });

  it('asks again about what cannot be read, and changes nothing', async () => {
    const quiet = await bot.as(here.ada).say('/profile rest quiet: late');
    expect(quiet.text).toContain('These hours could not be read: late');
    expect((await bot.as(here.ada).say('/profile rest days: now and then')).text).toContain(
      'These days could not be read',
    );
    expect((await bot.as(here.ada).say('/profile rest hour: 25')).text).toContain(
      'This time of day could not be read: 25',
    );
    expect(await person(here.ada)).toMatchObject({ quietFrom: null, workingDays: [], hour: 540 });
  });

  it('reads back what its own form shows, in every language and with no quiet hours at all', async () => {
    for (const language of langs) {
      await database.store.prisma.person.update({
        where: { id: here.berta.id },
        data: { language, quietFrom: 0, quietUntil: 0, workingDays: [1, 2, 3, 4, 7], hour: 615, holidays: false },
      });
      const seen = await (await bot.as(here.berta).say('/profile rest')).submit({});
      expect(seen.answer.kind, `${language}: ${seen.text}`).toBe('say');
      expect(await person(here.berta), language).toMatchObject({
        ...{ quietFrom: 0, quietUntil: 0, workingDays: [1, 2, 3, 4, 7], hour: 615, holidays: false },
        ...{ digestRhythm: 'weekly', digestWeekday: 1 },
      });
      expect((await bot.as(here.berta).say('/profile away')).form?.fields).toHaveLength(2);
    }
  });

  it('an emptied field is as usual again', async () => {
    const form = await bot.as(here.dorota).say('/profile rest');
    await form.submit({ quiet: '', days: '', hour: '', holidays: '', digest: '' });
    expect(await person(here.dorota)).toMatchObject({
      quietFrom: null,
      quietUntil: null,
      workingDays: [],
      hour: null,
      holidays: true,
      digestRhythm: null,
    });
  });
});

describe('/profile away', () => {
  it('says until when nothing comes, and that nobody sees it', async () => {
    const seen = await bot.as(here.dorota).say('/profile away do piątku 4 grudnia');
    expect(seen.text).toContain('Nieobecność: wt., 24 listopada – pt., 4 grudnia.');
    expect(seen.text).toContain('Żadnych wiadomości do: pon., 7 grudnia, 09:00');
    expect(seen.text).toContain('Nikt inny tego nie widzi');
    expect(seen.answer).toMatchObject({ audience: 'private' });
    expect(mayDisturb(new Date('2026-12-02T12:00:00Z'), await facts(here.dorota), 'soon')).toBe(false);
    expect((await bot.as(here.ada).say('/coalition organisations')).text).not.toContain('grudnia');
  });

  it('makes one of absences that touch', async () => {
    const seen = await bot.as(here.dorota).say('/profile away od: 5 grudnia do: 9 grudnia');
    expect(seen.text).toContain('wt., 24 listopada – śr., 9 grudnia');
    const later = await bot.as(here.dorota).say('/profile away od: 23 grudnia do: 31 grudnia');
    expect(later.text).toContain('Do tego czasu bez zmian');
    expect(later.text).toContain('Także: wt., 24 listopada – śr., 9 grudnia');
    expect(await database.store.prisma.absence.count({ where: { personId: here.dorota.id } })).toBe(2);
  });

  it('is shown on the own profile, called off before it begins, and ended when one is back', async () => {
    const profile = await bot.as(here.dorota).say('/profile');
    expect(profile.text).toContain('Nieobecność: wt., 24 listopada – śr., 9 grudnia · śr., 23 grudnia');
    expect((await profile.press('Odwołaj')).text).toContain('Odwołana nieobecność: śr., 23 grudnia – czw., 31 grudnia');
    expect((await profile.press('Odwołaj')).text).toContain('Tej nieobecności już nie ma');
    clock.now = new Date('2026-11-26T10:00:00Z');
    expect((await profile.press('Już jestem')).text).toContain('Koniec nieobecności');
    const rows = await database.store.prisma.absence.findMany({ where: { personId: here.dorota.id } });
    expect(rows).toMatchObject([{ firstDay: '2026-11-24', lastDay: '2026-11-25' }]);
  });

  it('refuses what is over and what ends before it begins', async () => {
    expect((await bot.as(here.ada).say('/profile away until: 20 November 2026')).text).toContain('already passed');
    const back = await bot.as(here.ada).say('/profile away from: 4 December until: 1 December');
    expect(back.text).toContain('The last day comes before the first');
    const both = await bot.as(here.dorota).say('/profile away 24 grudnia do 2 stycznia');
    expect(both.text).toContain('„od: 24 grudnia do: 2 stycznia”');
    expect((await bot.as(here.ada).say('/profile away')).form?.title).toBe('Away');
  });
});

describe('/profile pause', () => {
  it('lasts until the day begins, and ends with a press; what was held back is looked at again', async () => {
    const seen = await bot.as(here.ada).say('/profile pause Monday');
    expect(seen.text).toContain('No messages until Mon 30 November, 09:00');
    const { id } = await database.store.prisma.delivery.create({
      data: {
        ...{ id: 'held', topic: 'test', data: {}, key: 'held', state: 'waiting', problem: 'rests' },
        ...{ personId: here.ada.id, dueAt: new Date('2026-11-30T08:00:00Z'), createdAt: tuesday },
      },
    });
    expect((await bot.as(here.ada).say('/profile')).text).toContain('Paused until: Mon 30 November, 00:00');
    expect((await seen.press('End the pause')).text).toContain('The pause has ended');
    expect(await person(here.ada)).toMatchObject({ pausedUntil: null });
    expect(await database.store.prisma.delivery.findUnique({ where: { id } })).toMatchObject({ dueAt: tuesday });
    await database.store.prisma.delivery.delete({ where: { id } });
  });

  it('refuses today, which has begun', async () => {
    expect((await bot.as(here.ada).say('/profile pause today')).text).toContain('already passed');
  });
});

describe('/profile less', () => {
  const less = (values: Record<string, string>) =>
    `profile.less!set?${Object.entries(values)
      .map((pair) => pair.join('='))
      .join('&')}`;

  it('sets, undoes, lists and brings back', async () => {
    const steps = { about: 'steps', measure: 'slower', coalition: here.coalitionId };
    const seen = await bot.as(here.ada).press(less(steps));
    expect(seen.text).toContain('From now on less often: reminders of due dates.');
    expect(seen.text).toContain('Only in the coalition “Integracja”.');
    await bot.as(here.ada).press(less({ ...steps, measure: 'off' }));
    expect((await facts(here.ada)).wishes.get('steps')).toBe('off');
    const twice = await bot.as(here.ada).press(less({ ...steps, measure: 'slower' }));
    expect((await twice.press('Undo')).text).toContain('none of these');
    await bot.as(here.ada).press(less({ about: 'news', measure: 'off' }));
    const list = await bot.as(here.ada).say('/profile less');
    expect(list.text).toContain('What you want less of (2)');
    expect(list.text).toContain('reminders of due dates · none at all · Integracja');
    expect((await list.press('As usual again: reminders of due dates')).text).toContain('As usual again');
    await (await bot.as(here.ada).say('/profile less')).press('As usual again: news');
    expect((await bot.as(here.ada).say('/profile less')).text).toContain('All messages come as usual.');
  });

  it('refuses buttons that nobody has drawn', async () => {
    const forged = [{ about: 'everything', measure: 'off' }, { about: 'steps', measure: 'loud' }, { about: 'steps' }];
    for (const values of forged as Record<string, string>[])
      expect((await bot.as(here.ada).press(less(values))).text).toContain('out of date');
    const stranger = bot.as(here.stranger, { locale: 'en' });
    const other = await stranger.press(less({ about: 'steps', measure: 'off', coalition: here.coalitionId }));
    expect(other.text).toContain('not here any more');
    expect(await database.store.prisma.wish.count()).toBe(0);
  });
});

describe('the data of a person', () => {
  it('has rest, absences and wishes in its export, and none of them after erasing', async () => {
    const carlos = bot.as(here.carlos);
    await carlos.command('profile.rest', { quiet: '22–6' });
    await carlos.command('profile.away', { until: 'Friday' });
    await carlos.command('profile.pause', { until: 'tomorrow' });
    await carlos.press('profile.less!set?about=news&measure=off');
    const { answer } = await carlos.command('profile.export', {});
    if (answer.kind !== 'say') throw new Error('no message');
    const file = JSON.parse(new TextDecoder().decode(answer.message.file?.content));
    expect(file.person).toMatchObject({ quietFrom: 1320, quietUntil: 360 });
    expect(file.absences).toMatchObject([{ firstDay: '2026-11-24', lastDay: '2026-11-27' }]);
    expect(file.wishes).toMatchObject([{ about: 'news', measure: 'off' }]);
    await (await carlos.command('profile.erase', {})).press('Erase everything about me');
    expect(await person(here.carlos)).toMatchObject({ quietFrom: null, quietUntil: null, pausedUntil: null });
    expect(await database.store.prisma.absence.count({ where: { personId: here.carlos.id } })).toBe(0);
    expect(await database.store.prisma.wish.count({ where: { personId: here.carlos.id } })).toBe(0);
    expect(bot.errors).toEqual([]);
  });
});
