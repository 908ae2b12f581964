// The time of day, and lengths of time. A bare "at 5" is asked back: people mean the afternoon, clocks the morning.

import { type Cursor, type Out, readCount } from './cursor.ts';
import type { Part, TimeSaid } from './reading.ts';

/** Minutes after midnight that a part of the day proposes when nobody said an hour. */
const proposals: Readonly<Record<Part, readonly number[]>> = {
  morning: [8 * 60, 10 * 60],
  afternoon: [14 * 60, 16 * 60],
  evening: [18 * 60, 20 * 60],
};

/** Exact lengths from now: "in 2 hours", "za pół godziny", "in 2h30". @returns minutes */
export function readSpan(at: Cursor, i: number): Out<number>[] {
  const found: Out<number>[] = [];
  for (const start of at.job(i, 'in')) {
    const token = at.token(start);
    if (token?.kind === 'clock' && token.span) found.push([token.hour * 60 + token.minute, start + 1]);
    for (const amount of minutesAt(at, start)) found.push(amount, ...tail(at, amount));
  }
  for (const [minutes, next] of minutesAt(at, i))
    for (const last of at.job(next, 'fromNow')) found.push([minutes, last]);
  return found;
}

const tail = (at: Cursor, [minutes, next]: Out<number>): Out<number>[] => [
  ...at.job(next, 'fromNow').map((last): Out<number> => [minutes, last]),
  // "in 1 hour 30 minutes", "za godzinę i 15 minut"
  ...at.past(next, ['and']).flatMap((p) => minutesAt(at, p).map(([more, last]): Out<number> => [minutes + more, last])),
];

function minutesAt(at: Cursor, i: number): Out<number>[] {
  return [...readCount(at, i), [1, i] as const].flatMap(([count, p]) =>
    at.meanings(p).flatMap(([meaning, next]): Out<number>[] => {
      if (meaning.means !== 'unit' || (meaning.unit !== 'hour' && meaning.unit !== 'minute')) return [];
      const minutes = count * (meaning.unit === 'hour' ? 60 : 1);
      return Number.isInteger(minutes) ? [[minutes, next]] : [];
    }),
  );
}

/** Any way to say a time of day at this place. Impossible hours come through, so that they can be refused by name. */
export function readTime(at: Cursor, i: number, afterDay: boolean): Out<TimeSaid>[] {
  const found: Out<TimeSaid>[] = [];
  for (const p of at.past(i, ['at', 'by'])) {
    const marked = p > i;
    found.push(...hourAt(at, p, marked, null));
    for (const next of at.job(p, 'noon')) found.push([{ clocks: [720] }, next]);
    for (const next of at.job(p, 'midnight')) found.push([{ clocks: [0, 1440] }, next]);
  }
  // "mañana", "morgen": the morning only when a day stands before it, else tomorrow.
  if (!afterDay && at.meanings(i).some(([meaning]) => meaning.means === 'relative')) return found;
  if (afterDay) found.push(...unmarkedHour(at, i));
  for (const [part, next] of partsAt(at, i)) {
    found.push([{ clocks: proposals[part], vague: true }, next]);
    // "tomorrow morning at 9"
    for (const p of at.past(next, ['at'])) found.push(...hourAt(at, p, true, part));
  }
  return found;
}

/** "jutro 17", "Friday 9": a number after a day is probably the hour; it is proposed, never taken. */
function unmarkedHour(at: Cursor, i: number): Out<TimeSaid>[] {
  const token = at.token(i);
  const number = token?.kind === 'number' && !token.dotted && !token.ordinal && token.digits <= 2 ? [token.value] : [];
  const hours: Out<number>[] = [
    ...number.map((hour): Out<number> => [hour, i + 1]),
    ...at.meanings(i).flatMap(([m, next]): Out<number>[] => (m.means === 'hour' ? [[m.hour, next]] : [])),
  ];
  return hours
    .filter(([hour]) => hour < 24)
    .flatMap(([hour, next]): Out<TimeSaid>[] => [
      [{ clocks: bare(hour * 60), vague: true }, next],
      ...spokenMinutes(at, next).map(
        ([minute, last]): Out<TimeSaid> => [{ clocks: [hour * 60 + minute], vague: true }, last],
      ),
    ]);
}

