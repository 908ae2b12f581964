// Public holidays by country and region: which days nobody there works. Tables are read one country at a time.

import type { Lang } from './lang.ts';

/** Day → its name. Empty for a country or a region that is not known. */
export function holidaysOf(_country: string, _region: string | null, _year: number): ReadonlyMap<string, string> {
  return new Map();
}

export function isHoliday(day: string, country: string, region: string | null): boolean {
  return holidaysOf(country, region, Number(day.slice(0, 4))).has(day);
}

export function holidayName(day: string, country: string, region: string | null, _lang: Lang): string | null {
  return holidaysOf(country, region, Number(day.slice(0, 4))).get(day) ?? null;
}

export function regionsOf(_country: string, _lang: Lang): { code: string; name: string }[] {
  return [];
}
