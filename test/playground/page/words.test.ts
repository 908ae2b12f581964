// The page's own words: every key that its scripts speak is in the catalogue, and nothing is there that they do not speak.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogues } from '#i18n/catalogue.ts';
import { moves } from '#playground/clock.ts';

const folder = join(import.meta.dirname, '../../../src/playground/page/static');
const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
const text = scripts.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');

test('the page speaks exactly the keys that the catalogue has', () => {
  const spoken = [...text.matchAll(/\bt\('([\w.]+)'/g)].map((match) => match[1]);
  const composed = [...moves.map((move) => `clock.${move}`), ...[1, 2, 3, 4].map((step) => `guide.${step}`)];
  const known = [...catalogues.en.keys()].filter((key) => key.startsWith('playground.')).map((key) => key.slice(11));
  expect([...new Set([...spoken, ...composed])].sort()).toEqual(known.sort());
});

test('no script makes markup out of words', () => {
  expect(scripts.length).toBeGreaterThan(10);
  expect(text).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\(|new Function/,
  );
});
