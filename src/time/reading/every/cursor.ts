// A view on the tokens for the grammar of repetition: the words of repetition and the date words over the same places.

import type { Lang } from '../../lang.ts';
import { type Cursor, cursorOver, type Out, readCount } from '../cursor.ts';
import { lexiconOf } from '../lexicons.ts';
import type { Token } from '../tokens.ts';
import { everyLexiconOf } from './lexicons.ts';
import type { EveryMeaning } from './words.ts';

export type Job = Extract<EveryMeaning, { means: 'job' }>['job'];

export type EveryCursor = {
  readonly end: number;
  readonly dates: Cursor;
  token(i: number): Token | undefined;
  /** Words of repetition that begin here. */
  meanings(i: number): readonly Out<EveryMeaning>[];
  /** Places after one phrase with this job. */
  job(i: number, job: Job): number[];
  /** This place, and those after one or two phrases with any of these jobs. */
  past(i: number, jobs: readonly Job[]): number[];
  /** How many, in digits or words. */
  count(i: number): Out<number>[];
  /** "first" … "fourth" and "last" (-1). */
  ordinal(i: number): Out<number>[];
  weekday(i: number): Out<number>[];
};

export function everyCursor(tokens: readonly Token[], lang: Lang): EveryCursor {
  const { phrases, longest } = everyLexiconOf(lang);
  const dates = cursorOver(tokens, lexiconOf(lang));

  const meanings = (i: number): Out<EveryMeaning>[] => {
    const found: Out<EveryMeaning>[] = [];
    let phrase = '';
    for (let n = 1; n <= longest; n++) {
      const token = tokens[i + n - 1];
      if (token?.kind !== 'word') break;
      phrase = n === 1 ? token.word : `${phrase} ${token.word}`;
      for (const meaning of phrases.get(phrase) ?? []) found.push([meaning, i + n]);
    }
    return found;
  };
  const job = (i: number, wanted: Job): number[] =>
    meanings(i).flatMap(([meaning, next]) => (meaning.means === 'job' && meaning.job === wanted ? [next] : []));

  return {
    end: tokens.length,
    dates,
    token: (i) => tokens[i],
    meanings,
    job,
    past: (i, jobs) => {
      const once = (place: number) => jobs.flatMap((one) => job(place, one));
      const first = once(i);
      return [...new Set([i, ...first, ...first.flatMap(once)])];
    },
    count: (i) => readCount(dates, i),
    ordinal: (i) => [
      ...numeral(tokens[i], i),
      ...job(i, 'last').map((next): Out<number> => [-1, next]),
      ...meanings(i).flatMap(([m, next]): Out<number>[] => (m.means === 'ordinal' ? [[m.nth, next]] : [])),
      ...dates.meanings(i).flatMap(([m, next]): Out<number>[] => (m.means === 'ordinal' ? [[m.nth, next]] : [])),
    ],
    weekday: (i) => [
      ...meanings(i).flatMap(([m, next]): Out<number>[] => (m.means === 'weekday' ? [[m.weekday, next]] : [])),
      ...dates.meanings(i).flatMap(([m, next]): Out<number>[] => (m.means === 'weekday' ? [[m.weekday, next]] : [])),
    ],
  };
}

/** "2nd", "1.": in digits only as far as there are words for. */
const numeral = (token: Token | undefined, i: number): Out<number>[] => {
  const says = token?.kind === 'number' && (token.ordinal || token.dotted) && token.value >= 1 && token.value <= 4;
  return says ? [[token.value, i + 1]] : [];
};
