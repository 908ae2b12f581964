// What somebody said about a day, on the calendar: one date, or why there is none and which dates come near.

import { Temporal } from '../temporal.ts';
import type { DaySaid, MonthRef } from './reading.ts';
import type { NumericDate } from './tokens.ts';

export type Dates = {
  dates: readonly Temporal.PlainDate[];
  trouble?: 'no-such-day' | 'ambiguous-time' | 'past';
  vague?: boolean;
};

/** A date this many days back without a year is asked about, not moved to next year in silence. */
const justGone = 31;
/** Years further away than this are a slip of the finger. */
const farthestYears = 50;

const one = (date: Temporal.PlainDate): Dates => ({ dates: [date] });
const either = (...dates: Temporal.PlainDate[]): Dates =>
  dates.length === 1 ? { dates } : { dates, trouble: 'ambiguous-time' };

/** @param today the civil date where the person is */
export function datesOf(said: DaySaid, today: Temporal.PlainDate): Dates | null {
  switch (said.day) {
    case 'relative':
      return one(today.add({ days: said.days }));
    case 'in':
      return one(
        today.add(
          said.unit === 'day'
            ? { days: said.count }
            : said.unit === 'week'
              ? { weeks: said.count }
              : { months: said.count },
        ),
      );
    case 'weekday':
      return weekday(said.weekday, said.week, today);
    case 'date':
      return dated(said.date, said.weekday, today);
    case 'of month':
      return said.weekday === undefined ? ofMonth(said.number, today) : agreeing(said.number, said.weekday, today);
    case 'edge':
      return edge(said.edge, said.of, today);
    case 'nth':
      return nth(said.nth, said.weekday, said.of, today);
    case 'vague':
      return { ...either(...spanOf(said.span, said.step, today)), vague: said.span !== 'weekend' };
  }
}

const monday = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 });

/** The first such weekday from `day` on. */
const onOrAfter = (day: Temporal.PlainDate, wanted: number): Temporal.PlainDate =>
  day.add({ days: (wanted - day.dayOfWeek + 7) % 7 });

/** On a Friday, "Friday" may be today or in a week: both are offered. */
function weekday(wanted: number, week: 'coming' | 'after today' | 'next', today: Temporal.PlainDate): Dates {
  if (week === 'next') return one(monday(today).add({ days: 6 + wanted }));
  const first = onOrAfter(today, wanted);
  if (!first.equals(today)) return one(first);
  return week === 'after today' ? one(today.add({ days: 7 })) : either(today, today.add({ days: 7 }));
}

function dated(date: NumericDate, wanted: number | null, today: Temporal.PlainDate): Dates | null {
  const { month, day } = date;
  if (date.year !== null && Math.abs(date.year - today.year) > farthestYears) return null;
  const year = date.year ?? yearFor(month, day, today);
  const exact = plain(year, month, day);
  if (!exact) return { dates: nearest(year, month, day, today), trouble: 'no-such-day' };
  if (wanted !== null && exact.dayOfWeek !== wanted) {
    // The weekday and the date disagree: one of them is a slip, and only the person knows which.
    const after = onOrAfter(exact, wanted);
    return {
      dates: [exact, after.subtract({ days: 7 }), after].filter((d) => !isBefore(d, today)),
      trouble: 'no-such-day',
    };
  }
  if (date.year !== null || !isBefore(exact, today)) return one(exact);
  return { dates: [exact.add({ years: 1 })], trouble: 'past' };
}

/** The year of a date without one: this year's, or next year's once it is well gone. */
function yearFor(month: number, day: number, today: Temporal.PlainDate): number {
  const here = plain(today.year, month, Math.min(day, 28));
  if (!here || !isBefore(here.add({ days: Math.max(0, day - 28) }), today)) return today.year;
  const gone = here.until(today, { largestUnit: 'days' }).days;
  return gone <= justGone ? today.year : today.year + 1;
}

