// A moment as one short word, for values that go through a platform and come back: "2026-11-24@Europe/Warsaw" is a day,
// "2026-11-24T16:00Z@Europe/Warsaw" an instant. Language plays no part.
import { type Moment, startOfDay } from './moment.ts';
import { zoneNamed } from './zone.ts';

export type { Moment } from './moment.ts';

/** A moment as a word; minutes are the finest that people owe things by. */
export const toIso = (moment: Moment): string =>
  moment.kind === 'day' ? `${moment.date}@${moment.zone}` : `${moment.at.toISOString().slice(0, 16)}Z@${moment.zone}`;

/**
 * Words come back from outside, and anybody can write one: what lies beyond this is nobody's date, and the arithmetic of
 * one day after the year 9999 would stop whatever it stands in.
 */
const years = { first: 1970, last: 2199 };

/** Reads such a word back; null for anything else, also for a day or zone that does not exist. */
export const fromIso = (word: string): Moment | null => {
  const parts = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}Z)?@([\w/+-]{2,40})$/.exec(word);
  if (!parts) return null;
  const [, date = '', time, zone = ''] = parts;
  const year = Number(date.slice(0, 4));
  if (zoneNamed(zone) === null || year < years.first || year > years.last) return null;
  try {
    startOfDay(date, zone);
    if (time === undefined) return { kind: 'day', date, zone };
    const at = new Date(date + time);
    return Number.isNaN(at.getTime()) ? null : { kind: 'time', at, zone };
  } catch {
    return null;
  }
};
