// The one rest rule: may a person be disturbed at this moment, and if not, when? Every sender of messages to persons
// asks here. Pure: the facts say all about the person, the moment is given, and quiet hours are those of their own clock.

import { type CivilDay, civilDay, civilDayAt } from './civil.ts';
import { addDays, instantOf, weekdayOf } from './day.ts';
import { isHoliday } from './holidays.ts';
import { instantsAt, wallIn } from './moment.ts';

/** What is known about one person's rest. Minutes are after local midnight, 0 to 1439. */
export type RestFacts = {
  /** IANA */
  zone: string;
  /** Quiet from … until, by the wall clock; may wrap midnight; equal: no quiet hours. */
  quietFrom: number;
  quietUntil: number;
  /** ISO weekdays 1 to 7; none means every day. */
  workingDays: readonly number[];
  /** Their own hour for routine messages; within quiet hours it counts as `quietUntil`. */
  hour: number;
  /** null: public holidays do not count for this person. */
  holidays: { country: string; region: string | null } | null;
  /** Inclusive days ("2026-11-24") in `zone`. */
  absences: readonly { firstDay: string; lastDay: string }[];
  /** The person's own pause or the coalition's, whichever is later. */
  pausedUntil: Date | null;
};

/**
 * How far a message may disturb. `routine`: from the person's own hour on, on a working day. `soon`: outside quiet
 * hours, on a working day. `asked`: at exactly the moment the person chose. `urgent`: a named exception. Nothing holds
 * the last two.
 */
export type Disturbs = 'routine' | 'soon' | 'asked' | 'urgent';

/** What holds for whoever has said nothing. */
export const usualRest: Omit<RestFacts, 'zone'> = {
  quietFrom: 1200,
  quietUntil: 480,
  workingDays: [1, 2, 3, 4, 5],
  hour: 540,
  holidays: null,
  absences: [],
  pausedUntil: null,
};

/** Longer than any run of weekends and holidays: absences and pauses are jumped over, not counted. */
const farthest = 400;

/**
 * Why a whole day is one of rest; null when it is not. A pause that ends during the day leaves the day a working one.
 * @param day "2026-11-24" in the person's zone
 */
export function restingDay(day: string, facts: RestFacts): 'weekend' | 'holiday' | 'absence' | 'pause' | null {
  if (absenceOn(day, facts)) return 'absence';
  if (facts.pausedUntil && civilDay(day, facts.zone).end <= facts.pausedUntil.getTime()) return 'pause';
  return idleDay(day, facts);
}

/**
 * May the person be disturbed at this moment? For `routine` this is from their own hour until quiet hours, so that
 * what became due later in the day, or was caught up late, need not wait for tomorrow.
 */
export function mayDisturb(at: Date, facts: RestFacts, disturbs: Disturbs): boolean {
  if (disturbs === 'asked' || disturbs === 'urgent') return true;
  if (facts.pausedUntil && at < facts.pausedUntil) return false;
  const civil = civilDayAt(at, facts.zone);
  // Quiet is what the person's clock shows, also in an hour that it shows twice.
  if (within(clockMinutes(at, civil, facts), facts)) return false;
  if (restingDay(civil.day, facts) !== null) return false;
  return disturbs === 'soon' || at.getTime() >= instantOn(civil, ownHour(facts), facts.zone);
}

/**
 * The first moment at or after `at` at which this may be said: `at` itself when it may be said now.
 * An own hour that the clocks jump over moves forward (02:30 → 03:30); one that comes twice is the earlier. The search
 * ends 400 days after absences and pauses, with the day it has come to: longer than weekends and holidays can last.
 */
export function nextAllowed(at: Date, facts: RestFacts, disturbs: Disturbs): Date {
  if (mayDisturb(at, facts, disturbs)) return at;
  const from = facts.pausedUntil && facts.pausedUntil > at ? facts.pausedUntil : at;
  if (mayDisturb(from, facts, disturbs)) return from;
  let { day } = civilDayAt(from, facts.zone);
  for (let i = 0; i < farthest; i++) {
    const away = absenceOn(day, facts);
    if (away) {
      day = addDays(away.lastDay, 1);
      continue;
    }
    const [first] = openings(day, facts)
      .filter((ms) => ms >= from.getTime() && mayDisturb(new Date(ms), facts, disturbs))
      .sort((a, b) => a - b);
    if (first !== undefined) return new Date(first);
    day = addDays(day, 1);
  }
  return new Date(civilDay(day, facts.zone).start);
}

