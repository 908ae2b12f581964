// The seven tables of repetition, each compiled when its language is first typed in.

import type { Lang } from '../../lang.ts';
import { cs } from './cs.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { uk } from './uk.ts';
import { compileEvery, type EveryLexicon, type EveryWords } from './words.ts';

const tables: Readonly<Record<Lang, EveryWords>> = { pl, en, es, pt, de, cs, uk };
const compiled = new Map<Lang, EveryLexicon>();

export function everyLexiconOf(lang: Lang): EveryLexicon {
  const lexicon = compiled.get(lang) ?? compileEvery(tables[lang]);
  compiled.set(lang, lexicon);
  return lexicon;
}
