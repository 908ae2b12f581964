// A time zone, found by a city, a country or its IANA name; each suggestion shows what the clock says there.
import { z } from 'zod';
import { searchZones, zoneNamed, zoneOfCity } from '#time/zone.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

/** The value is an IANA name, "Europe/Warsaw". */
export const zone = <R extends boolean = false>(said: { required?: R; main?: boolean } = {}): Option<string, R> => ({
  required: (said.required ?? false) as R,
  main: said.main ?? false,
  schema: z.string().trim().max(80),
  maxLength: 80,
  form: 'search',
  read: (raw, { lang, now }) => {
    const known = zoneNamed(raw) ?? zoneOfCity(raw);
    if (known !== null) return known;
    const found = searchZones(raw, lang, now, 5);
    const only = found.length === 1 ? found[0] : undefined;
    if (only) return only.zone;
    throw new Refusal(found.length === 0 ? 'time.refusal.no_such_zone' : 'common.refusal.which_one', {
      values: { typed: raw },
      choices: found.map((one) => ({ label: one.label, value: one.zone })),
    });
  },
  suggest: async (typed, { lang, now }) =>
    searchZones(typed, lang, now).map((one) => ({ label: one.label, value: one.zone })),
});