/**
 * Whole working days from one moment to another, as escalation counts them: from Friday at five to Monday at five is
 * one, to Monday at four none. What begins on a day of rest begins on the next working day. Weekends, holidays and
 * absences do not count; a pause does, since it is about messages and not about work.
 * @returns 0 or more
 */
export function workingDaysBetween(from: Date, to: Date, facts: RestFacts): number {
  if (to <= from) return 0;
  const [began, last] = [civilDayAt(from, facts.zone), civilDayAt(to, facts.zone)];
  const first = addWorkingDays(began.day, 0, facts);
  let passed = 0;
  for (let day = first; day < last.day; ) {
    day = addWorkingDays(day, 1, facts);
    if (day > last.day) break;
    const early = day === last.day && clockMinutes(to, last, facts) < clockMinutes(from, began, facts);
    if (!(early && first === began.day)) passed++;
  }
  return passed;
}

/**
 * The day that is `n` working days after a day; before it when negative. 0: the day itself, or if it is one of rest the
 * next working day. Weekends, holidays and absences do not count.
 */
export function addWorkingDays(day: string, n: number, facts: RestFacts): string {
  const step = n < 0 ? -1 : 1;
  let reached = n === 0 ? addDays(day, -1) : day;
  for (let left = Math.max(1, Math.abs(n)); left > 0; left--) {
    reached = addDays(reached, step);
    for (let i = 0; i < farthest; i++) {
      const away = absenceOn(reached, facts);
      if (away) reached = addDays(step > 0 ? away.lastDay : away.firstDay, step);
      else if (idleDay(reached, facts)) reached = addDays(reached, step);
      else break;
    }
  }
  return reached;
}

const absenceOn = (day: string, facts: RestFacts) =>
  facts.absences.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);

/** A day on which nobody there works. */
function idleDay(day: string, facts: RestFacts): 'weekend' | 'holiday' | null {
  const { holidays, workingDays } = facts;
  if (holidays && isHoliday(day, holidays.country, holidays.region)) return 'holiday';
  const works = workingDays.filter((weekday) => weekday >= 1 && weekday <= 7);
  return works.length === 0 || works.includes(weekdayOf(day)) ? null : 'weekend';
}

const within = (minutes: number, { quietFrom, quietUntil }: RestFacts): boolean => {
  if (quietFrom <= quietUntil) return quietFrom <= minutes && minutes < quietUntil;
  return minutes >= quietFrom || minutes < quietUntil;
};

const clockMinutes = (at: Date, { start, even }: CivilDay, { zone }: RestFacts): number => {
  if (even) return Math.floor((at.getTime() - start) / 60_000);
  const wall = wallIn(zone, at);
  return wall.hour * 60 + wall.minute;
};

const instantOn = ({ day, start, even }: CivilDay, minutes: number, zone: string): number =>
  even ? start + minutes * 60_000 : instantOf(day, minutes, zone).getTime();

const ownHour = (facts: RestFacts): number => (within(facts.hour, facts) ? facts.quietUntil : facts.hour);

/** The moments of a day (ms) at which what was held may become allowed: there are no others. */
function openings(day: string, facts: RestFacts): number[] {
  const { zone, quietUntil } = facts;
  const civil = civilDay(day, zone);
  const own = instantOn(civil, ownHour(facts), zone);
  if (civil.even) return [civil.start, own, instantOn(civil, quietUntil, zone)];
  const quietEnd = instantsAt(day, { hour: Math.floor(quietUntil / 60), minute: quietUntil % 60 }, zone);
  const ends = quietEnd.kind === 'one' ? [quietEnd.at] : [quietEnd.earlier, quietEnd.later];
  const change = wallIn(zone, new Date(civil.start)).getTimeZoneTransition('next');
  const changes = change ? [change.epochMilliseconds] : [];
  return [civil.start, own, ...ends.map((end) => end.getTime()), ...changes];
}
