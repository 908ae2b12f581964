// A due date as people mean it: a whole day somewhere, or an instant. A day is civil: it never shifts when it is
// looked at from another zone, and it is over at the next midnight of its own zone.

import { Temporal } from './temporal.ts';

/**
 * `day`: the civil day `date` ("2026-11-24") in `zone`. `time`: the instant `at`, meant on the wall clock of `zone`.
 * Zones are IANA names.
 */
export type Moment = { kind: 'day'; date: string; zone: string } | { kind: 'time'; at: Date; zone: string };

/** A moment as the store keeps it; `dueAt` of a day is the start of that day in its zone. */
export type StoredMoment = { dueAt: Date; dueZone: string; dueHasTime: boolean };

/** The first instant of a civil day in a zone; not always midnight, some zones skip it when clocks change. */
export function startOfDay(date: string, zone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds);
}

/** The civil date ("2026-11-24") of an instant in a zone. */
export function dateIn(zone: string, at: Date): string {
  return wallIn(zone, at).toPlainDate().toString();
}

/** The wall clock of a zone at an instant. */
export function wallIn(zone: string, at: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

/** When it begins: the start of the day, or the instant itself. */
export function startOf(moment: Moment): Date {
  return moment.kind === 'time' ? moment.at : startOfDay(moment.date, moment.zone);
}

/** The instant at which it is over: of a day the next midnight in its zone, of a time the time itself. */
export function endOf(moment: Moment): Date {
  if (moment.kind === 'time') return moment.at;
  return startOfDay(Temporal.PlainDate.from(moment.date).add({ days: 1 }).toString(), moment.zone);
}

/** Is it over at `now`? At the very instant it is over. */
export function isOverdue(moment: Moment, now: Date): boolean {
  return endOf(moment).getTime() <= now.getTime();
}

/** Order by when things are over, then by when they begin: a day comes after the times within it. */
export function compareMoments(a: Moment, b: Moment): number {
  return endOf(a).getTime() - endOf(b).getTime() || startOf(a).getTime() - startOf(b).getTime();
}

export function sameMoment(a: Moment, b: Moment): boolean {
  if (a.zone !== b.zone) return false;
  if (a.kind === 'day') return b.kind === 'day' && a.date === b.date;
  return b.kind === 'time' && a.at.getTime() === b.at.getTime();
}

export function toStored(moment: Moment): StoredMoment {
  return { dueAt: startOf(moment), dueZone: moment.zone, dueHasTime: moment.kind === 'time' };
}

export function fromStored(row: StoredMoment): Moment {
  if (row.dueHasTime) return { kind: 'time', at: row.dueAt, zone: row.dueZone };
  return { kind: 'day', date: dateIn(row.dueZone, row.dueAt), zone: row.dueZone };
}

/** The civil date on which it falls, seen from `zone`; a day keeps its own date wherever it is seen. */
export function dateOf(moment: Moment, zone: string): string {
  return moment.kind === 'day' ? moment.date : dateIn(zone, moment.at);
}

/** Civil days from today in `zone` to the moment: 0 today, 1 tomorrow, negative when past. */
export function daysUntil(moment: Moment, now: Date, zone: string): number {
  const today = wallIn(zone, now).toPlainDate();
  return today.until(Temporal.PlainDate.from(dateOf(moment, zone)), { largestUnit: 'days' }).days;
}

/**
 * What a wall-clock reading means in a zone: one instant; none where the clocks jump over it (the two given are the
 * hour before and after the jump); two where the clock shows it twice.
 */
export function instantsAt(
  date: string,
  clock: { hour: number; minute: number },
  zone: string,
): { kind: 'one'; at: Date } | { kind: 'gap' | 'twice'; earlier: Date; later: Date } {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(clock);
  const read = (disambiguation: 'earlier' | 'later') => wall.toZonedDateTime(zone, { disambiguation });
  const [first, second] = [read('earlier'), read('later')];
  const earlier = new Date(first.epochMilliseconds);
  const later = new Date(second.epochMilliseconds);
  if (earlier.getTime() === later.getTime()) return { kind: 'one', at: earlier };
  return { kind: first.toPlainDateTime().equals(wall) ? 'twice' : 'gap', earlier, later };
}
