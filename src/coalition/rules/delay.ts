// When something that was put off comes again. Pure; "morning" is the person's own hour, by their own clock.
import { addDays, instantOf, weekdayOf } from '#time/day.ts';
import { dateIn, type Moment } from '#time/moment.ts';

export const delays = ['hour', 'tomorrow', 'monday'] as const;
export type Delay = (typeof delays)[number];

/** `hour`: minutes after midnight of the person's own hour. */
export type Clock = { now: Date; zone: string; hour: number };

/** Literally what the words say: tomorrow is tomorrow also on a Friday, and Monday is never today. */
export function delayed(delay: Delay, { now, zone, hour }: Clock): Date {
  if (delay === 'hour') return new Date(now.getTime() + 3_600_000);
  const today = dateIn(zone, now);
  return instantOf(addDays(today, delay === 'tomorrow' ? 1 : 8 - weekdayOf(today)), hour, zone);
}

/** A moment that was typed; a day means its morning. */
export const delayedTo = (until: Moment, { hour }: Pick<Clock, 'hour'>): Date =>
  until.kind === 'time' ? until.at : instantOf(until.date, hour, until.zone);
