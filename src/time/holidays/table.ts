// The table of public holidays as it is kept: holidays.jsonl, one country a line. A line is read when its country is
// asked for and kept; the rest of the file is let go, so that a service pays only for the countries of its people.

import { readFileSync } from 'node:fs';

/** The years the table knows; before and after there are no holidays. */
export const firstYear = 2025;
export const lastYear = 2040;

/** Names by language; under '' the country's own where that is none of the seven. */
export type Holiday = {
  name: Readonly<Record<string, string>>;
  /** "05-01" for every year, "2026-04-06" for one. */
  on: readonly string[];
  /** Codes of regions, '' for whoever names no region. Everywhere when it is absent. */
  in?: readonly string[];
};

export type Country = {
  country: string;
  regions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  holidays: readonly Holiday[];
};

const known = new Map<string, Country>();
const none: Country = { country: '', regions: {}, holidays: [] };

/** A country's line; an empty one when the table has none. `country` is ISO 3166 alpha-2. */
export function countryTable(country: string): Country {
  if (!/^[A-Z]{2}$/.test(country)) return none;
  const had = known.get(country);
  if (had) return had;
  const file = readFileSync(new URL('./holidays.jsonl', import.meta.url));
  const start = file.indexOf(`\n{"country":"${country}"`);
  const line = start < 0 ? none : JSON.parse(file.toString('utf8', start + 1, file.indexOf('\n', start + 1)));
  known.set(country, line);
  return line;
}