/** 31 February → the 28th and 1 March; 11/24 → 24 November. */
function nearest(year: number, month: number, day: number, today: Temporal.PlainDate): Temporal.PlainDate[] {
  const swapped = month > 12 ? plain(year, day, month) : null;
  if (swapped) return [isBefore(swapped, today) ? swapped.add({ years: 1 }) : swapped];
  if (month < 1 || month > 12 || day < 1 || day > 31) return [];
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const last = first.with({ day: first.daysInMonth });
  return [last, last.add({ days: 1 })].filter((candidate) => !isBefore(candidate, today));
}

function ofMonth(day: number, today: Temporal.PlainDate): Dates {
  const month = today.with({ day: 1 }).add({ months: day < today.day ? 1 : 0 });
  const exact = plain(month.year, month.month, day);
  if (exact) return one(exact);
  const near = nearest(month.year, month.month, day, today);
  const later = plain(month.add({ months: 1 }).year, month.add({ months: 1 }).month, day);
  return { dates: later && near[0] ? [near[0], later] : near, trouble: 'no-such-day' };
}

/** "Friday 27", when the coming 27th is a Friday: a proposal. */
function agreeing(day: number, wanted: number, today: Temporal.PlainDate): Dates | null {
  const { dates, trouble } = ofMonth(day, today);
  return trouble || dates[0]?.dayOfWeek !== wanted ? null : { dates, trouble: 'ambiguous-time', vague: true };
}

function edge(
  side: 'start' | 'end',
  of: MonthRef | { years: number } | { weeks: number },
  today: Temporal.PlainDate,
): Dates {
  if ('weeks' in of) {
    const first = monday(today).add({ weeks: of.weeks });
    // The end of a week is Friday at work and Sunday on the calendar.
    return side === 'start'
      ? one(first)
      : either(...[4, 6].map((days) => first.add({ days })).filter((d) => !isBefore(d, today)));
  }
  if ('years' in of) {
    const year = today.year + of.years;
    return one(Temporal.PlainDate.from(side === 'start' ? { year, month: 1, day: 1 } : { year, month: 12, day: 31 }));
  }
  const first = firstOf(of, today, side === 'start' ? 1 : 31);
  return one(side === 'start' ? first : first.with({ day: first.daysInMonth }));
}

/** The first day of the month meant; a month without a year is the next one whose `day` is not yet gone. */
function firstOf(of: MonthRef, today: Temporal.PlainDate, day: number): Temporal.PlainDate {
  if ('months' in of) return today.with({ day: 1 }).add({ months: of.months });
  const here = Temporal.PlainDate.from({ year: of.year ?? today.year, month: of.month, day: 1 });
  if (of.year !== null) return here;
  return isBefore(here.with({ day: Math.min(day, here.daysInMonth) }), today) ? here.add({ years: 1 }) : here;
}

function nth(count: number, wanted: number, of: MonthRef, today: Temporal.PlainDate): Dates {
  const pick = (first: Temporal.PlainDate): Temporal.PlainDate =>
    count > 0
      ? onOrAfter(first, wanted).add({ weeks: count - 1 })
      : onOrAfter(first.add({ months: 1 }).subtract({ days: 7 }), wanted);
  const date = pick(firstOf(of, today, 31));
  const open = 'months' in of || of.year !== null || !isBefore(date, today);
  return one(open ? date : pick(firstOf(of, today, 31).add({ years: 1 })));
}

function spanOf(span: 'week' | 'month' | 'weekend', step: number, today: Temporal.PlainDate): Temporal.PlainDate[] {
  const week = monday(today).add({ weeks: step });
  if (span === 'week') return [week, week.add({ days: 4 })];
  if (span === 'weekend') return [week.add({ days: 5 }), week.add({ days: 6 })].filter((d) => !isBefore(d, today));
  const first = today.with({ day: 1 }).add({ months: step });
  return [first, first.with({ day: first.daysInMonth })];
}

function plain(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

export const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0;
