// A part of a country that has public holidays of its own. Which country is meant stands in another option, or is the
// organisation's; so the words are read by `regionIn` when that is known.
import { z } from 'zod';
import { countryName, readCountry } from '#coalition/country.ts';
import { organisationSettings } from '#coalition/organisation.ts';
import { regionsOf } from '#time/holidays.ts';
import { type Lang, langs } from '#time/lang.ts';
import { fold } from '#time/reading/fold.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

type Region = { code: string; name: string };

/** What the words mean in a country: one region, or those that come near. */
const find = (country: string, typed: string, lang: Lang): Region[] => {
  const wanted = fold(typed).trim();
  const all = regionsOf(country, lang);
  const named = (is: (name: string) => boolean): Region[] =>
    all.filter(({ code }) =>
      langs.some((one) => regionsOf(country, one).some((region) => region.code === code && is(fold(region.name)))),
    );
  const exact = all.filter(({ code }) => fold(code) === wanted);
  if (exact.length > 0) return exact;
  const same = named((name) => name === wanted);
  return same.length > 0 ? same : named((name) => name.includes(wanted));
};

/**
 * @param country ISO 3166 alpha-2
 * @param typed a name in any of our languages, a part of one, or the code
 * @returns the region's code
 * @throws Refusal with the regions to choose from
 */
export const regionIn = (country: string, typed: string, lang: Lang): string => {
  const all = regionsOf(country, lang);
  const found = find(country, typed, lang);
  const [only, ...others] = found;
  if (only && others.length === 0) return only.code;
  const values = { typed, country: countryName(country, lang) };
  if (all.length === 0) throw new Refusal('option.region.refusal.none', { values, option: 'region' });
  throw new Refusal('option.region.refusal.unknown', {
    values,
    option: 'region',
    choices: (found.length > 0 ? found : all).slice(0, 25).map(({ code, name }) => ({ label: name, value: code })),
  });
};

/** The value is what was typed or picked. The country is that of an option `country`, else the own organisation's. */
export const region = <R extends boolean = false>(said: { required?: R } = {}): Option<string, R> => ({
  required: (said.required ?? false) as R,
  main: false,
  schema: z.string().trim().max(80),
  maxLength: 80,
  form: 'search',
  read: (raw) => raw,
  label: async (raw, { lang, store, membership }) => {
    const country = membership && (await organisationSettings({ store, membership })).country;
    return country && regionsOf(country, lang).find(({ code }) => code === raw)?.name;
  },
  suggest: async (typed, { lang, store, membership }, others) => {
    const given = others['country'];
    const named = given === undefined ? undefined : readCountry(given);
    const country = named ?? (membership && (await organisationSettings({ store, membership })).country);
    if (country === undefined) return [];
    const found = typed.trim() === '' ? regionsOf(country, lang) : find(country, typed, lang);
    return found.slice(0, 25).map(({ code, name }) => ({ label: name, value: code }));
  },
});
