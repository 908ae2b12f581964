// Public holidays by country and region: the days on which nobody there works. Reads the table of its country on first
// use (a millisecond); what is not in the table is no holiday, and nothing here throws.

import { countryTable, firstYear, type Holiday, lastYear } from './holidays/table.ts';
import { intlLocale, type Lang } from './lang.ts';

const years = new Map<string, ReadonlyMap<string, Holiday>>();

/** Days of one place and year with what is kept on them; found once and kept. */
function daysOf(country: string, region: string | null, year: number): ReadonlyMap<string, Holiday> {
  const key = `${country} ${region ?? ''} ${year}`;
  const had = years.get(key);
  if (had) return had;
  const { regions, holidays } = countryTable(country);
  // A region that we do not know is as if none had been named.
  const place = region !== null && Object.hasOwn(regions, region) ? region : '';
  const days = new Map<string, Holiday>();
  if (year >= firstYear && year <= lastYear) {
    for (const holiday of holidays) {
      if (holiday.in && !holiday.in.includes(place)) continue;
      for (const on of holiday.on) {
        const day = on.length === 5 ? `${year}-${on}` : on;
        if (day.startsWith(`${year}-`) && !days.has(day)) days.set(day, holiday);
      }
    }
  }
  // Places are few (those of the organisations); years are not to pile up in a service that runs for long.
  if (years.size >= mostKept) years.clear();
  years.set(key, days);
  return days;
}

const mostKept = 500;

const named = (names: Readonly<Record<string, string>>, lang: Lang): string =>
  names[lang] ?? names['en'] ?? names[''] ?? Object.values(names)[0] ?? '';

/**
 * Public holidays of a year: "2026-05-01" → its English name, or its own where it has none.
 * @param country ISO 3166 alpha-2, as organisations are kept
 * @param region a code from regionsOf; null or one not known: only what the country as a whole keeps
 * @returns empty for a country or a year that is not in the table
 */
export function holidaysOf(country: string, region: string | null, year: number): ReadonlyMap<string, string> {
  return new Map([...daysOf(country, region, year)].map(([day, { name }]) => [day, named(name, 'en')]));
}

/** Is a day ("2026-05-01") a public holiday there? Never for what is not in the table. */
export function isHoliday(day: string, country: string, region: string | null): boolean {
  return daysOf(country, region, Number(day.slice(0, 4))).has(day);
}

/** What a holiday is called, in the reader's language or else in English or its own; null when the day is none. */
export function holidayName(day: string, country: string, region: string | null, lang: Lang): string | null {
  const holiday = daysOf(country, region, Number(day.slice(0, 4))).get(day);
  return holiday ? named(holiday.name, lang) : null;
}

/** Regions of a country that have holidays of their own to tell apart, by name in the reader's order. */
export function regionsOf(country: string, lang: Lang): { code: string; name: string }[] {
  return Object.entries(countryTable(country).regions)
    .map(([code, names]) => ({ code, name: named(names, lang) }))
    .sort((a, b) => a.name.localeCompare(b.name, intlLocale[lang]));
}
