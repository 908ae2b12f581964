// Local clocks and holidays as the oracle knows them: by Intl and by a table of its own, so that a mistake of the code
// under test is not repeated here. Zones of the simulation change their offset at whole hours only.

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds that a zone's clock is ahead of UTC at a moment. */
function offsetAt(zone: string, ms: number): number {
  const hour = Math.floor(ms / hourMs);
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  const had = known.get(hour);
  if (had !== undefined) return had;
  let format = formats.get(zone);
  if (!format) {
    const numeric = 'numeric' as const;
    format = new Intl.DateTimeFormat('en-US', {
      ...{
        timeZone: zone,
        hourCycle: 'h23',
        year: numeric,
        month: numeric,
        day: numeric,
        hour: numeric,
        minute: numeric,
      },
    });
    formats.set(zone, format);
  }
  const parts = new Map(format.formatToParts(hour * hourMs).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  known.set(hour, local - hour * hourMs);
  return local - hour * hourMs;
}

export type Wall = { day: string; minutes: number };

/** What a wall clock in the zone shows. */
export function wallAt(zone: string, at: Date): Wall {
  const local = at.getTime() + offsetAt(zone, at.getTime());
  return {
    day: new Date(local).toISOString().slice(0, 10),
    minutes: Math.floor((((local % dayMs) + dayMs) % dayMs) / minuteMs),
  };
}

/** The first moment at which a clock in the zone shows this; what is jumped over comes as much later as the jump. */
export function momentAt(zone: string, day: string, minutes: number): Date {
  const local = Date.parse(`${day}T00:00Z`) + minutes * minuteMs;
  const tries = [offsetAt(zone, local - dayMs), offsetAt(zone, local + dayMs)].map((offset) => local - offset);
  const right = tries.filter((ms) => ms + offsetAt(zone, ms) === local);
  return new Date(right.length > 0 ? Math.min(...right) : local - offsetAt(zone, local - dayMs));
}

export const plusDays = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + n * dayMs).toISOString().slice(0, 10);

/** 1 Monday … 7 Sunday. */
export const weekday = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay() || 7;

/** Public holidays of 2027 on weekdays and weekends, month and day; typed in from the countries' laws. */
const holidays: Readonly<Record<string, string>> = {
  PL: '01-01 01-06 03-28 03-29 05-01 05-03 05-16 05-27 08-15 11-01 11-11 12-24 12-25 12-26',
  PT: '01-01 03-26 03-28 04-25 05-01 05-27 06-10 08-15 10-05 11-01 12-01 12-08 12-25',
  ES: '01-01 01-06 03-26 05-01 08-15 10-12 11-01 12-06 12-08 12-25',
  'ES CT': '03-29 06-24 09-11 12-26',
  'ES AN': '02-28 03-01 03-25 08-16',
  AT: '01-01 01-06 03-29 05-01 05-06 05-17 05-27 08-15 10-26 11-01 12-08 12-25 12-26',
  CZ: '01-01 03-26 03-29 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25 12-26',
  UA: '01-01 03-08 05-01 05-02 05-03 05-08 05-10 06-20 06-21 06-28 07-15 08-24 10-01 12-25 12-27',
  BR: '01-01 03-26 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25',
};
const kept = new Map(Object.entries(holidays).map(([place, days]) => [place, new Set(days.split(' '))]));

/** Outside 2027 only what has a fixed date matters, some days before and after. */
export const isFree = (day: string, country: string, region: string | null): boolean => {
  const date = day.slice(5);
  return (kept.get(country)?.has(date) || (region !== null && kept.get(`${country} ${region}`)?.has(date))) ?? false;
};
