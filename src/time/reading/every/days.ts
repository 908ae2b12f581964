// The days of a rule: weekdays, days of the month, the first Monday, a date of the year. Every way that fits is returned.

import type { Weekday } from '../../day.ts';
import { plainRule, type Rule, workingWeek } from '../../rule.ts';
import type { Out } from '../cursor.ts';
import { readDay } from '../day.ts';
import type { EveryCursor } from './cursor.ts';

/** Monday to Friday as a rule of its own. */
export const working: Rule = {
  ...plainRule,
  frequency: 'WEEKLY',
  weekdays: workingWeek.map((weekday) => ({ weekday, nth: null })),
};

const monthly: Rule = { ...plainRule, frequency: 'MONTHLY' };

/** "Monday", "on Mondays and Thursdays", "w poniedziałki i w środy". */
export function weekdays(at: EveryCursor, i: number): Out<Rule>[] {
  return listed(at, i, (p) => at.weekday(p)).map(([days, next]) => [
    // The tables number weekdays from one to seven.
    { ...plainRule, frequency: 'WEEKLY', weekdays: days.map((day) => ({ weekday: day as Weekday, nth: null })) },
    next,
  ]);
}

/** One or more things with fillers before each, joined by "and" or nothing (the comma is no token). */
function listed<A>(at: EveryCursor, i: number, read: (i: number) => Out<A>[]): Out<A[]>[] {
  return at
    .past(i, ['on'])
    .flatMap(read)
    .flatMap(([first, next]): Out<A[]>[] => [
      [[first], next],
      ...at
        .past(next, ['and'])
        .filter((p) => p > next || at.job(p, 'through').length === 0)
        .flatMap((p) => at.past(p, ['each']))
        .flatMap((p) => listed(at, p, read).map(([rest, last]): Out<A[]> => [[first, ...rest], last])),
    ]);
}

/** What names days within a month: "the 15th", "first Monday", "last working day". Rules are monthly. */
export function withinMonth(at: EveryCursor, i: number): Out<Rule>[] {
  const found: Out<Rule>[] = listed(at, i, (p) => monthDay(at, p)).map(([days, next]) => [
    { ...monthly, monthDays: days },
    next,
  ]);
  for (const next of at.job(i, 'monthEnd')) found.push([{ ...monthly, monthDays: [-1] }, next]);
  for (const p of at.past(i, ['on', 'each'])) {
    for (const [nth, q] of at.ordinal(p)) {
      for (const [weekday, next] of at.weekday(q))
        found.push([{ ...monthly, weekdays: [{ weekday: weekday as Weekday, nth }] }, next]);
      if (nth !== 1 && nth !== -1) continue;
      for (const next of at.job(q, 'day')) found.push([{ ...monthly, monthDays: [nth] }, next]);
      for (const next of at.job(q, 'working')) {
        const rule = { ...monthly, weekdays: working.weekdays, position: nth };
        found.push([rule, next]);
      }
    }
  }
  return found;
}

/** "15", "15th", "day 15", "15. dnia", "dia 15". */
function monthDay(at: EveryCursor, i: number): Out<number>[] {
  return at.past(i, ['day']).flatMap((p): Out<number>[] => {
    const token = at.token(p);
    if (token?.kind !== 'number' || token.digits > 2 || token.value < 1 || token.value > 31) return [];
    return at.past(p + 1, ['day']).map((next) => [token.value, next]);
  });
}

/** Does the first of these places hold a number that says itself that it is a day ("15th", "15.")? */
export const saysDay = (at: EveryCursor, i: number): boolean =>
  at.past(i, ['on', 'day']).some((p) => {
    const token = at.token(p);
    return token?.kind === 'number' && (token.ordinal || token.dotted);
  });

/** Does a number stand here that may as well be a count? */
export const bareNumber = (at: EveryCursor, i: number): boolean => {
  const token = at.token(i);
  return token?.kind === 'number' && !token.ordinal && !token.dotted;
};

/** "3 May", "am 3. Mai": a date of every year. */
export function dateOfYear(at: EveryCursor, i: number): Out<Rule>[] {
  return at.past(i, ['on']).flatMap((p) =>
    readDay(at.dates, p).flatMap(([said, next]): Out<Rule>[] => {
      if (said.day !== 'date' || said.weekday !== null || said.date.year !== null) return [];
      const { month, day } = said.date;
      if (month < 1 || month > 12 || day < 1 || day > 31) return [];
      return [[{ ...plainRule, frequency: 'YEARLY', months: [month], monthDays: [day] }, next]];
    }),
  );
}