function partsAt(at: Cursor, i: number): Out<Part>[] {
  const parts: readonly Part[] = ['morning', 'afternoon', 'evening'];
  return parts.flatMap((part) => at.job(i, part).map((next): Out<Part> => [part, next]));
}

/** An hour with what may follow it. `marked`: a word of time stood before, so a bare number is an hour. */
function hourAt(at: Cursor, i: number, marked: boolean, part: Part | null): Out<TimeSaid>[] {
  const found: Out<TimeSaid>[] = [];
  const said = (minutes: number, sure: boolean, next: number, weak = false) => {
    if (part) return push(withPart(minutes, part), next);
    for (const [later, last] of partsAt(at, next)) push(withPart(minutes, later), last);
    if (weak) found.push([{ clocks: [minutes], weak }, next]);
    else push(sure ? [minutes] : bare(minutes), next);
  };
  const push = (clocks: readonly number[], next: number) => {
    if (clocks.length > 0) found.push([{ clocks }, next]);
  };

  const token = at.token(i);
  if (token?.kind === 'clock') {
    for (const next of [i + 1, ...at.job(i + 1, 'oclock')]) said(clockOf(token.hour, token.minute), true, next);
  }
  if (token?.kind === 'dotted') {
    const minutes = clockOf(token.hour, token.minute);
    said(minutes, true, i + 1, !marked);
    for (const next of at.job(i + 1, 'oclock')) said(minutes, true, next);
  }
  for (const [hour, next] of hoursAt(at, i)) {
    const oclocks = at.job(next, 'oclock');
    if (marked || part) {
      said(hour * 60, false, next);
      for (const last of at.job(next, 'andHalf')) said(hour * 60 + 30, false, last);
      for (const [minute, last] of spokenMinutes(at, next)) said(hour * 60 + minute, hour > 6, last);
    } else {
      // "9 rano": the part of the day alone makes it an hour.
      for (const [later, last] of partsAt(at, next)) push(withPart(hour * 60, later), last);
    }
    for (const last of oclocks) {
      said(hour * 60, false, last);
      for (const [minute, end] of spokenMinutes(at, last)) said(hour * 60 + minute, true, end);
    }
  }
  for (const [job, shift] of [
    ['halfPast', 30],
    ['halfTo', -30],
  ] as const) {
    for (const p of at.job(i, job)) for (const [hour, next] of hoursAt(at, p)) said(hour * 60 + shift, false, next);
  }
  return found;
}

function hoursAt(at: Cursor, i: number): Out<number>[] {
  const found: Out<number>[] = [];
  const token = at.token(i);
  if (token?.kind === 'number' && !token.dotted && token.digits <= 2 && !token.ordinal)
    found.push([token.value, i + 1]);
  for (const [meaning, next] of at.meanings(i)) {
    if (meaning.means === 'hour') found.push([meaning.hour, next]);
    if (meaning.means === 'count' && Number.isInteger(meaning.count) && meaning.count <= 24)
      found.push([meaning.count, next]);
  }
  return found;
}

/** "siódma trzydzieści", "17 Uhr 30". */
function spokenMinutes(at: Cursor, i: number): Out<number>[] {
  return readCount(at, i).filter(([minute]) => Number.isInteger(minute) && minute >= 10 && minute < 60);
}

/** An hour that no day has becomes a number that no clock shows; resolve.ts refuses it by name. */
const clockOf = (hour: number, minute: number): number => (hour > 24 || minute > 59 ? 9999 : hour * 60 + minute);

/** Without any mark 1 to 6 may be the afternoon; 7 and later are said in 24 hours. */
const bare = (minutes: number): readonly number[] =>
  minutes >= 30 && minutes < 7 * 60 ? [minutes, minutes + 720] : [minutes > 1440 ? 9999 : minutes];

/** @returns none when hour and part contradict each other ("17 in the morning") */
function withPart(minutes: number, part: Part): readonly number[] {
  const hour = Math.floor(minutes / 60);
  if (part === 'morning') return hour < 13 ? [minutes] : [];
  if (part === 'afternoon') return hour >= 1 && hour < 12 ? [minutes + 720] : hour >= 12 && hour < 21 ? [minutes] : [];
  return hour >= 5 && hour < 12 ? [minutes + 720] : hour >= 17 && hour < 24 ? [minutes] : [];
}
