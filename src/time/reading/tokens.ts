// Typed text → tokens: numbers in the shapes dates are written in, and words. Anything else means "not a date".
// Shapes that can be two things ("17.10" is a day or a clock) keep both readings; the grammar decides.

import { fold } from './fold.ts';

/** `year` null: the next one that comes. */
export type NumericDate = { year: number | null; month: number; day: number };

export type Token =
  /** `dotted`: "24." · `ordinal`: "24th", "24º", "24-go". */
  | { kind: 'number'; value: number; digits: number; dotted: boolean; ordinal: boolean }
  | { kind: 'date'; date: NumericDate }
  /** `span`: written "2h30", which after "in" is a length of time. */
  | { kind: 'clock'; hour: number; minute: number; span: boolean }
  /** "17.10" and "9.30": a day of a month, or a clock with a dot. */
  | { kind: 'dotted'; date: NumericDate; hour: number; minute: number }
  /** An instant written out with its offset: 2026-11-24T17:00Z. */
  | { kind: 'instant'; at: Date }
  /** "UTC+2": which of two readings of a repeated hour is meant; minutes east of Greenwich. */
  | { kind: 'offset'; minutes: number }
  /** "(Warszawa)": the zone of the reading. */
  | { kind: 'place'; name: string }
  | { kind: 'word'; word: string };

type Shape = { pattern: RegExp; make: (m: RegExpExecArray) => Token | Token[] };

const int = (text: string | undefined): number => Number.parseInt(text ?? '', 10);
const yearOf = (text: string | undefined): number | null =>
  text === undefined ? null : text.length === 2 ? 2000 + int(text) : int(text);
const noDigit = '(?![\\p{L}\\d])';
const date = (day?: string, month?: string, year?: string): Token => ({
  kind: 'date',
  date: { year: yearOf(year), month: int(month), day: int(day) },
});
const clock = (hour?: string, minute?: string, span = false): Token => ({
  kind: 'clock',
  hour: int(hour),
  minute: int(minute ?? '0'),
  span,
});

