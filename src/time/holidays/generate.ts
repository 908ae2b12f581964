// `npm run holidays`: writes holidays.jsonl, one country a line, from the package date-holidays and our corrections.
// It runs when the package is renewed and never in the service, where the package alone would take 50 MB.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Holidays from 'date-holidays';
import { langs } from '../lang.ts';
import { corrections, type Names } from './corrections.ts';
import type { Country, Holiday } from './table.ts';
import { firstYear, lastYear } from './table.ts';

type Region = { code: string; names: Names };
/** Where a holiday is kept: name → days; '' stands for the country as a whole. */
type Found = Map<string, Map<string, Set<string>>>;

const source = createRequire(import.meta.url)('date-holidays/data') as { data?: Source } & Source;
type Source = { holidays: Record<string, { langs?: string[]; states?: States; regions?: States }> };
type States = Record<string, { name?: string; names?: Names; states?: States; regions?: States }>;
const countries = (source.data ?? source).holidays;

/** The seven languages, and the country's own under '' where it is none of them. */
function spoken(names: Names, own: string | undefined): Names {
  const cs = names['cs'] ?? names['cz'];
  const all: Names = cs === undefined ? names : { ...names, cs };
  const kept = langs.flatMap((lang) => (all[lang] === undefined ? [] : [[lang, typeset(all[lang])]]));
  const first = typeset((own && all[own]) || all['en'] || Object.values(all)[0] || '');
  return kept.some(([, name]) => name === first)
    ? Object.fromEntries(kept)
    : { '': first, ...Object.fromEntries(kept) };
}

const typeset = (name: string): string => name.replace(/(?<=\p{L})['\u02bc](?=\p{L})/gu, '’');

/** States and what is within them, as "BY" and "BY-KATH". */
function regionsOf(country: string): Region[] {
  const walk = (states: States | undefined, above: Region | null): Region[] =>
    Object.entries(states ?? {}).flatMap(([code, state]) => {
      const own = state.names ?? { '': state.name ?? code };
      const names = above
        ? Object.fromEntries(Object.entries(own).map(([l, n]) => [l, `${outer(above, l)} – ${n}`]))
        : own;
      const region = { code: above ? `${above.code}-${code}` : code, names };
      return [region, ...walk(state.regions, region)];
    });
  const here = countries[country];
  const added = corrections.flatMap(({ country: where, region }): Region[] =>
    where === country && region?.names ? [{ code: region.code, names: region.names }] : [],
  );
  return [...walk(here?.states ?? here?.regions, null), ...added];
}

const outer = (above: Region, lang: string): string => above.names[lang] ?? Object.values(above.names)[0] ?? above.code;

/** Every public holiday of a place over all the years, by its names. */
function collect(country: string, region: string, found: Found): void {
  const place = new Holidays({ country, ...parted(country, region) }, { types: ['public'] });
  for (const one of corrections) {
    if (one.country !== country || (one.region && one.region.code !== region)) continue;
    for (const { rule } of rulesOf(place)) if (one.drop?.some((start) => rule.startsWith(start))) place.unsetRule(rule);
    for (const [rule, name] of Object.entries(one.add)) place.setHoliday(rule, { name: { ...name }, type: 'public' });
  }
  const names = new Map(rulesOf(place).map(({ rule, name }) => [rule, typeof name === 'string' ? { '': name } : name]));
  const own = countries[country]?.langs?.[0];
  for (let year = firstYear; year <= lastYear; year++) {
    for (const { start, end, date, rule, name, type } of place.getHolidays(year)) {
      // A holiday from the evening on, or of an afternoon, is no day of rest.
      if (type !== 'public' || end.getTime() - start.getTime() < 23 * 3_600_000) continue;
      const key = JSON.stringify(spoken(names.get(rule) ?? { '': name }, own));
      const days = found.get(key) ?? new Map<string, Set<string>>();
      found.set(key, days);
      const length = Math.round((end.getTime() - start.getTime()) / 86_400_000);
      for (let i = 0; i < length; i++) {
        const day = new Date(Date.parse(`${date.slice(0, 10)}T00:00Z`) + i * 86_400_000).toISOString().slice(0, 10);
        days.set(day, (days.get(day) ?? new Set()).add(region));
      }
    }
  }
}

const rulesOf = (place: Holidays) =>
  (place.getRules() as unknown as { rule: string; name: Names | string }[]).filter(({ name }) => name);

const parted = (country: string, region: string): { state?: string; region?: string } => {
  const [state, ...rest] = region.split('-');
  const added = corrections.some((one) => one.country === country && one.region?.names && one.region.code === region);
  return !state || added ? {} : { state, ...(rest.length > 0 ? { region: rest.join('-') } : {}) };
};

/** Days of one name, joined where the same places keep them; "05-01" when it is so in every year. */
function lines(found: Found, regions: number): Holiday[] {
  return [...found].flatMap(([key, days]) => {
    const byPlaces = new Map<string, string[]>();
    for (const [day, places] of [...days].sort(([a], [b]) => a.localeCompare(b))) {
      const where = places.size === regions + 1 ? everywhere : [...places].sort().join(' ');
      byPlaces.set(where, [...(byPlaces.get(where) ?? []), day]);
    }
    return [...byPlaces].map(([where, all]): Holiday => {
      const yearly = [...new Set(all.map((day) => day.slice(5)))].filter(
        (md) => all.filter((day) => day.endsWith(md)).length === lastYear - firstYear + 1,
      );
      const on = [...yearly, ...all.filter((day) => !yearly.includes(day.slice(5)))];
      return { name: JSON.parse(key), on, ...(where === everywhere ? {} : { in: where.split(' ') }) };
    });
  });
}

const everywhere = '*';

const version = JSON.parse(
  readFileSync(new URL('../../../node_modules/date-holidays/package.json', import.meta.url), 'utf8'),
).version;
const head = {
  source: `date-holidays ${version}, with corrections`,
  licence: 'CC-BY-3.0',
  years: [firstYear, lastYear],
};
const table = Object.keys(countries)
  .sort()
  .map((code): Country => {
    const regions = regionsOf(code);
    const found: Found = new Map();
    for (const region of ['', ...regions.map((one) => one.code)]) collect(code, region, found);
    const named = Object.fromEntries(regions.map((one) => [one.code, spoken(one.names, countries[code]?.langs?.[0])]));
    return { country: code, regions: named, holidays: lines(found, regions.length) };
  });
const file = new URL('./holidays.jsonl', import.meta.url);
writeFileSync(file, `${[head, ...table].map((line) => JSON.stringify(line)).join('\n')}\n`);
