// When a rule that repeats falls: by the wall clock of its zone, so that nine o'clock stays nine when clocks change.
// The library walks the rule on a clock without changes; the zone is joined afterwards, so no occurrence is skipped
// (02:30 on the night it is missing is 03:30) and none comes twice.

import { RRuleTemporal } from 'rrule-temporal';
import { wallIn } from './moment.ts';
import { type Every, type Frequency, type Rule, readRule, writeRule } from './rule.ts';
import { plainSteps } from './steps.ts';
import { Temporal } from './temporal.ts';

export { readEvery } from './reading/every.ts';
export { type Every, type Rule, readRule as describeEvery } from './rule.ts';

/** The moment a rule begins with: its time of day, and its day where the rule names none. Zones are IANA. */
export type First = { at: Date; zone: string };

/** Enough for the 29th of February on a Monday; a rule that never fires is given up after about 0.1 s. */
const bounds = { maxIterations: 1200, maxCandidateEvaluations: 20_000 };

/**
 * The first occurrence strictly after `after`.
 *
 * The first moment is an occurrence only where it fits the rule ("every Monday" from a Wednesday begins on Monday).
 * "The 31st of each month" passes over months without one, "29 February" over years. Rules by hours and minutes go by
 * elapsed time, all others by the wall clock.
 * @returns null when the rule has ended, can never fire, or is not one of ours
 */
export function nextOccurrence(every: Every, first: First, after: Date): Date | null {
  return walk(every, first)?.(after) ?? null;
}

/**
 * Occurrences after `from` (excluded) until `until` (included), in order.
 * @param atMost how many to give at most; the rest is left out
 */
export function occurrencesBetween(every: Every, first: First, from: Date, until: Date, atMost: number): Date[] {
  const next = walk(every, first);
  const found: Date[] = [];
  for (let at = next?.(from); at && at <= until && found.length < atMost; at = next?.(at)) found.push(at);
  return found;
}

/** Does the rule have no occurrence at all, as "30 February" or one that ends before it begins? */
export function neverFires(every: Every, first: First): boolean {
  return nextOccurrence(every, first, new Date(first.at.getTime() - 1)) === null;
}

const shortest: Readonly<Record<Frequency, number>> = {
  MINUTELY: 60_000,
  HOURLY: 3_600_000,
  DAILY: 86_400_000,
  WEEKLY: 86_400_000,
  MONTHLY: 86_400_000,
  YEARLY: 86_400_000,
};

/** The least time from one occurrence to the next, in ms, roughly: whole days for whatever goes by the calendar. */
export function shortestGapMs(every: Every): number {
  const rule = readRule(every);
  if (!rule) return 0;
  const within = rule.weekdays.length + rule.monthDays.length > 0 || ['MONTHLY', 'YEARLY'].includes(rule.frequency);
  const unit = rule.frequency === 'WEEKLY' && !within ? 7 * shortest.DAILY : shortest[rule.frequency];
  return within ? unit : unit * rule.interval;
}

/** More often than once an hour: nobody wants that from a bot. */
export function tooOften(every: Every): boolean {
  return shortestGapMs(every) < shortest.HOURLY;
}

type Next = (after: Date) => Date | null;

/** What comes after this comes never ("every 999 years"): years of five digits are nothing that a database is asked for. */
const farthest = Date.UTC(2500, 0);

function walk(every: Every, first: First): Next | null {
  const rule = readRule(every);
  if (!rule) return null;
  const from = Math.floor(first.at.getTime() / 60_000) * 60_000;
  const until = rule.until === null ? null : wallToInstant(`${rule.until}T23:59:59`, first.zone).getTime();
  const end = Math.min(until ?? farthest, farthest);
  if (rule.frequency === 'MINUTELY' || rule.frequency === 'HOURLY') {
    const step = shortest[rule.frequency] * rule.interval;
    return (after) => {
      const count = Math.max(0, Math.floor((after.getTime() - from) / step) + 1);
      const at = new Date(from + count * step);
      return (rule.times !== null && count >= rule.times) || at.getTime() > end ? null : at;
    };
  }
  const steps = floating(rule, wallIn(first.zone, new Date(from)).toPlainDateTime());
  return (after) => {
    // A day before: where a zone skipped hours, what is later on the clock may be what was due already.
    let wall: Temporal.PlainDateTime | null = wallIn(first.zone, after).toPlainDateTime().subtract({ days: 1 });
    for (let i = 0; i < 10; i++) {
      wall = steps(wall);
      if (!wall) return null;
      const at = wallToInstant(wall.toString(), first.zone);
      if (at > after) return at.getTime() > end ? null : at;
    }
    return null;
  };
}

const wallToInstant = (wall: string, zone: string): Date =>
  new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);

/** A wall time in ms, as if it were UTC. */
const unchanging = (wall: Temporal.PlainDateTime): number => wall.toZonedDateTime('UTC').epochMilliseconds;

/** The rule on a clock that never changes: after a wall time, the next. */
function floating(
  rule: Rule,
  start: Temporal.PlainDateTime,
): (after: Temporal.PlainDateTime) => Temporal.PlainDateTime | null {
  const plain = plainSteps(rule, unchanging(start));
  if (plain)
    return (after) =>
      Temporal.Instant.fromEpochMilliseconds(plain(unchanging(after)))
        .toZonedDateTimeISO('UTC')
        .toPlainDateTime();
  const every = new RRuleTemporal({
    rruleString: `RRULE:${writeRule({ ...rule, until: null })}`,
    dtstart: start.toZonedDateTime('UTC'),
    temporal: Temporal,
    cache: false,
    ...bounds,
  });
  return (after) => {
    try {
      return every.next(new Date(unchanging(after)))?.toPlainDateTime() ?? null;
    } catch {
      // The library gives up by throwing: such a rule has no next occurrence in any time that matters.
      return null;
    }
  };
}
