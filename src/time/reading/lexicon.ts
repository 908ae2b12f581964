// A language's date words, compiled: phrase → what it can mean. The tables (words/) hold the words, this file none.

import { fold } from './fold.ts';

export type UnitName = 'minute' | 'hour' | 'day' | 'week' | 'fortnight' | 'month' | 'year';

/** Little words with a job in the grammar. */
export type Job =
  /** "in 3 days", "za 3 dni" */
  | 'in'
  /** "3 days from now" */
  | 'fromNow'
  | 'ago'
  /** before a clock */
  | 'at'
  /** before a day; also articles */
  | 'on'
  /** between a day and its month, "end of" */
  | 'of'
  /** "by Friday", "do piątku": a due date anyway */
  | 'by'
  | 'next'
  /** after its noun: "el viernes que viene" */
  | 'nextAfter'
  | 'this'
  | 'last'
  | 'end'
  | 'start'
  /** the end of a month or year in one word: "Monatsende" */
  | 'endOfMonth'
  | 'endOfYear'
  /** "dnia 24", "dia 24": a bare number follows that is a day of the month */
  | 'dayWord'
  /** after an hour: "17 Uhr", "9 hodin" */
  | 'oclock'
  /** after a year: "roku", "р." */
  | 'yearMark'
  | 'weekend'
  | 'noon'
  | 'midnight'
  | 'morning'
  | 'afternoon'
  | 'evening'
  /** "half past five" */
  | 'halfPast'
  /** "wpół do szóstej", "halb sechs": half an hour before */
  | 'halfTo'
  /** "las cinco y media" */
  | 'andHalf'
  | 'and';

/** What one language's table holds. Forms are separated by commas; every case and spelling people type. */
export type Words = {
  /** Monday first. */
  weekdays: readonly [string, string, string, string, string, string, string];
  /** January first. */
  months: readonly [string, string, string, string, string, string, string, string, string, string, string, string];
  /** Counts: "dwa", "a", "half an". Fractions are allowed. */
  numbers: Readonly<Record<string, string>>;
  /** Hours said as words, where they differ from counts: "siódmej". */
  hours?: Readonly<Record<string, string>>;
  /** "first" … for "first Friday of". */
  ordinals?: Readonly<Record<string, string>>;
  units: Readonly<Record<UnitName, string>>;
  /** Days from today: "pojutrze" = 2. */
  days: Readonly<Record<string, string>>;
  /** "Next Friday": of the next week, or the one that comes first. Habits differ between languages. */
  nextWeekday: 'of next week' | 'coming';
  jobs: Readonly<Partial<Record<Job, string>>>;
};

export type Meaning =
  | { means: 'weekday'; weekday: number }
  | { means: 'month'; month: number }
  | { means: 'count'; count: number }
  | { means: 'hour'; hour: number }
  | { means: 'ordinal'; nth: number }
  | { means: 'unit'; unit: UnitName }
  | { means: 'relative'; days: number }
  | { means: 'job'; job: Job };

export type Lexicon = {
  /** Folded phrase → its meanings. */
  phrases: ReadonlyMap<string, readonly Meaning[]>;
  /** Words in the longest phrase. */
  longest: number;
  nextWeekday: Words['nextWeekday'];
};

export function compile(words: Words): Lexicon {
  const phrases = new Map<string, Meaning[]>();
  let longest = 1;
  const add = (forms: string | undefined, meaning: Meaning) => {
    for (const form of (forms ?? '').split(',')) {
      const phrase = fold(form).trim();
      if (phrase === '') continue;
      phrases.set(phrase, [...(phrases.get(phrase) ?? []), meaning]);
      longest = Math.max(longest, phrase.split(' ').length);
    }
  };
  words.weekdays.forEach((forms, i) => {
    add(forms, { means: 'weekday', weekday: i + 1 });
  });
  words.months.forEach((forms, i) => {
    add(forms, { means: 'month', month: i + 1 });
  });
  for (const [count, forms] of Object.entries(words.numbers)) add(forms, { means: 'count', count: Number(count) });
  for (const [hour, forms] of Object.entries(words.hours ?? {})) add(forms, { means: 'hour', hour: Number(hour) });
  for (const [nth, forms] of Object.entries(words.ordinals ?? {})) add(forms, { means: 'ordinal', nth: Number(nth) });
  for (const [unit, forms] of Object.entries(words.units)) add(forms, { means: 'unit', unit: unit as UnitName });
  for (const [days, forms] of Object.entries(words.days)) add(forms, { means: 'relative', days: Number(days) });
  for (const [job, forms] of Object.entries(words.jobs)) add(forms, { means: 'job', job: job as Job });
  return { phrases, longest, nextWeekday: words.nextWeekday };
}
