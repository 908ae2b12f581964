// Rules that repeat, as people type them in seven languages: "co drugi wtorek", "every 3 months until 30 June". All
// readings of all the words are collected; one rule is an answer, none or two are not. Nothing is guessed.

import type { Lang } from '../lang.ts';
import { wallIn } from '../moment.ts';
import { type Every, type Frequency, most, plainRule, type Rule, writeRule } from '../rule.ts';
import type { Temporal } from '../temporal.ts';
import { datesOf } from './calendar.ts';
import type { Out } from './cursor.ts';
import { readDay } from './day.ts';
import { type EveryCursor, everyCursor } from './every/cursor.ts';
import { bareNumber, dateOfYear, saysDay, weekdays, withinMonth, working } from './every/days.ts';
import type { UnitName } from './lexicon.ts';
import { tokenise } from './tokens.ts';

/**
 * Reads a rule.
 * @param words as typed, up to 100 characters; "every" itself may be missing ("2 weeks", "Monday and Thursday")
 * @param lang tried first; English is tried as well
 * @param context the zone in which "until Friday" is meant, and the present moment
 * @returns the canonical rule; null when not every word was understood, or the words mean two rules
 */
export function readEvery(words: string, lang: Lang, context: { zone: string; now: Date }): Every | null {
  const tokens = tokenise(words);
  if (!tokens || tokens.length === 0) return null;
  const today = wallIn(context.zone, context.now).toPlainDate();
  for (const tried of new Set<Lang>([lang, 'en'])) {
    const at = everyCursor(tokens, tried);
    const found = new Set(
      rules(at, 0)
        .flatMap(([rule, next]) => ended(at, rule, next, today))
        .map(writeRule),
    );
    const [only, second] = [...found];
    if (only !== undefined) return second === undefined ? only : null;
  }
  return null;
}

/** The rule without its end. */
function rules(at: EveryCursor, i: number): Out<Rule>[] {
  const found: Out<Rule>[] = [];
  for (const [rule, next] of rhythms(at, i)) found.push([rule, next], ...detailed(at, rule, next));
  for (const p of at.past(i, ['on', 'each'])) {
    found.push(...weekdays(at, p));
    for (const next of at.job(p, 'working')) found.push([working, next]);
    // "co drugi wtorek", "cada dos lunes": every so many weeks.
    const second = [...at.ordinal(p).filter(([nth]) => nth === 2), ...at.count(p).filter(([n]) => n === 2)];
    for (const [, q] of p > i ? second : [])
      for (const [weekday, next] of weekdays(at, q))
        if (weekday.weekdays.length === 1) found.push([{ ...weekday, interval: 2 }, next]);
    // "každé 3 měsíce" are three months, not the third of one.
    const counted = bareNumber(at, p) && at.past(i, ['on']).some((q) => at.job(q, 'each').includes(p));
    for (const [rule, next] of counted ? [] : withinMonth(at, p)) {
      for (const last of at.job(next, 'ofMonth')) found.push([rule, last]);
      // "every 15th", "end of the month" need no month beside them.
      if (at.job(p, 'monthEnd').includes(next) || (rule.weekdays.length === 0 && saysDay(at, p)))
        found.push([rule, next]);
    }
    // "first of every month"
    for (const [nth, q] of at.ordinal(p).filter(([n]) => n === 1))
      for (const next of at.job(q, 'ofMonth'))
        found.push([{ ...plainRule, frequency: 'MONTHLY', monthDays: [nth] }, next]);
    for (const [rule, next] of dateOfYear(at, p)) {
      if (at.past(i, ['on', 'each']).some((q) => q <= p && at.job(q, 'each').length > 0)) found.push([rule, next]);
      for (const last of at.job(next, 'ofYear')) found.push([rule, last]);
    }
  }
  return found;
}