/** Tried in this order at each place. */
const shapes: readonly Shape[] = [
  {
    pattern: new RegExp(
      `(\\d{4})-(\\d{2})-(\\d{2})[t ](\\d{2}):(\\d{2})(?::\\d{2}(?:\\.\\d+)?)?(z|[+-]\\d{2}:?\\d{2})${noDigit}`,
      'uy',
    ),
    make: (m) => ({ kind: 'instant', at: new Date(m[0].replace(' ', 't').toUpperCase()) }),
  },
  {
    pattern: new RegExp(
      `(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:t(\\d{2}):(\\d{2})(?::\\d{2}(?:\\.\\d+)?)?)?${noDigit}`,
      'uy',
    ),
    make: (m) => (m[4] ? [date(m[3], m[2], m[1]), clock(m[4], m[5])] : date(m[3], m[2], m[1])),
  },
  {
    pattern: new RegExp(`(\\d{1,2})(?:[:.](\\d{2}))? ?(am|pm)${noDigit}`, 'uy'),
    make: (m) => clock(String(twelveHour(int(m[1]), m[3] === 'pm')), m[2]),
  },
  // 24.11.2026, 24/11/26, 24-11-2026: the day comes first in all seven languages.
  {
    pattern: new RegExp(`(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})${noDigit}`, 'uy'),
    make: (m) => date(m[1], m[3], m[4]),
  },
  // "24. 11. 2026", as Czech and German space it; then only a four-digit year, or "24. 11. 17:00" would lose its hour.
  {
    pattern: new RegExp(`(\\d{1,2})\\. ?(\\d{1,2})\\. ?(\\d{4})${noDigit}`, 'uy'),
    make: (m) => date(m[1], m[2], m[3]),
  },
  { pattern: new RegExp(`(\\d{1,2})\\. ?(\\d{1,2})\\.${noDigit}`, 'uy'), make: (m) => date(m[1], m[2]) },
  { pattern: new RegExp(`(\\d{1,2})/(\\d{1,2})${noDigit}`, 'uy'), make: (m) => date(m[1], m[2]) },
  { pattern: /(\d{1,2}):(\d{2})(?::\d{2})?(?![:.]?\d)/uy, make: (m) => clock(m[1], m[2]) },
  {
    pattern: new RegExp(`(\\d{1,2})\\.(\\d{1,2})${noDigit}`, 'uy'),
    make: (m) =>
      m[2]?.length === 2
        ? { kind: 'dotted', date: { year: null, month: int(m[2]), day: int(m[1]) }, hour: int(m[1]), minute: int(m[2]) }
        : date(m[1], m[2]),
  },
  { pattern: new RegExp(`(\\d{1,2}) ?h ?(\\d{2})?(?:m|min)?${noDigit}`, 'uy'), make: (m) => clock(m[1], m[2], true) },
  {
    pattern: new RegExp(`(\\d{1,2})(?:st|nd|rd|th|o|a|er|-?(?:go|ego|tego|ho|teho|ого|го|те|е))${noDigit}`, 'uy'),
    make: (m) => number(m[1] ?? '', false, true),
  },
  { pattern: new RegExp(`(\\d{1,4})\\.${noDigit}`, 'uy'), make: (m) => number(m[1] ?? '', true, false) },
  { pattern: new RegExp(`(\\d{1,4})${noDigit}`, 'uy'), make: (m) => number(m[1] ?? '', false, false) },
  {
    pattern: /(?:utc|gmt)(?:([+-])(\d{1,2})(?::?(\d{2}))?)?(?![\p{L}\d])/uy,
    make: (m) => ({ kind: 'offset', minutes: (m[1] === '-' ? -1 : 1) * (int(m[2] ?? '0') * 60 + int(m[3] ?? '0')) }),
  },
  // "3dni", "30min": a number leaning on its word.
  { pattern: /(\d{1,3})(?=\p{L}{2})/uy, make: (m) => number(m[1] ?? '', false, false) },
  { pattern: /\(([\p{L}][\p{L}' ./-]*)\)/uy, make: (m) => ({ kind: 'place', name: m[1] ?? '' }) },
  { pattern: /[\p{L}](?:[\p{L}'-]*[\p{L}])?/uy, make: (m) => ({ kind: 'word', word: m[0] }) },
];

/** 12 am is midnight, 12 pm noon; "17 pm" stays 17, and 0 pm is no hour. */
export function twelveHour(hour: number, afternoon: boolean): number {
  if (hour > 12) return afternoon ? hour : 99;
  return (hour % 12) + (afternoon ? 12 : 0);
}

function number(text: string, dotted: boolean, ordinal: boolean): Token {
  return { kind: 'number', value: int(text), digits: text.length, dotted, ordinal };
}

/** More is not a date but a story; it also bounds the work of the grammar. */
const mostCharacters = 100;
const mostTokens = 16;

/** @returns the tokens, or null when the text holds what no date holds (or far too much of it) */
export function tokenise(typed: string): Token[] | null {
  if (typed.length > mostCharacters) return null;
  // Unit abbreviations keep no dot: "godz. 17", "5 p.m.", "2026 р.". A dot after a number means something.
  const text = fold(typed)
    .replace(/\b([ap])\. ?m\b\.?/g, '$1m')
    .replace(/(\p{L})\.(?!\p{L})/gu, '$1 ')
    .trim();
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const gap = /[\s,;·'"]+/y;
    gap.lastIndex = at;
    if (gap.exec(text)) {
      at = gap.lastIndex;
      continue;
    }
    let found = false;
    for (const { pattern, make } of shapes) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match) continue;
      const made = make(match);
      tokens.push(...(Array.isArray(made) ? made : [made]));
      at = pattern.lastIndex;
      found = true;
      break;
    }
    if (!found || tokens.length > mostTokens) return null;
  }
  return tokens;
}
