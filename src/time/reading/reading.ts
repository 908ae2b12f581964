// What words can say, before anybody looks at a calendar.

import type { NumericDate } from './tokens.ts';

/** A month to take an edge or a weekday of: so many months from this one, or a named one. */
export type MonthRef = { months: number } | { month: number; year: number | null };

export type DaySaid =
  | { day: 'date'; date: NumericDate; weekday: number | null }
  | { day: 'relative'; days: number }
  | { day: 'weekday'; weekday: number; week: 'coming' | 'after today' | 'next' }
  | { day: 'in'; count: number; unit: 'day' | 'week' | 'month' }
  | { day: 'edge'; edge: 'start' | 'end'; of: MonthRef | { years: number } | { weeks: number } }
  /** `weekday`: said beside a bare number ("Friday 27"), which may as well be an hour; the person is asked. */
  | { day: 'of month'; number: number; weekday?: number }
  /** `nth` -1 is the last one. */
  | { day: 'nth'; nth: number; weekday: number; of: MonthRef }
  /** "next week", "the weekend": too little to be a date; the person is asked. */
  | { day: 'vague'; span: 'week' | 'month' | 'weekend'; step: number };

export type Part = 'morning' | 'afternoon' | 'evening';

export type TimeSaid = {
  /** Clocks it may mean, in minutes after midnight; two when "at 5" could be morning or afternoon. */
  clocks: readonly number[];
  /** A part of the day without an hour, or a number that does not say it is one: the clocks are only proposals. */
  vague?: boolean;
  /** "17.10" without any word of time: alone it is a day first, a clock second. */
  weak?: boolean;
};

/** A day, a time, both; or exactly so many minutes from now. */
export type Reading =
  | { day?: DaySaid; time?: TimeSaid; minutes?: undefined }
  | { minutes: number; day?: undefined; time?: undefined };
