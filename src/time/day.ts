// Civil days as "2026-11-24": to count them, to name their weekday and week, and to find the instant of a local time
// on them. A day belongs to no zone; only instantOf joins the two. Days that do not exist are the caller's mistake.

import { Temporal } from './temporal.ts';

/** ISO weekdays: 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const dayMs = 86_400_000;

/** Days since 1 January 1970, for arithmetic. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00Z`) / dayMs;

/** @throws RangeError for a number that is none */
export const dayOfNumber = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

/**
 * The instant of a local time on a day. A time that the clocks jump over moves forward by the jump (02:30 → 03:30); of
 * a time that comes twice it is the earlier.
 * @param minutes after local midnight by the wall clock; 1440 and more is on the days after
 * @param zone IANA
 * @throws RangeError on a day that does not exist
 */
export function instantOf(day: string, minutes: number, zone: string): Date {
  const date = Temporal.PlainDate.from(day).add({ days: Math.floor(minutes / 1440) });
  const rest = ((minutes % 1440) + 1440) % 1440;
  const wall = date.toPlainDateTime({ hour: Math.floor(rest / 60), minute: rest % 60 });
  return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** The day `n` days later; earlier when negative. */
export function addDays(day: string, n: number): string {
  return dayOfNumber(dayNumber(day) + n);
}

/** Days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): Weekday {
  // 1 January 1970 was a Thursday; the remainder has only these seven values.
  return (((((dayNumber(day) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The ISO week: it begins on Monday, and the days round New Year may belong to the other year ("2027-01-01" to 2026). */
export function weekOf(day: string): { year: number; week: number } {
  const date = Temporal.PlainDate.from(day);
  return { year: date.yearOfWeek ?? date.year, week: date.weekOfYear ?? 1 };
}
