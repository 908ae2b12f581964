// The catalogues themselves: nothing missing, nothing stale, nothing said wrongly, every key the code speaks of there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogues } from '#i18n/catalogue.ts';
import { type Lang, langs } from '#i18n/lang.ts';
import { type Glossary, termTroubles, troubles, wordsOf } from './check.ts';
import { spokenKeys } from './keys.ts';

const json = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8'));
/** Key → languages in which it may equal English; `*.` at the end covers a group of keys. */
const allowEqual: Record<string, string[]> = json('allow-equal.json');
/** Key → why the glossary does not bind it. */
const allowTerms: Record<string, string> = json('allow-terms.json');
const glossary: Glossary = json('../../src/i18n/glossary.json');
const english = catalogues.en;

const mayEqual = (key: string, lang: Lang): boolean =>
  Object.entries(allowEqual).some(
    ([name, where]) => (name.endsWith('.*') ? key.startsWith(name.slice(0, -1)) : name === key) && where.includes(lang),
  );

const otherLangs = langs.filter((lang) => lang !== 'en');

describe.each(langs)('%s', (lang) => {
  const words = catalogues[lang];

  it('has every key that English has, and no other', () => {
    expect({
      missing: [...english.keys()].filter((key) => !words.has(key)),
      stale: [...words.keys()].filter((key) => !english.has(key)),
    }).toEqual({ missing: [], stale: [] });
  });

  it('is well formed and in our tone', () => {
    const found = [...words].flatMap(([key, pattern]) =>
      troubles(lang, pattern, english.get(key) ?? pattern).map((trouble) => `${key}: ${trouble}`),
    );
    expect(found).toEqual([]);
  });

  it('uses the words of the glossary', () => {
    const found = [...words]
      .filter(([key]) => !(key in allowTerms))
      .flatMap(([key, pattern]) =>
        termTroubles(lang, pattern, english.get(key) ?? pattern, glossary).map((trouble) => `${key}: ${trouble}`),
      );
    expect(found).toEqual([]);
  });
});

describe.each(otherLangs)('%s', (lang) => {
  it('equals English only where that is allowed', () => {
    const same = [...catalogues[lang]].filter(
      ([key, pattern]) => pattern === english.get(key) && /\p{L}/u.test(wordsOf(pattern, lang)) && !mayEqual(key, lang),
    );
    expect(same.map(([key]) => key)).toEqual([]);
  });
});

it('the list of allowed equals has no entry that is not needed', () => {
  const idle = Object.entries(allowEqual).flatMap(([name, where]) =>
    where
      .filter(
        (lang) =>
          ![...english].some(
            ([key, pattern]) =>
              (name.endsWith('.*') ? key.startsWith(name.slice(0, -1)) : name === key) &&
              catalogues[lang as Lang].get(key) === pattern,
          ),
      )
      .map((lang) => `${name} ${lang}`),
  );
  expect(idle).toEqual([]);
});

describe('the code', () => {
  const { keys, beginnings, literals, commands } = spokenKeys();

  it('speaks only of keys that exist', () => {
    const unknown = [...keys].filter(([key]) => !english.has(key)).map(([key, place]) => `${key} (${place})`);
    expect(unknown).toEqual([]);
  });

  it('puts keys together only from beginnings that exist', () => {
    const features = new Set([...english.keys()].map((key) => key.split('.')[0]));
    const unknown = [...beginnings]
      .filter(
        ([start]) =>
          features.has(start.split('.')[0] ?? '') && ![...english.keys()].some((key) => key.startsWith(start)),
      )
      .map(([start, place]) => `${start}… (${place})`);
    expect(unknown).toEqual([]);
  });

  it('mentions every key (those it does not are printed, to be removed or used)', () => {
    const groups = new Set(commands.flatMap((path) => [path, path.split('.')[0] ?? '']));
    const words = ['about', 'title', 'name', 'option', 'hint', 'example', 'usage'];
    const idle = [...english.keys()].filter(
      (key) =>
        !literals.has(key) &&
        ![...beginnings.keys()].some((start) => key.startsWith(start)) &&
        ![...groups].some((path) => words.some((word) => key.startsWith(`${path}.${word}`))) &&
        !commands.some((path) => key.startsWith(`${path}.`)) &&
        !key.startsWith('option.'),
    );
    if (idle.length > 0) process.stdout.write(`Catalogue keys that nothing mentions: ${idle.join(', ')}\n`);
  });
});