/** "daily", "every 3 months", "co drugi tydzień". */
function rhythms(at: EveryCursor, i: number): Out<Rule>[] {
  const found: Out<Rule>[] = at
    .meanings(i)
    .flatMap(([m, next]): Out<Rule>[] =>
      m.means === 'rhythm' ? [[{ ...plainRule, frequency: m.frequency, interval: m.interval }, next]] : [],
    );
  for (const p of at.past(i, ['each'])) {
    const ordinals = p > i ? at.ordinal(p).filter(([nth]) => nth > 1) : [];
    for (const [count, q] of [[1, p] as const, ...at.count(p), ...ordinals]) {
      for (const [meaning, next] of at.dates.meanings(q)) {
        const rule = meaning.means === 'unit' ? perUnit(count, meaning.unit) : null;
        if (rule) found.push([rule, next]);
      }
    }
  }
  return found;
}

const units: Readonly<Record<UnitName, readonly [Frequency, number]>> = {
  minute: ['MINUTELY', 1],
  hour: ['HOURLY', 1],
  day: ['DAILY', 1],
  week: ['WEEKLY', 1],
  fortnight: ['WEEKLY', 2],
  month: ['MONTHLY', 1],
  year: ['YEARLY', 1],
};

function perUnit(count: number, unit: UnitName): Rule | null {
  // Half an hour is thirty minutes, half a year six months; half a week is nothing.
  const smaller = Number.isInteger(count) ? null : unit === 'hour' ? ('minute' as const) : ('month' as const);
  if (smaller && unit !== 'hour' && unit !== 'year') return null;
  const [frequency, times] = units[smaller ?? unit];
  const interval = count * times * (smaller === 'minute' ? 60 : smaller === 'month' ? 12 : 1);
  if (!Number.isInteger(interval) || interval < 1 || interval > most.interval) return null;
  const hours = frequency === 'MINUTELY' && interval % 60 === 0;
  return { ...plainRule, ...(hours ? { frequency: 'HOURLY', interval: interval / 60 } : { frequency, interval }) };
}

/** What may follow a rhythm: "weekly on Mondays", "every month on the 15th", "every year on 3 May", "daily on weekdays". */
function detailed(at: EveryCursor, rule: Rule, i: number): Out<Rule>[] {
  const { frequency, interval } = rule;
  const kept = (found: readonly Out<Rule>[]): Out<Rule>[] =>
    found.map(([detail, next]) => [{ ...detail, frequency, interval }, next]);
  if (frequency === 'WEEKLY') return kept(weekdays(at, i));
  if (frequency === 'YEARLY') return kept(dateOfYear(at, i));
  if (frequency === 'MONTHLY')
    return kept(withinMonth(at, i)).flatMap(([detail, next]) =>
      [next, ...at.job(next, 'ofMonth')].map((last): Out<Rule> => [detail, last]),
    );
  if (frequency !== 'DAILY' || interval !== 1) return [];
  return at
    .past(i, ['on'])
    .flatMap((p) => at.job(p, 'working'))
    .map((next) => [working, next]);
}

/** "…, until 30 June", "…, 5 times", or nothing; then no word may be left. */
function ended(at: EveryCursor, rule: Rule, i: number, today: Temporal.PlainDate): Rule[] {
  if (i === at.end) return [rule];
  const times = at
    .count(i)
    .filter(([n, next]) => Number.isInteger(n) && n <= most.times && at.job(next, 'times').includes(at.end))
    .map(([n]): Rule => ({ ...rule, times: n }));
  const until = at.job(i, 'until').flatMap((p) =>
    readDay(at.dates, p).flatMap(([said, next]): Rule[] => {
      // "Monday until Friday" is a span of days, not an end.
      const span = said.day === 'weekday' && rule.weekdays.length > 0;
      const day = next === at.end && !span ? datesOf(said, today) : null;
      const [last] = day && !day.trouble ? day.dates : [];
      return last && last.until(today).days <= 0 ? [{ ...rule, until: last.toString() }] : [];
    }),
  );
  return [...times, ...until];
}
