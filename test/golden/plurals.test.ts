// Every sentence with a number that a digest, a reminder, a list or thanks can say, for 0, 1, 2, 5, 12, 21, 22 and 25: a
// table for each language, read by people, and the form that the language's own rule asks for.
import { describe, expect, it } from 'vitest';
import { catalogues } from '#i18n/catalogue.ts';
import { intlLocale, type Lang, langs } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';
import { argumentsOf, pluralsOf } from '../i18n/check.ts';

const counts = [0, 1, 2, 5, 12, 21, 22, 25];
const features = ['delivery', 'digest', 'duty', 'kudos', 'list', 'personal', 'picture', 'reminder', 'step', 'task'];

/** Texts whose words depend on a number, with the names of those numbers. */
const counted = (lang: Lang): { key: string; pattern: string; numbers: string[] }[] =>
  [...catalogues[lang]]
    .filter(([key]) => features.some((feature) => key.startsWith(`${feature}.`)))
    .map(([key, pattern]) => ({ key, pattern, numbers: pluralsOf(pattern, lang).map(({ name }) => name) }))
    .filter(({ numbers }) => numbers.length > 0)
    .sort((a, b) => a.key.localeCompare(b.key, 'en'));

const say = (lang: Lang, { key, pattern, numbers }: ReturnType<typeof counted>[number], count: number): string =>
  translator(lang)(
    key,
    Object.fromEntries(argumentsOf(pattern, lang).map((name) => [name, numbers.includes(name) ? count : `‹${name}›`])),
  );

describe.each(langs)('plurals: %s', (lang) => {
  const all = counted(lang);
  it('reads right in every sentence', async () => {
    const table = all.map((one) => [one.key, ...counts.map((n) => `${String(n).padStart(4)}  ${say(lang, one, n)}`)]);
    await expect(`${table.map((rows) => rows.join('\n')).join('\n\n')}\n`).toMatchFileSnapshot(`./${lang}/plurals.txt`);
  });

  it('has each form that the language knows, and none that it does not', () => {
    const rules = new Intl.PluralRules(intlLocale[lang]);
    expect(all.length).toBeGreaterThan(10);
    for (const { key, pattern } of all)
      for (const { name, forms } of pluralsOf(pattern, lang)) {
        const named = forms.filter((form) => !form.startsWith('='));
        expect([key, name, named.sort()]).toEqual([key, name, rules.resolvedOptions().pluralCategories.toSorted()]);
        for (const count of counts) expect([key, ...forms]).toContain(rules.select(count));
      }
  });
});

it('counts as the languages do', () => {
  const forms = (lang: Lang) => counts.map((n) => new Intl.PluralRules(intlLocale[lang]).select(n));
  for (const lang of ['en', 'de', 'es', 'pt'] as const)
    expect(forms(lang)).toEqual(counts.map((n) => (n === 1 ? 'one' : 'other')));
  expect(forms('pl')).toEqual(['many', 'one', 'few', 'many', 'many', 'many', 'few', 'many']);
  expect(forms('cs')).toEqual(['other', 'one', 'few', 'other', 'other', 'other', 'other', 'other']);
  expect(forms('uk')).toEqual(['many', 'one', 'few', 'many', 'many', 'one', 'few', 'many']);
});
