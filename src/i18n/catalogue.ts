// The words, read once from catalogues/<language>/<feature>.json when this file is first imported.
// Full key = feature + '.' + key inside the file: `add.done` in task.json is `task.add.done`.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Lang, langs } from './lang.ts';

/** Full key → ICU pattern. */
export type Catalogue = ReadonlyMap<string, string>;

/** Where the catalogues lie. */
export const cataloguesFolder: string = join(import.meta.dirname, 'catalogues');

/**
 * Reads every feature file of one language.
 * @throws when a file is not a flat JSON object of strings; the message names the file (a mistake of ours, found by tests)
 */
export function readCatalogue(lang: Lang, folder: string = cataloguesFolder): Catalogue {
  const words = new Map<string, string>();
  const home = join(folder, lang);
  for (const file of readdirSync(home).sort()) {
    if (!file.endsWith('.json')) continue;
    const feature = basename(file, '.json');
    let content: unknown;
    try {
      content = JSON.parse(readFileSync(join(home, file), 'utf8'));
    } catch (cause) {
      throw new Error(`Catalogue ${lang}/${file} is not JSON`, { cause });
    }
    if (typeof content !== 'object' || content === null) throw new Error(`Catalogue ${lang}/${file} is not an object`);
    for (const [key, pattern] of Object.entries(content)) {
      if (typeof pattern !== 'string') throw new Error(`Catalogue ${lang}/${file}: "${key}" is not a string`);
      words.set(`${feature}.${key}`, pattern);
    }
  }
  return words;
}

/** All seven, as they were when the service started. About 10 ms for a hundred files, so it may be synchronous. */
export const catalogues: Readonly<Record<Lang, Catalogue>> = Object.freeze(
  Object.fromEntries(langs.map((lang) => [lang, readCatalogue(lang)])) as Record<Lang, Catalogue>,
);
