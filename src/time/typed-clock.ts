// A time of the day and a span of hours as people type them: "8", "20:30", "8 pm", "20 Uhr", "20:00–08:00", "none". Without
// a day and a zone: what a person's clock shows, every day.

import type { Lang } from './lang.ts';
import { fold } from './reading/fold.ts';
import type { Lexicon } from './reading/lexicon.ts';
import { lexiconOf } from './reading/lexicons.ts';
import { rangeWords } from './reading/ranges.ts';
import { tokenise } from './reading/tokens.ts';

/** Minutes after midnight; equal: none at all. */
export type Hours = { from: number; until: number };

const jobWords = new Map<
  Lexicon,
  { around: ReadonlySet<string>; noon: ReadonlySet<string>; midnight: ReadonlySet<string> }
>();

/** Words that may stand round an hour ("at", "Uhr") and those that are one. */
const wordsOf = (lang: Lang) => {
  const lexicon = lexiconOf(lang);
  const had = jobWords.get(lexicon);
  if (had) return had;
  const withJob = (...jobs: string[]): string[] =>
    [...lexicon.phrases].flatMap(([phrase, meanings]) =>
      meanings.some((one) => one.means === 'job' && jobs.includes(one.job)) ? [phrase] : [],
    );
  const made = {
    around: new Set(withJob('at', 'oclock').flatMap((phrase) => phrase.split(' '))),
    noon: new Set(withJob('noon')),
    midnight: new Set(withJob('midnight')),
  };
  jobWords.set(lexicon, made);
  return made;
};

const minutesOf = (hour: number, minute: number): number | null =>
  hour > 24 || minute > 59 || (hour === 24 && minute > 0) ? null : (hour % 24) * 60 + minute;

const clockIn = (typed: string, lang: Lang): number | null => {
  const { around, noon, midnight } = wordsOf(lang);
  const whole = fold(typed).trim();
  if (noon.has(whole)) return 720;
  if (midnight.has(whole)) return 0;
  const tokens = tokenise(typed)?.filter((token) => token.kind !== 'word' || !around.has(token.word));
  const [only, ...others] = tokens ?? [];
  if (!only || others.length > 0) return null;
  if (only.kind === 'number') return only.ordinal || only.digits > 2 ? null : minutesOf(only.value, 0);
  return only.kind === 'clock' || only.kind === 'dotted' ? minutesOf(only.hour, only.minute) : null;
};

/** @returns minutes after midnight, 0 to 1439 (24:00 is 0), or null */
export function readClock(typed: string, languages: readonly Lang[]): number | null {
  for (const lang of languages) {
    const read = clockIn(typed, lang);
    if (read !== null) return read;
  }
  return null;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const hoursIn = (typed: string, lang: Lang): Hours | null => {
  const words = rangeWords(lang);
  const whole = fold(typed).trim();
  if (words.none.includes(whole)) return { from: 0, until: 0 };
  const first = new RegExp(`^(?:${words.from.map(escaped).join('|')})\\s+`, 'u');
  const parted = new RegExp(`\\s*-\\s*|\\s+(?:${words.to.map(escaped).join('|')})\\s+`, 'u');
  const [a, b, ...more] = whole.replace(first, '').split(parted);
  if (a === undefined || b === undefined || more.length > 0) return null;
  const from = clockIn(a, lang);
  const until = clockIn(b, lang);
  // "8–8" may be all day or nothing: whoever wants nothing says so.
  return from === null || until === null || from === until ? null : { from, until };
};

/**
 * Reads from when until when: "20:00–8:00", "from 10 pm to 7 am", "od 20 do 8"; over midnight too.
 * @returns both as minutes after midnight; equal for "none"; null for anything else
 */
export function readHours(typed: string, languages: readonly Lang[]): Hours | null {
  for (const lang of languages) {
    const read = hoursIn(typed, lang);
    if (read) return read;
  }
  return null;
}

/** "08:00" */
export const showClock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** "20:00–08:00"; `none` for no hours at all. */
export const showHours = ({ from, until }: Hours, none: string): string =>
  from === until ? none : `${showClock(from)}–${showClock(until)}`;
