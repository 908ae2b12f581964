// The day: by date, by weekday, from today, by the month's edges. Every way that fits is returned.

import { type Cursor, type Out, readCount } from './cursor.ts';
import type { Job } from './lexicon.ts';
import type { DaySaid, MonthRef } from './reading.ts';

export function readDay(at: Cursor, i: number): Out<DaySaid>[] {
  const found: Out<DaySaid>[] = [...amounts(at, i)];
  for (const p of at.past(i, ['on', 'by'])) {
    for (const [meaning, next] of at.meanings(p)) {
      if (meaning.means === 'relative') found.push([{ day: 'relative', days: meaning.days }, next]);
    }
    found.push(...dates(at, p, null), ...weekdays(at, p), ...edges(at, p), ...nth(at, p), ...vague(at, p));
  }
  found.push(...daysOfMonth(at, i), ...weekdayAndNumber(at, i));
  return found;
}

/** "in 3 days", "za tydzień", "two weeks from now". Hours and minutes are lengths, not days (time.ts). */
function amounts(at: Cursor, i: number): Out<DaySaid>[] {
  const from = (p: number): Out<DaySaid>[] =>
    [...readCount(at, p), [1, p] as const].flatMap(([count, q]) =>
      at.meanings(q).flatMap(([meaning, next]): Out<DaySaid>[] => {
        if (meaning.means !== 'unit') return [];
        const days = steps[meaning.unit];
        if (!days || !Number.isInteger(count * days.times)) return [];
        return [[{ day: 'in', count: count * days.times, unit: days.unit }, next]];
      }),
    );
  return [
    ...at
      .job(i, 'in')
      .flatMap((p) =>
        from(p).flatMap(([day, next]) => at.past(next, ['fromNow']).map((last): Out<DaySaid> => [day, last])),
      ),
    ...from(i).flatMap(([day, next]) => [
      ...at.job(next, 'fromNow').map((last): Out<DaySaid> => [day, last]),
      ...at
        .job(next, 'ago')
        .map((last): Out<DaySaid> => [day.day === 'in' ? { ...day, count: -day.count } : day, last]),
    ]),
  ];
}

const steps: Readonly<Record<string, { unit: 'day' | 'week' | 'month'; times: number }>> = {
  day: { unit: 'day', times: 1 },
  week: { unit: 'week', times: 1 },
  fortnight: { unit: 'week', times: 2 },
  month: { unit: 'month', times: 1 },
  year: { unit: 'month', times: 12 },
};

/** 24.11., 24 listopada 2026, November 24; before it perhaps its weekday, which must then agree. */
function dates(at: Cursor, i: number, weekday: number | null): Out<DaySaid>[] {
  const found: Out<DaySaid>[] = [];
  const token = at.token(i);
  const push = (year: number | null, month: number, day: number, next: number) =>
    found.push([{ day: 'date', date: { year, month, day }, weekday }, next]);
  if (token?.kind === 'date' || token?.kind === 'dotted') {
    for (const next of at.past(i + 1, ['yearMark'])) found.push([{ day: 'date', date: token.date, weekday }, next]);
  }
  if (token?.kind === 'number' && token.digits <= 2) {
    for (const p of at.past(i + 1, ['of'])) {
      for (const [month, next] of months(at, p))
        for (const [year, last] of years(at, next)) push(year, month, token.value, last);
    }
  }
  for (const [month, p] of months(at, i)) {
    const day = at.token(p);
    if (day?.kind !== 'number' || day.digits > 2) continue;
    for (const [year, last] of years(at, p + 1)) push(year, month, day.value, last);
  }
  if (weekday === null) {
    for (const [meaning, next] of at.meanings(i)) {
      if (meaning.means !== 'weekday') continue;
      for (const p of at.past(next, ['on'])) found.push(...dates(at, p, meaning.weekday));
    }
  }
  return found;
}

