// Days of the week as people type and read them: "Mon–Fri", "od poniedziałku do czwartku", "so, ne". Whatever is not wholly
// understood is nothing: a working day that was guessed would be a message on somebody's day off.

import type { Weekday } from './day.ts';
import { intlLocale, type Lang } from './lang.ts';
import { fold } from './reading/fold.ts';
import type { Lexicon } from './reading/lexicon.ts';
import { lexiconOf } from './reading/lexicons.ts';
import { rangeWords } from './reading/ranges.ts';

type Part = { part: 'day'; day: Weekday } | { part: 'to' } | { part: 'from' } | { part: 'and' };

const week: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const names = new Map<Lexicon, readonly [name: string, day: Weekday][]>();

/** Every form of every weekday, the longest first. */
const namesOf = (lexicon: Lexicon): readonly [string, Weekday][] => {
  const had = names.get(lexicon);
  if (had) return had;
  const found = [...lexicon.phrases].flatMap(([phrase, meanings]) =>
    meanings.flatMap((one): [string, Weekday][] => (one.means === 'weekday' ? [[phrase, one.weekday as Weekday]] : [])),
  );
  found.sort(([a], [b]) => b.length - a.length);
  names.set(lexicon, found);
  return found;
};

/** `word` at the start of `text` as a whole word. */
const begins = (text: string, word: string): boolean =>
  text.startsWith(word) && !/^[\p{L}\d]/u.test(text.slice(word.length));

const partsOf = (typed: string, lang: Lang): Part[] | null => {
  const days = namesOf(lexiconOf(lang));
  const words = rangeWords(lang);
  const parts: Part[] = [];
  let rest = fold(typed).replaceAll('.', ' ').trim();
  while (rest !== '') {
    const day = days.find(([name]) => begins(rest, name));
    const to = /^(-|–)/.test(rest) ? '-' : words.to.find((word) => begins(rest, word));
    const and = /^[,;+&/]/.test(rest) ? ',' : words.and.find((word) => begins(rest, word));
    const from = words.from.find((word) => begins(rest, word));
    // Between two days the same word may part or join them ("a" in Spanish and in Czech): each language has its own list.
    const taken = day ?? [to ?? and ?? from ?? ''];
    if (day) parts.push({ part: 'day', day: day[1] });
    else if (to !== undefined) parts.push({ part: 'to' });
    else if (and !== undefined) parts.push({ part: 'and' });
    else if (from !== undefined) parts.push({ part: 'from' });
    else return null;
    rest = rest.slice(taken[0].length).trimStart();
  }
  return parts;
};

/** From one day to another, over Sunday too. */
const between = (first: Weekday, last: Weekday): Weekday[] => {
  const found: Weekday[] = [];
  for (let i = first - 1; ; i = (i + 1) % 7) {
    const day = week[i];
    if (day === undefined) return found;
    found.push(day);
    if (day === last) return found;
  }
};

const readIn = (typed: string, lang: Lang): Weekday[] | null => {
  const whole = fold(typed).trim().replace(/\.$/, '');
  const words = rangeWords(lang);
  if (words.everyDay.includes(whole)) return [...week];
  if (words.workingDays.includes(whole)) return [1, 2, 3, 4, 5];
  const parts = partsOf(typed, lang);
  if (!parts) return null;
  const found = new Set<Weekday>();
  let last: Weekday | undefined;
  let opened = false;
  for (const part of parts) {
    if (part.part === 'day') {
      for (const day of opened && last ? between(last, part.day) : [part.day]) found.add(day);
      last = opened ? undefined : part.day;
      opened = false;
    } else if (part.part === 'to') {
      if (last === undefined || opened) return null;
      opened = true;
    } else {
      if (opened) return null;
      last = undefined;
    }
  }
  return opened || found.size === 0 ? null : week.filter((day) => found.has(day));
};

/**
 * Reads days of the week.
 * @param languages tried in this order; the first that understands all of it counts
 * @returns ISO weekdays in order (1 Monday … 7 Sunday), or null
 */
export function readDays(typed: string, languages: readonly Lang[]): Weekday[] | null {
  for (const lang of languages) {
    const read = readIn(typed, lang);
    if (read) return read;
  }
  return null;
}

const shorts = new Map<Lang, readonly string[]>();

/** "Mon" … "Sun" in a language; 23 November 2026 was a Monday. */
const shortNames = (lang: Lang): readonly string[] => {
  const had = shorts.get(lang);
  if (had) return had;
  const format = new Intl.DateTimeFormat(intlLocale[lang], { weekday: 'short', timeZone: 'UTC' });
  const made = week.map((day) => format.format(new Date(Date.UTC(2026, 10, 22 + day))));
  shorts.set(lang, made);
  return made;
};

/** Days in short words, as readDays understands them: "Mon–Fri", "Mon, Wed", "Sun–Thu". None: every day, as the rest rule has it. */
export function showDays(days: readonly number[], lang: Lang): string {
  const name = (day: number): string => shortNames(lang)[day - 1] ?? '';
  const has = (day: number): boolean => days.includes(((day + 6) % 7) + 1);
  const all = week.filter(has);
  if (all.length === 0 || all.length === 7) return `${name(1)}–${name(7)}`;
  return all
    .filter((day) => !has(day - 1))
    .map((first) => {
      const run = [first as number];
      for (let day = first + 1; has(day); day++) run.push(((day - 1) % 7) + 1);
      return run.length > 2 ? `${name(first)}–${name(run.at(-1) ?? first)}` : run.map(name).join(', ');
    })
    .join(', ');
}
