// The words of a line that name a moment or a rule, and those that do not; and the two read together.
import { describe, expect, it } from 'vitest';
import type { Lang } from '#time/lang.ts';
import { leadingWhen, readWhen, sameClockAfter } from '#time/when.ts';

const now = new Date('2026-11-21T10:42:00Z');
const zone = 'Europe/Warsaw';

describe('a line', () => {
  it.each<[Lang, string, string | null, string]>([
    ['en', 'tomorrow 9:00: call them', 'tomorrow 9:00', 'call them'],
    ['en', 'in 2 hours – tea', 'in 2 hours', 'tea'],
    ['en', 'call them on Friday at 9:00', 'on Friday at 9:00', 'call them'],
    ['en', 'tomorrow prepare the meeting on Friday', 'tomorrow', 'prepare the meeting on Friday'],
    ['en', 'first Monday of every month 9:00 coordination', 'first Monday of every month 9:00', 'coordination'],
    ['pl', '9:00 co drugi wtorek zebranie', '9:00 co drugi wtorek', 'zebranie'],
    ['pl', '28.03.2027 2:30 przegląd', '28.03.2027 2:30', 'przegląd'],
    ['de', 'werktags um 8:30 Post öffnen', 'werktags um 8:30', 'Post öffnen'],
    ['en', 'tomorrow 9:00', 'tomorrow 9:00', ''],
    // Named, and then refused in its own words: it has passed, or does not exist.
    ['en', 'yesterday 9:00 call them', 'yesterday 9:00', 'call them'],
    ['pl', '31 lutego sprawozdanie', '31 lutego', 'sprawozdanie'],
    // No moment, or one nobody could be sure of.
    ['en', 'call them', null, ''],
    ['en', '3 things to buy', null, ''],
    ['en', 'meeting room 5', null, ''],
    ['en', '2 weeks of holidays', null, ''],
    ['en', 'week plan', null, ''],
    ['pl', 'umowa z miastem', null, ''],
    ['en', '', null, ''],
  ])('%s: %s', (lang, line, when, rest) => {
    const cut = leadingWhen(line, { languages: [lang, 'en'], now });
    expect(cut).toEqual(when === null ? null : { when, rest });
  });

  it('is read in a moment, however long it is', () => {
    const began = process.cpuUsage();
    for (const line of ['every '.repeat(80), 'tomorrow and '.repeat(40), 'x'.repeat(5000)])
      leadingWhen(line, { languages: ['pl', 'en'], now });
    const { user } = process.cpuUsage(began);
    expect(user / 1000).toBeLessThan(2000);
  });
});

describe('a moment and a rule', () => {
  const read = (words: string, lang: Lang = 'en') => readWhen(words, { languages: [lang, 'en'], zone, now });

  it('are read together, in either order', () => {
    for (const words of ['every Monday 9:00', '9:00 every Monday', 'every Monday at 9:00'])
      expect(read(words)).toMatchObject({ read: { ok: true }, every: 'FREQ=WEEKLY;BYDAY=MO', open: false });
    expect(read('every Monday')).toMatchObject({ read: { ok: true, moment: { kind: 'day' } }, open: true });
  });

  it('keep the rule while the moment is asked back', () => {
    expect(read('every Monday at 5')).toMatchObject({ read: { ok: false, reason: 'ambiguous-time' } });
    expect(read('every Monday at 5').every).toBe('FREQ=WEEKLY;BYDAY=MO');
  });

  it.each<[Lang, string]>([
    ['pl', 'za tydzień w środę'],
    ['en', 'in a week on Wednesday'],
    ['de', 'in einer Woche am Mittwoch'],
    ['cs', 'za týden ve středu'],
    ['uk', 'за тиждень у середу'],
    ['es', 'dentro de una semana el miércoles'],
    ['pt', 'daqui a uma semana na quarta'],
  ])('never become a rule because a weekday stands beside a day: %s, %s', (lang, words) => {
    const [wednesday, inAWeek] = ['2026-12-02', '2026-11-28'].map((date) => ({ kind: 'day', date, zone }));
    expect(read(words, lang)).toEqual({
      read: { ok: false, reason: 'ambiguous-time', suggestions: [wednesday, inAWeek] },
      every: null,
      open: false,
    });
  });

  it('are one moment where the weekday is that of the day', () => {
    const { read: said, every } = read('tomorrow 9:00 on Sunday');
    expect(said).toMatchObject({ ok: true, moment: { kind: 'time', at: new Date('2026-11-22T08:00:00Z') } });
    expect(every).toBeNull();
  });

  it('are a rule where the weekday is in the plural', () => {
    expect(read('Mondays 9:00').every).toBe('FREQ=WEEKLY;BYDAY=MO');
    expect(read('montags um 9', 'de').every).toBe('FREQ=WEEKLY;BYDAY=MO');
  });

  it('are nothing where a word is left over', () => {
    for (const words of ['every Monday perhaps', '2 weeks', 'Monday and Thursday'])
      expect(read(words)).toMatchObject({ read: { ok: false, reason: 'not-understood' }, every: null });
  });
});

it('the same time of day comes by the clock of its zone', () => {
  const clock = (iso: string) => sameClockAfter(new Date(iso), new Date('2026-10-20T07:00:00Z'), zone).toISOString();
  expect(clock('2026-10-24T06:00:00Z')).toBe('2026-10-24T07:00:00.000Z');
  expect(clock('2026-10-24T08:00:00Z')).toBe('2026-10-25T08:00:00.000Z');
});
