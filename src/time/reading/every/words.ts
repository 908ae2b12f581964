// What one language's table of repetition holds, beside its date words; compiled to phrases when it is first needed.

import type { Frequency } from '../../rule.ts';
import { fold } from '../fold.ts';

/** Forms are separated by commas; every case and spelling people type. */
export type EveryWords = {
  /** Before a unit or a day: "every", "co", "alle"; may be left out, since the option itself says it. */
  each: string;
  /** In one word, or where "each" and a unit do not say it: 'WEEKLY 2' → "fortnightly". */
  rhythms: Readonly<Partial<Record<`${Frequency}` | `${Frequency} ${number}`, string>>>;
  /** Monday first: forms that repeat by themselves, "Mondays", "montags"; plain weekdays come from the date words. */
  weekdays: readonly [string, string, string, string, string, string, string];
  /** Monday to Friday, singular and plural. */
  working: string;
  /** Ordinals that the date words lack. */
  ordinals?: Readonly<Record<number, string>>;
  last: string;
  /** Fillers before days. */
  on: string;
  /** "day", as in "the last day", and as a filler beside a number: "day 15", "15. dnia". */
  day: string;
  /** After a day of the month: "of every month". */
  ofMonth: string;
  /** "the end of the month" */
  monthEnd: string;
  /** After a date: "of every year". */
  ofYear: string;
  and: string;
  /** Fillers that between two days mean a span and not a list: "segunda a quarta". Spans are refused. */
  through?: string;
  times: string;
  until: string;
};

export type EveryMeaning =
  | { means: 'rhythm'; frequency: Frequency; interval: number }
  | { means: 'weekday'; weekday: number }
  | { means: 'ordinal'; nth: number }
  | {
      means: 'job';
      job:
        | 'each'
        | 'working'
        | 'last'
        | 'on'
        | 'day'
        | 'ofMonth'
        | 'monthEnd'
        | 'ofYear'
        | 'and'
        | 'through'
        | 'times'
        | 'until';
    };

export type EveryLexicon = { phrases: ReadonlyMap<string, readonly EveryMeaning[]>; longest: number };

const jobs = [
  'each',
  'working',
  'last',
  'on',
  'day',
  'ofMonth',
  'monthEnd',
  'ofYear',
  'and',
  'through',
  'times',
  'until',
] as const;

export function compileEvery(words: EveryWords): EveryLexicon {
  const phrases = new Map<string, EveryMeaning[]>();
  let longest = 1;
  const add = (forms: string, meaning: EveryMeaning) => {
    for (const form of forms.split(',')) {
      const phrase = fold(form).trim();
      if (phrase === '') continue;
      phrases.set(phrase, [...(phrases.get(phrase) ?? []), meaning]);
      longest = Math.max(longest, phrase.split(' ').length);
    }
  };
  for (const [rhythm, forms] of Object.entries(words.rhythms)) {
    const [frequency = '', interval] = rhythm.split(' ');
    // The keys of the table are made of frequencies, which Object.entries forgets.
    add(forms ?? '', { means: 'rhythm', frequency: frequency as Frequency, interval: Number(interval ?? 1) });
  }
  words.weekdays.forEach((forms, i) => {
    add(forms, { means: 'weekday', weekday: i + 1 });
  });
  for (const [nth, forms] of Object.entries(words.ordinals ?? {})) add(forms, { means: 'ordinal', nth: Number(nth) });
  for (const job of jobs) add(words[job] ?? '', { means: 'job', job });
  return { phrases, longest };
}
