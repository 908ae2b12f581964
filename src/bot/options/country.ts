// A country, typed in any of the seven languages or as its two letters; kept as the two letters.
import { z } from 'zod';
import { readCountry, suggestCountries } from '#coalition/country.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

export const country = <R extends boolean = false>(said: { required?: R } = {}): Option<string, R> => ({
  required: (said.required ?? false) as R,
  main: false,
  schema: z.string().trim().max(80),
  maxLength: 80,
  form: 'search',
  read: (raw, { lang }) => {
    const code = readCountry(raw);
    if (code !== undefined) return code;
    throw new Refusal('option.country.refusal.unknown', {
      values: { typed: raw },
      choices: suggestCountries(raw, lang, 5).map((one) => ({ label: one.name, value: one.code })),
    });
  },
  suggest: async (typed, { lang }) =>
    suggestCountries(typed, lang).map((one) => ({ label: one.name, value: one.code })),
});