const months = (at: Cursor, i: number): Out<number>[] =>
  at.meanings(i).flatMap(([m, next]): Out<number>[] => (m.means === 'month' ? [[m.month, next]] : []));

/** A year of four digits, or none. */
function years(at: Cursor, i: number): Out<number | null>[] {
  const found: Out<number | null>[] = [[null, i]];
  for (const p of at.past(i, ['of'])) {
    const token = at.token(p);
    if (token?.kind !== 'number' || token.digits !== 4 || token.ordinal) continue;
    found.push(...at.past(p + 1, ['yearMark']).map((next): Out<number> => [token.value, next]));
  }
  return found;
}

/** "piątek", "next Friday", "el viernes que viene", "Friday next week", "next week on Friday". */
function weekdays(at: Cursor, i: number): Out<DaySaid>[] {
  const found: Out<DaySaid>[] = [];
  const days = (p: number): Out<number>[] =>
    at.meanings(p).flatMap(([m, next]): Out<number>[] => (m.means === 'weekday' ? [[m.weekday, next]] : []));
  const next = at.nextWeekday === 'coming' ? 'after today' : 'next';
  for (const p of at.past(i, ['this'])) {
    for (const [weekday, q] of days(p)) {
      found.push([{ day: 'weekday', weekday, week: 'coming' }, q]);
      if (p === i)
        for (const last of at.job(q, 'nextAfter')) found.push([{ day: 'weekday', weekday, week: next }, last]);
      for (const last of nextOf(at, q, 'week')) found.push([{ day: 'weekday', weekday, week: 'next' }, last]);
    }
  }
  for (const p of at.job(i, 'next')) {
    for (const [weekday, q] of days(p)) found.push([{ day: 'weekday', weekday, week: next }, q]);
  }
  for (const p of nextOf(at, i, 'week')) {
    for (const q of at.past(p, ['on']))
      for (const [weekday, last] of days(q)) found.push([{ day: 'weekday', weekday, week: 'next' }, last]);
  }
  return found;
}

/** Places after "next week", "w przyszłym tygodniu", "la semana que viene". */
function nextOf(at: Cursor, i: number, unit: 'week' | 'month' | 'year'): number[] {
  const unitAt = (p: number) =>
    at.meanings(p).flatMap(([m, next]) => (m.means === 'unit' && m.unit === unit ? [next] : []));
  return at
    .past(i, ['on', 'of'])
    .flatMap((p) => [...at.job(p, 'next').flatMap(unitAt), ...unitAt(p).flatMap((q) => at.job(q, 'nextAfter'))]);
}

/** The month that an edge or an nth weekday belongs to. */
function monthRefs(at: Cursor, i: number): Out<MonthRef>[] {
  const found: Out<MonthRef>[] = nextOf(at, i, 'month').map((next) => [{ months: 1 }, next]);
  for (const p of at.past(i, ['of', 'on', 'this'])) {
    for (const [meaning, next] of at.meanings(p)) {
      if (meaning.means === 'unit' && meaning.unit === 'month') found.push([{ months: 0 }, next]);
      if (meaning.means !== 'month') continue;
      for (const [year, last] of years(at, next)) found.push([{ month: meaning.month, year }, last]);
    }
  }
  return found;
}

