// The seven tables, each compiled when its language is first typed in (about 1 ms).

import type { Lang } from '../lang.ts';
import { compile, type Lexicon, type Words } from './lexicon.ts';
import { cs } from './words/cs.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { pl } from './words/pl.ts';
import { pt } from './words/pt.ts';
import { uk } from './words/uk.ts';

const tables: Readonly<Record<Lang, Words>> = { pl, en, es, pt, de, cs, uk };
const compiled = new Map<Lang, Lexicon>();

export function lexiconOf(lang: Lang): Lexicon {
  const lexicon = compiled.get(lang) ?? compile(tables[lang]);
  compiled.set(lang, lexicon);
  return lexicon;
}
