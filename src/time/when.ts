// A moment and how it repeats, said in one breath ("every Monday 9:00", "jutro 9:00 co tydzień"), and such words at the
// beginning or the end of a longer line ("tomorrow 9:00 call the city hall").

import { addDays, instantOf, weekdayOf } from './day.ts';
import type { Lang } from './lang.ts';
import { dateIn, dateOf, type Moment, wallIn } from './moment.ts';
import { cursorOver } from './reading/cursor.ts';
import { lexiconOf } from './reading/lexicons.ts';
import { tokenise } from './reading/tokens.ts';
import { type Every, readEvery } from './recurrence.ts';
import { type ReadingContext, type ReadMoment, readMoment } from './typed.ts';

/** `every` null: once. `open`: only the rule was said ("every Monday"); the moment is today, and the rule decides. */
export type ReadWhen = { read: ReadMoment; every: Every | null; open: boolean };

const mostWords = 10;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** "2 weeks", "Monday", "week" may repeat in a field for rules; beside a moment nobody would know which is meant. */
const saysEvery = ([word = '']: readonly string[], context: ReadingContext): boolean => {
  const known = spoken.get(context) ?? new Map<string, boolean>();
  spoken.set(context, known);
  const says = known.get(word) ?? opens(word, context);
  known.set(word, says);
  return says;
};

/** A line is read in many pieces that begin with the same few words. */
const spoken = new WeakMap<ReadingContext, Map<string, boolean>>();

const opens = (word: string, context: ReadingContext): boolean => {
  const tokens = tokenise(word) ?? [];
  if (tokens.length === 0 || tokens.some(({ kind }) => kind !== 'word')) return false;
  const bare = [...context.languages, 'en' as const].some((lang) =>
    cursorOver(tokens, lexiconOf(lang))
      .meanings(0)
      .some(([{ means }]) => means === 'unit' || means === 'count'),
  );
  const alone = readMoment(word, context);
  return !bare && !alone.ok && alone.reason === 'not-understood';
};

const everyOf = (words: readonly string[], context: ReadingContext): Every | null => {
  const { languages, zone, now } = context;
  if (words.length === 0 || !saysEvery(words, context)) return null;
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

/** "In a week on Wednesday": that weekday from the first day on, at the time of day that was said. */
function weekdayFrom(first: Moment, second: Moment, zone: string): Moment {
  const from = dateOf(first, zone);
  const date = addDays(from, (weekdayOf(dateOf(second, zone)) - weekdayOf(from) + 7) % 7);
  const timed = second.kind === 'time' ? second : first;
  if (timed.kind === 'day') return { kind: 'day', date, zone };
  const { hour, minute } = wallIn(zone, timed.at);
  return { kind: 'time', at: instantOf(date, hour * 60 + minute, zone), zone };
}

/** "On Wednesday" repeats in a field for rules; beside another moment it is a second moment, and one is asked which is meant. */
function secondMoment(words: readonly string[], first: ReadMoment, context: ReadingContext): ReadMoment | null {
  const second = readMoment(words.join(' '), context);
  if (!second.ok && second.reason === 'not-understood') return null;
  if (!first.ok) return first;
  if (!second.ok) return { ok: false, reason: 'ambiguous-time', suggestions: [first.moment] };
  const meant = weekdayFrom(first.moment, second.moment, context.zone);
  if (dateOf(meant, context.zone) === dateOf(first.moment, context.zone)) return { ok: true, moment: meant };
  return { ok: false, reason: 'ambiguous-time', suggestions: [meant, first.moment] };
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
    if (!read.ok && read.reason === 'not-understood') continue;
    const asked = secondMoment(rule, read, context);
    return asked ? { read: asked, every: null, open: false } : { read, every, open: false };
  }
  return { read: plain, every: null, open: false };
}

/** "tomorrow 9:00:" and "tomorrow 9:00 –" name the moment that stands before the mark. */
const trimmed = (text: string): string => text.replace(/[\s,:;–-]{1,4}$/u, '');

/** Whether words name a moment: what is past, or has two readings, is named too. */
const names = (words: readonly string[], context: ReadingContext): boolean => {
  const text = trimmed(words.join(' '));
  // "3 things to buy" is no third of the month.
  if (text === '' || /^\d{1,4}$/.test(text)) return false;
  const { read } = readWhen(text, context);
  return read.ok || read.reason !== 'not-understood';
};

/**
 * Cuts off the longest piece at the beginning of a line that names a moment; where there is none, at its end.
 * @returns the piece and the other words as typed; null where the line names no moment
 */
export function leadingWhen(
  line: string,
  by: Pick<ReadingContext, 'languages' | 'now'>,
): { when: string; rest: string } | null {
  const found = [...line.matchAll(/\S+/gu)].map((match) => ({ word: match[0], at: match.index }));
  const words = found.map(({ word }) => word);
  const most = Math.min(mostWords, words.length);
  // In which zone it is meant makes no difference to whether it is one.
  const context = { ...by, zone: 'UTC', allowPast: true };
  for (let n = most; n > 0; n--) {
    if (!names(words.slice(0, n), context)) continue;
    const rest = line.slice(found[n]?.at ?? line.length).trim();
    return { when: trimmed(words.slice(0, n).join(' ')), rest: rest.replace(/^[,:;–-]+\s+/u, '') };
  }
  for (let n = Math.min(most, words.length - 1); n > 0; n--) {
    if (!names(words.slice(-n), context)) continue;
    return { when: words.slice(-n).join(' '), rest: line.slice(0, found[words.length - n]?.at).trim() };
  }
  return null;
}

/** The first moment after `now` at the time of day of another one, for "tomorrow at the same time". */
export function sameClockAfter(now: Date, at: Date, zone: string): Date {
  const { hour, minute } = wallIn(zone, at);
  const on = (day: string): Date => instantOf(day, hour * 60 + minute, zone);
  const today = dateIn(zone, now);
  return on(today) > now ? on(today) : on(addDays(today, 1));
}
