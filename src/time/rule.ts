// A rule that repeats, as the text we keep ("FREQ=WEEKLY;BYDAY=MO") and as parts one can ask. The text is that part of
// an RFC 5545 RRULE that people can say to us; UNTIL is a day, over at its end in the zone of the rule.

import type { Weekday } from './day.ts';

/** Canonical text of a rule without DTSTART, for instance "FREQ=WEEKLY;BYDAY=MO". */
export type Every = string;

export const frequencies = ['MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];

export type Rule = {
  frequency: Frequency;
  /** Every so many minutes … years; 1 to 999. */
  interval: number;
  /** Weekdays; with `nth` the first … fourth or last (-1) of the month. Empty: that of the first moment. */
  weekdays: readonly { weekday: Weekday; nth: number | null }[];
  /** Days of the month, -1 is its last. Empty: that of the first moment. */
  monthDays: readonly number[];
  /** 1 to 12. Empty: all, or in a yearly rule that of the first moment. */
  months: readonly number[];
  /** Of the days that fit, the first (1) or the last (-1) of each period: "the last working day of the month". */
  position: number | null;
  /** How many times in all. */
  times: number | null;
  /** The last day on which it may be ("2026-06-30"). */
  until: string | null;
};

export const plainRule: Rule = {
  frequency: 'DAILY',
  interval: 1,
  weekdays: [],
  monthDays: [],
  months: [],
  position: null,
  times: null,
  until: null,
};

/** Monday to Friday. */
export const workingWeek: readonly Weekday[] = [1, 2, 3, 4, 5];

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** More is a slip of the finger, and would cost the walk through them. */
export const most = { interval: 999, times: 999 };

const whole = (text: string | undefined, from: number, until: number): number | null => {
  if (text === undefined || !/^[+-]?\d{1,4}$/.test(text)) return null;
  const value = Number(text);
  return value >= from && value <= until && value !== 0 ? value : null;
};

const list = <A>(text: string | undefined, read: (one: string) => A | null): A[] | null => {
  if (text === undefined) return [];
  const all = text.split(',').map(read);
  return all.every((one) => one !== null) ? all.filter((one) => one !== null) : null;
};

const readWeekday = (text: string): Rule['weekdays'][number] | null => {
  const parts = /^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text);
  if (!parts) return null;
  const nth = parts[1] === undefined ? null : whole(parts[1], -1, 5);
  if (parts[1] !== undefined && nth === null) return null;
  // The names are seven, and so are the weekdays.
  return { weekday: (names.indexOf(parts[2] ?? '') + 1) as Weekday, nth };
};

const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'COUNT', 'UNTIL']);

/** The parts of a rule's text; null when it is none, or says what we do not know. */
export function readRule(every: Every): Rule | null {
  if (every.length > 200) return null;
  const given = every.split(';').map((part) => part.split('='));
  const parts = new Map(given.map(([name = '', value = '']) => [name, value]));
  if (parts.size !== given.length || [...parts.keys()].some((name) => !known.has(name))) return null;
  const frequency = frequencies.find((name) => name === parts.get('FREQ'));
  const interval = whole(parts.get('INTERVAL') ?? '1', 1, most.interval);
  const weekdays = list(parts.get('BYDAY'), readWeekday);
  const monthDays = list(parts.get('BYMONTHDAY'), (text) => whole(text, -31, 31));
  const months = list(parts.get('BYMONTH'), (text) => whole(text, 1, 12));
  const position = parts.has('BYSETPOS') ? whole(parts.get('BYSETPOS'), -31, 31) : undefined;
  const times = parts.has('COUNT') ? whole(parts.get('COUNT'), 1, most.times) : undefined;
  const until = parts.has('UNTIL') ? readUntil(parts.get('UNTIL') ?? '') : undefined;
  if (!frequency || !interval || !weekdays || !monthDays || !months) return null;
  if (position === null || times === null || until === null || (times && until)) return null;
  const rule: Rule = {
    ...{ frequency, interval, weekdays, monthDays, months },
    ...{ position: position ?? null, times: times ?? null, until: until ?? null },
  };
  const short = frequency === 'MINUTELY' || frequency === 'HOURLY';
  if (short && weekdays.length + monthDays.length + months.length + (position ? 1 : 0) > 0) return null;
  return rule;
}

const readUntil = (text: string): string | null => {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return null;
  const day = `${parts[1]}-${parts[2]}-${parts[3]}`;
  const at = new Date(`${day}T00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : day;
};

/** A rule as its canonical text: parts in one order, days sorted, each once. */
export function writeRule(rule: Rule): Every {
  const sorted = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b).join(',');
  const weekdays = [...rule.weekdays]
    .sort((a, b) => (a.nth ?? 0) - (b.nth ?? 0) || a.weekday - b.weekday)
    .map(({ weekday, nth }) => `${nth ?? ''}${names[weekday - 1]}`);
  const parts: [string, string][] = [
    ['FREQ', rule.frequency],
    ['INTERVAL', rule.interval === 1 ? '' : String(rule.interval)],
    ['BYMONTH', sorted(rule.months)],
    ['BYMONTHDAY', sorted(rule.monthDays)],
    ['BYDAY', [...new Set(weekdays)].join(',')],
    ['BYSETPOS', rule.position === null ? '' : String(rule.position)],
    ['COUNT', rule.times === null ? '' : String(rule.times)],
    ['UNTIL', rule.until?.replaceAll('-', '') ?? ''],
  ];
  return parts.flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`])).join(';');
}
