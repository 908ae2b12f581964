// A view on the tokens for the grammar: at a place, which phrases begin, and where each of them ends.

import type { Job, Lexicon, Meaning } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** Something read, and the place after it. */
export type Out<A> = readonly [A, number];

export type Cursor = {
  readonly end: number;
  readonly nextWeekday: Lexicon['nextWeekday'];
  token(i: number): Token | undefined;
  /** Every phrase of the language that begins here, longest first. */
  meanings(i: number): readonly Out<Meaning>[];
  /** Places after one word with this job. */
  job(i: number, job: Job): readonly number[];
  /** This place, and those after one to three words with any of these jobs. */
  past(i: number, jobs: readonly Job[]): readonly number[];
};

export function cursorOver(tokens: readonly Token[], lexicon: Lexicon): Cursor {
  const memo: (readonly Out<Meaning>[] | undefined)[] = [];

  const meanings = (i: number): readonly Out<Meaning>[] => {
    const known = memo[i];
    if (known) return known;
    const found: Out<Meaning>[] = [];
    let phrase = '';
    for (let n = 1; n <= lexicon.longest; n++) {
      const token = tokens[i + n - 1];
      if (token?.kind !== 'word') break;
      phrase = n === 1 ? token.word : `${phrase} ${token.word}`;
      for (const meaning of lexicon.phrases.get(phrase) ?? []) found.unshift([meaning, i + n]);
    }
    memo[i] = found;
    return found;
  };

  const job = (i: number, wanted: Job): number[] =>
    meanings(i).flatMap(([meaning, next]) => (meaning.means === 'job' && meaning.job === wanted ? [next] : []));

  const past = (i: number, jobs: readonly Job[]): number[] => {
    const places = new Set([i]);
    let edge = [i];
    for (let n = 0; n < 3 && edge.length > 0; n++) {
      edge = edge
        .flatMap((place) => jobs.flatMap((wanted) => job(place, wanted)))
        .filter((place) => !places.has(place));
      for (const place of edge) places.add(place);
    }
    return [...places];
  };

  return {
    end: tokens.length,
    nextWeekday: lexicon.nextWeekday,
    token: (i) => tokens[i],
    meanings,
    job,
    past,
  };
}

/** How many: a number, a word for one, or nothing ("za tydzień"). At most 999. */
export function readCount(at: Cursor, i: number): Out<number>[] {
  const found: Out<number>[] = [];
  const token = at.token(i);
  if (token?.kind === 'number' && !token.dotted && !token.ordinal && token.digits <= 3)
    found.push([token.value, i + 1]);
  for (const [meaning, next] of at.meanings(i)) if (meaning.means === 'count') found.push([meaning.count, next]);
  return found;
}
