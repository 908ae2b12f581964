// Countries in seven languages, with and without marks.
import { expect, it } from 'vitest';
import { countryName, readCountry, suggestCountries } from '#coalition/country.ts';

it.each([
  ['Polska', 'PL'],
  ['österreich', 'AT'],
  ['Osterreich', 'AT'],
  ['Rakousko', 'AT'],
  ['Чехія', 'CZ'],
  ['España', 'ES'],
  ['espana', 'ES'],
  ['pt', 'PT'],
  ['Reino Unido', 'GB'],
])('%s is %s', (typed, code) => {
  expect(readCountry(typed)).toBe(code);
});

it.each(['', 'Nibylandia', 'EU', 'ZZ', 'Jugosławia'])('%j is none', (typed) => {
  expect(readCountry(typed)).toBeUndefined();
});

it('offers the likely ones first, in the reader’s language', () => {
  expect(suggestCountries('', 'pl')[0]).toEqual({ code: 'PL', name: 'Polska' });
  expect(suggestCountries('aust', 'de').map((one) => one.code)).toContain('AT');
  expect(suggestCountries('', 'uk').length).toBeLessThanOrEqual(25);
  expect(countryName('PT', 'cs')).toBe('Portugalsko');
});
