// A moment and how it repeats, said in one breath ("every Monday 9:00", "jutro 9:00 co tydzień"), and such words at the
// beginning or the end of a longer line ("tomorrow 9:00 call the city hall").

import type { Lang } from './lang.ts';
import { dateIn } from './moment.ts';
import { type Every, readEvery } from './recurrence.ts';
import { type ReadingContext, type ReadMoment, readMoment } from './typed.ts';

/** `every` null: once. `open`: only the rule was said ("every Monday"); the moment is today, and the rule decides. */
export type ReadWhen = { read: ReadMoment; every: Every | null; open: boolean };

const mostWords = 12;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

const everyOf = (words: readonly string[], { languages, zone, now }: ReadingContext): Every | null => {
  if (words.length === 0) return null;
  for (const lang of new Set<Lang>([...languages, 'en'])) {
    const every = readEvery(words.join(' '), lang, { zone, now });
    if (every !== null) return every;
  }
  return null;
};

/** All ways to cut words in two, the rule as long as it can be and before the moment first. */
function* cuts(words: readonly string[]): Generator<{ rule: string[]; rest: string[] }> {
  for (let n = words.length; n > 0; n--) {
    yield { rule: words.slice(0, n), rest: words.slice(n) };
    if (n < words.length) yield { rule: words.slice(-n), rest: words.slice(0, -n) };
  }
}

/**
 * Reads a moment, a rule, or both. What is a moment without any rule is only that.
 * @param text as typed; up to 100 characters
 * @returns as readMoment, with the rule where one was said
 */
export function readWhen(text: string, context: ReadingContext): ReadWhen {
  const plain = readMoment(text, context);
  if (plain.ok || plain.reason !== 'not-understood') return { read: plain, every: null, open: false };
  const words = wordsOf(text);
  if (words.length > mostWords) return { read: plain, every: null, open: false };
  for (const { rule, rest } of cuts(words)) {
    const every = everyOf(rule, context);
    if (every === null) continue;
    const today = { kind: 'day' as const, date: dateIn(context.zone, context.now), zone: context.zone };
    if (rest.length === 0) return { read: { ok: true, moment: today }, every, open: true };
    const read = readMoment(rest.join(' '), context);
    if (read.ok || read.reason !== 'not-understood') return { read, every, open: false };
  }
  return { read: plain, every: null, open: false };
}

/** "tomorrow 9:00:" and "tomorrow 9:00 –" name the moment that stands before the mark. */
const trimmed = (text: string): string => text.replace(/[\s,:;–-]{1,4}$/u, '');

/** Whether words name a moment at all does not depend on today: what is past, or has two readings, is named too. */
const anyDay: Omit<ReadingContext, 'languages'> = { zone: 'UTC', now: new Date(0), allowPast: true };

const names = (words: readonly string[], languages: readonly Lang[]): boolean => {
  const text = trimmed(words.join(' '));
  // "3 things to buy" is no third of the month.
  if (text === '' || /^\d{1,4}$/.test(text)) return false;
  const { read } = readWhen(text, { ...anyDay, languages });
  return read.ok || read.reason !== 'not-understood';
};

/**
 * Cuts off the longest piece at the beginning of a line that names a moment; where there is none, at its end.
 * @returns the piece and the other words as typed; null where the line names no moment
 */
export function leadingWhen(line: string, languages: readonly Lang[]): { when: string; rest: string } | null {
  const found = [...line.matchAll(/\S+/gu)].map((match) => ({ word: match[0], at: match.index }));
  const words = found.map(({ word }) => word);
  const most = Math.min(mostWords, words.length);
  for (let n = most; n > 0; n--) {
    if (!names(words.slice(0, n), languages)) continue;
    const rest = line.slice(found[n]?.at ?? line.length).trim();
    return { when: trimmed(words.slice(0, n).join(' ')), rest: rest.replace(/^[,:;–-]+\s+/u, '') };
  }
  for (let n = Math.min(most, words.length - 1); n > 0; n--) {
    if (!names(words.slice(-n), languages)) continue;
    return { when: words.slice(-n).join(' '), rest: line.slice(0, found[words.length - n]?.at).trim() };
  }
  return null;
}
