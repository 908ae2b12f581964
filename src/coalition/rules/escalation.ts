// When what is overdue is brought to somebody who can help: after three working days to the coordinators of the own
// organisation, after seven to those of the coalition. Pure; counted in the organisation's calendar, once each.
import { instantOf } from '#time/day.ts';
import { dateIn, endOf, type Moment, wallIn } from '#time/moment.ts';
import { addWorkingDays, type RestFacts } from '#time/rest.ts';

/** 1: the own organisation's coordinators. 2: the coalition's. */
export type Level = 1 | 2;

/** Working days overdue. The issue says "in working days"; a week with a weekend in it is the longest anybody should wait unheard. */
export const patience: Readonly<Record<Level, number>> = { 1: 3, 2: 7 };

/** Nobody is called on before office hours begin. */
const nine = 9 * 60;
/** As with steps: what is older is history. */
const oldestMs = 14 * 24 * 3_600_000;

/**
 * The moment at which so many whole working days have passed.
 * @param since since when it is owed as it is now (added, moved, reopened): an old date that was typed today is not overdue for weeks
 * @param calendar the organisation's, not a person's: absences do not count
 */
export function levelAt(level: Level, due: Moment, since: Date, calendar: RestFacts): Date {
  const over = endOf(due);
  const from = since > over ? since : over;
  const { zone } = calendar;
  const day = dateIn(zone, from);
  const first = addWorkingDays(day, 0, calendar);
  const wall = wallIn(zone, from);
  // What became overdue at five in the afternoon has been so for a whole day at five.
  const minutes = first === day ? Math.max(nine, wall.hour * 60 + wall.minute) : nine;
  return instantOf(addWorkingDays(first, patience[level], calendar), minutes, zone);
}

/** Which levels have been reached at `now`, not long ago. */
export const levelsNow = (due: Moment, since: Date, calendar: RestFacts, now: Date): Level[] =>
  ([1, 2] as const).filter((level) => {
    const at = levelAt(level, due, since, calendar);
    return at <= now && now.getTime() - at.getTime() <= oldestMs;
  });

/** The next level after a moment; null when both have been reached. */
export const nextLevel = (
  due: Moment,
  since: Date,
  calendar: RestFacts,
  after: Date,
): { level: Level; at: Date } | null => {
  for (const level of [1, 2] as const) {
    const at = levelAt(level, due, since, calendar);
    if (at > after) return { level, at };
  }
  return null;
};
