// IANA time zones: which are valid, how people find theirs by city or country, what the clock says there.
// Offsets ("+02:00") are refused: a zone keeps its meaning when the clocks change, an offset does not.

import { cityNames, cityOf, namedZones, otherCities } from './cities.ts';
import { intlLocale, type Lang, langs } from './lang.ts';
import { fold } from './reading/fold.ts';

/** V8 still prints some zones under names their countries have left; people see and store the new ones. */
const renamed: Readonly<Record<string, string>> = {
  'Europe/Kiev': 'Europe/Kyiv',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'America/Godthab': 'America/Nuuk',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
};

const valid = new Map<string, string | null>();

/**
 * The proper name of a zone, whatever its case or age: "europe/warsaw" → Europe/Warsaw, "Europe/Kiev" → Europe/Kyiv.
 * @returns null when it is not an IANA zone (offsets and abbreviations such as "CET" or "EST" are not)
 */
export function zoneNamed(typed: string): string | null {
  const text = typed.trim();
  if (text.length > 64) return null;
  const known = valid.get(text);
  if (known !== undefined) return known;
  const found = nameOf(text);
  // What people type is kept only when it is a zone, so that the map stays small.
  if (found) valid.set(text, found);
  return found;
}

function nameOf(text: string): string | null {
  if (/^utc$/i.test(text)) return 'UTC';
  if (!/^[A-Za-z_]+(?:\/[A-Za-z_+-]+){1,2}$/.test(text) || /^etc\//i.test(text)) return null;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    return renamed[zone] ?? zone;
  } catch {
    return null;
  }
}

/** Every zone by its proper name, UTC last. */
export const allZones: readonly string[] = [
  ...Intl.supportedValuesOf('timeZone').map((zone) => renamed[zone] ?? zone),
  'UTC',
];

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The wall clock in a zone, always 24 h: "14:05". */
export function clockIn(zone: string, now: Date): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(zone, clock);
  }
  return clock.format(now);
}

/** One line of the zone search: what to store and what to show. */
export type ZoneChoice = { zone: string; label: string };

/**
 * Zones for what somebody has typed so far: a city in any of the seven languages ("warszawa", "Wien", "Lwów"), a
 * country ("Österreich", "Czechy"), or part of the IANA name. Marks and case do not matter.
 * @param lang the language of the labels: "Wiedeń · 14:05 · Europe/Vienna"
 * @param limit how many at most (both platforms take 25 to 100 choices)
 */
export function searchZones(typed: string, lang: Lang, now: Date, limit = 25): ZoneChoice[] {
  const wanted = fold(typed).trim();
  const label = (zone: string) => `${cityOf(zone, lang)} · ${clockIn(zone, now)} · ${zone}`;
  if (wanted === '') return namedZones.slice(0, limit).map((zone) => ({ zone, label: label(zone) }));
  const best = new Map<string, number>();
  for (const { name, zone, weight } of zoneIndex()) {
    if (!name.includes(wanted)) continue;
    const rank = weight + (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : 3);
    best.set(zone, Math.min(best.get(zone) ?? 99, rank));
  }
  return [...best]
    .sort((a, b) => a[1] - b[1] || known(a[0]) - known(b[0]) || a[0].localeCompare(b[0]))
    .slice(0, limit)
    .map(([zone]) => ({ zone, label: label(zone) }));
}

const known = (zone: string): number => {
  const at = namedZones.indexOf(zone);
  return at < 0 ? 1000 : at;
};

/**
 * The one zone that a city name in brackets stands for, as our own dates write it: "Warszawa" → Europe/Warsaw.
 * @returns null when no zone, or more than one, is called so
 */
export function zoneOfCity(city: string): string | null {
  const wanted = fold(city).trim();
  const found = new Set(
    cityIndex()
      .filter((one) => one.name === wanted)
      .map((one) => one.zone),
  );
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

type Row = { name: string; zone: string; weight: number };

let cities: Row[] | undefined;
let everything: Row[] | undefined;

const row = (name: string, zone: string, weight: number): Row => ({ name: fold(name), zone, weight });

/** Folded city names with their zones; weight 0. */
function cityIndex(): readonly Row[] {
  cities ??= [
    ...allZones.flatMap((zone) => [...new Set(cityNames(zone))].map((name) => row(name, zone, 0))),
    ...Object.entries(otherCities).flatMap(([names, zone]) => names.split('|').map((name) => row(name, zone, 0))),
  ];
  return cities;
}

/**
 * Cities, countries and IANA names with their zones, made on first use. It takes about 0.1 s (country names in seven
 * languages), so the service calls this once while it starts, before anybody types.
 */
export function zoneIndex(): readonly Row[] {
  everything ??= [
    ...cityIndex(),
    ...allZones.map((zone) => row(zone.replaceAll('_', ' '), zone, 8)),
    ...[...zonesByRegion()].flatMap(([region, zones]) => {
      const names = new Set(langs.map((lang) => regionNames(lang).of(region) ?? region));
      return [...names].flatMap((name) => zones.map((zone) => row(name, zone, 4)));
    }),
  ];
  return everything;
}

const regionNames = (() => {
  const made = new Map<Lang, Intl.DisplayNames>();
  return (lang: Lang): Intl.DisplayNames => {
    const names = made.get(lang) ?? new Intl.DisplayNames(intlLocale[lang], { type: 'region' });
    made.set(lang, names);
    return names;
  };
})();

/** Countries with their zones, as ICU knows them; dissolved countries drop out by having no name of their own now. */
function zonesByRegion(): Map<string, string[]> {
  const dissolved = new Set(['AN', 'BU', 'CS', 'DD', 'DY', 'FX', 'HV', 'NH', 'RH', 'SU', 'TP', 'VD', 'YD', 'YU', 'ZR']);
  const regions = new Map<string, string[]>();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const region of letters.flatMap((a) => letters.map((b) => a + b))) {
    if (dissolved.has(region) || regionNames('en').of(region) === region) continue;
    const zones = new Intl.Locale(`und-${region}`).getTimeZones() ?? [];
    if (zones.length > 0)
      regions.set(
        region,
        zones.map((zone) => renamed[zone] ?? zone),
      );
  }
  return regions;
}