/** "koniec miesiąca", "end of next month", "Ende November", "end of the year". */
function edges(at: Cursor, i: number): Out<DaySaid>[] {
  const found: Out<DaySaid>[] = [];
  // "fin de semana" is the weekend, not the end of the week.
  if (at.job(i, 'weekend').length > 0) return found;
  for (const next of at.job(i, 'endOfMonth')) found.push([{ day: 'edge', edge: 'end', of: { months: 0 } }, next]);
  for (const next of at.job(i, 'endOfYear')) found.push([{ day: 'edge', edge: 'end', of: { years: 0 } }, next]);
  for (const edge of ['end', 'start'] as const) {
    for (const p of at.job(i, edge)) {
      for (const [of, next] of monthRefs(at, p)) found.push([{ day: 'edge', edge, of }, next]);
      for (const next of nextOf(at, p, 'year')) found.push([{ day: 'edge', edge, of: { years: 1 } }, next]);
      for (const next of nextOf(at, p, 'week')) found.push([{ day: 'edge', edge, of: { weeks: 1 } }, next]);
      for (const q of at.past(p, ['of', 'on', 'this'])) {
        for (const [meaning, next] of at.meanings(q)) {
          if (meaning.means !== 'unit') continue;
          if (meaning.unit === 'year') found.push([{ day: 'edge', edge, of: { years: 0 } }, next]);
          if (meaning.unit === 'week') found.push([{ day: 'edge', edge, of: { weeks: 0 } }, next]);
          if (meaning.unit === 'day' && edge === 'end') found.push([{ day: 'relative', days: 0 }, next]);
        }
      }
    }
  }
  return found;
}

/** "ostatni piątek miesiąca", "first Monday of December". */
function nth(at: Cursor, i: number): Out<DaySaid>[] {
  const which: Out<number>[] = [
    ...at.job(i, 'last').map((next): Out<number> => [-1, next]),
    ...at.meanings(i).flatMap(([m, next]): Out<number>[] => (m.means === 'ordinal' ? [[m.nth, next]] : [])),
  ];
  return which.flatMap(([count, p]) =>
    at
      .meanings(p)
      .flatMap(([meaning, next]): Out<DaySaid>[] =>
        meaning.means !== 'weekday'
          ? []
          : monthRefs(at, next).map(([of, last]) => [{ day: 'nth', nth: count, weekday: meaning.weekday, of }, last]),
      ),
  );
}

/** "24.", "the 24th", "dnia 24": a number that says itself that it is a day. */
function daysOfMonth(at: Cursor, i: number): Out<DaySaid>[] {
  const found: Out<DaySaid>[] = [];
  const plain: readonly Job[] = ['on', 'by', 'dayWord'];
  for (const p of at.past(i, plain)) {
    const token = at.token(p);
    if (token?.kind !== 'number' || token.digits > 2) continue;
    const said =
      token.dotted || token.ordinal || [i, i + 1, i + 2].some((q) => q < p && at.job(q, 'dayWord').includes(p));
    if (said) found.push([{ day: 'of month', number: token.value }, p + 1]);
  }
  return found;
}

/** "piątek 27", "Friday 27th": without a month, and with a number that may be an hour. */
function weekdayAndNumber(at: Cursor, i: number): Out<DaySaid>[] {
  const found: Out<DaySaid>[] = [];
  for (const p of at.past(i, ['on', 'by'])) {
    for (const [meaning, next] of at.meanings(p)) {
      if (meaning.means !== 'weekday') continue;
      for (const q of at.past(next, ['on'])) {
        const token = at.token(q);
        if (token?.kind === 'number' && token.digits <= 2)
          found.push([{ day: 'of month', number: token.value, weekday: meaning.weekday }, q + 1]);
      }
    }
  }
  return found;
}

/** Too wide for a date; the person is asked which day. */
function vague(at: Cursor, i: number): Out<DaySaid>[] {
  const found: Out<DaySaid>[] = [];
  for (const span of ['week', 'month'] as const) {
    for (const next of nextOf(at, i, span)) found.push([{ day: 'vague', span, step: 1 }, next]);
  }
  for (const p of at.past(i, ['this']))
    for (const next of at.job(p, 'weekend')) found.push([{ day: 'vague', span: 'weekend', step: 0 }, next]);
  for (const p of at.job(i, 'next'))
    for (const next of at.job(p, 'weekend')) found.push([{ day: 'vague', span: 'weekend', step: 1 }, next]);
  for (const p of at.job(i, 'weekend'))
    for (const next of at.job(p, 'nextAfter')) found.push([{ day: 'vague', span: 'weekend', step: 1 }, next]);
  return found;
}
