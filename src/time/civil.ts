// When a civil day begins and ends in a zone, kept once found: thousands of messages ask about the same few days, and
// the calendar costs a hundred times what looking costs.

import { dayNumber, dayOfNumber } from './day.ts';
import { startOfDay } from './moment.ts';

/** Instants in ms. `even`: 24 hours without a change of clocks, so minutes after midnight are minutes on the clock. */
export type CivilDay = { day: string; start: number; end: number; even: boolean };

const dayMs = 86_400_000;
const kept = new Map<string, Map<number, CivilDay>>();
/** Per zone; a service looks at some weeks back and ahead. */
const most = 1000;

function numbered(number: number, zone: string): CivilDay {
  const days = kept.get(zone) ?? new Map<number, CivilDay>();
  kept.set(zone, days);
  const had = days.get(number);
  if (had) return had;
  const day = dayOfNumber(number);
  const start = startOfDay(day, zone).getTime();
  const end = startOfDay(dayOfNumber(number + 1), zone).getTime();
  const found = { day, start, end, even: end - start === dayMs };
  if (days.size >= most) days.clear();
  days.set(number, found);
  return found;
}

/** A day ("2026-11-24") in a zone. A day that the zone skipped has no length. */
export const civilDay = (day: string, zone: string): CivilDay => numbered(dayNumber(day), zone);

/** The day that an instant is on. */
export function civilDayAt(at: Date, zone: string): CivilDay {
  const number = Math.floor(at.getTime() / dayMs);
  for (const near of [number, number + 1, number - 1]) {
    const day = numbered(near, zone);
    if (day.start <= at.getTime() && at.getTime() < day.end) return day;
  }
  // No zone is a whole day off: one of the three holds every instant.
  throw new RangeError(`no day of ${zone} holds ${at.toISOString()}`);
}
