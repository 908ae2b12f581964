// The steps of a ladder: on which day and at which moment somebody is reminded of what is due. Pure. What is said goes by
// what has passed at `now`, so that a tick that was missed is made up for once and a clock put back repeats nothing.
import { addDays, daysBetween } from '#time/day.ts';
import { dateIn, dateOf, type Moment, startOfDay } from '#time/moment.ts';
import { addWorkingDays, nextAllowed, type RestFacts, restingDay } from '#time/rest.ts';
import type { Rungs } from '../ladders/ladder.ts';

/** A step of one person: `name` is "b7" seven days before, "b0" on the day, "o14" fourteen days after. */
export type Step = { name: string; at: Date };

/** Somebody who owes something by a moment. A step that had passed by `since` is not made up for. */
export type Climb = { due: Moment; rungs: Rungs; rest: RestFacts; since: Date };

/** What is older is history and no reminder. Deliveries are kept for longer, so that nothing is said twice. */
const oldestMs = 14 * 24 * 3_600_000;
/** Overdue steps looked at from one moment: as many as an absence of more than a year can put on one day. */
const farthest = 500;

type Wanted = 'slower' | 'mine' | 'off' | undefined;

/** Fewer: only the last step before the day, and half as often afterwards. */
export const slower = ({ before, overdueEvery }: Rungs): Rungs => ({
  before: before.length === 0 ? [] : [Math.min(...before)],
  overdueEvery: overdueEvery === null ? null : overdueEvery * 2,
});

/**
 * What a person's wish about steps leaves of a ladder.
 * @param named whether the person is on the item by name
 * @returns null: no steps at all
 */
export const wished = (rungs: Rungs, wish: Wanted, named: boolean): Rungs | null => {
  if (wish === 'off' || (wish === 'mine' && !named)) return null;
  return wish === 'slower' ? slower(rungs) : rungs;
};

/** A ladder that somebody has chosen, and when; null: for every item, for everybody. */
export type Choice = Rungs & { itemId: string | null; personId: string | null; since: Date };

/** The most particular choice counts: a person's for an item, a person's, an item's, the coalition's, the usual one. */
export const chosen = (
  choices: readonly Choice[],
  itemId: string,
  personId: string,
  usual: Rungs,
): Rungs & { since?: Date } => {
  const find = (item: string | null, person: string | null) =>
    choices.find((one) => one.itemId === item && one.personId === person);
  return find(itemId, personId) ?? find(null, personId) ?? find(itemId, null) ?? find(null, null) ?? usual;
};

const rests = (day: string, rest: RestFacts): boolean => {
  const why = restingDay(day, rest);
  return why !== null && why !== 'pause';
};

/** The person's own hour of a day, or the end of quiet hours where these contain it. */
const hourOf = (day: string, rest: RestFacts): Date => {
  // Only quiet hours are asked about: the day is chosen already, and a pause is the business of whoever sends.
  const anyDay = { ...rest, workingDays: [], holidays: null, absences: [], pausedUntil: null };
  return nextAllowed(startOfDay(day, rest.zone), anyDay, 'routine');
};

/** A step before the day: on a day of rest it comes earlier, and always before the moment itself. */
const stepBefore = (n: number, { due, rest }: Climb): Step => {
  let day = addDays(dateOf(due, rest.zone), -n);
  if (rests(day, rest)) day = addWorkingDays(day, -1, rest);
  if (due.kind === 'time' && hourOf(day, rest) >= due.at) day = addWorkingDays(day, -1, rest);
  return { name: `b${n}`, at: hourOf(day, rest) };
};

/** A step after the day: on a day of rest it comes later. */
const stepAfter = (n: number, { due, rest }: Climb): Step => {
  const day = addDays(dateOf(due, rest.zone), n);
  return { name: `o${n}`, at: hourOf(rests(day, rest) ? addWorkingDays(day, 0, rest) : day, rest) };
};

const stepsBefore = (climb: Climb): Step[] =>
  [...climb.rungs.before]
    .sort((a, b) => b - a)
    .map((n) => stepBefore(n, climb))
    .filter((step) => step.at > climb.since);

/** How many overdue steps lie, by the calendar, on or before the day of a moment. */
const overdueBy = (at: Date, { due, rest }: Climb, every: number): number =>
  Math.floor(daysBetween(dateOf(due, rest.zone), dateIn(rest.zone, at)) / every);

/**
 * The step to be said at `now`: of all that have passed the latest one, so that three missed days make one reminder.
 * @returns null when there is none, or it is older than 14 days
 */
export function stepNow(climb: Climb, now: Date): Step | null {
  const found = latest(climb, now);
  return found && now.getTime() - found.at.getTime() <= oldestMs ? found : null;
}

function latest(climb: Climb, now: Date): Step | null {
  const every = climb.rungs.overdueEvery;
  const last = every === null ? 0 : overdueBy(now, climb, every);
  for (let k = last; every !== null && k > Math.max(0, last - farthest); k--) {
    const step = stepAfter(k * every, climb);
    if (step.at <= climb.since) break;
    if (step.at <= now) return step;
  }
  // Two steps may meet on one working day: the nearer one counts.
  return stepsBefore(climb).reduce<Step | null>(
    (best, step) => (step.at <= now && (!best || step.at >= best.at) ? step : best),
    null,
  );
}

/** The first step after a moment; null when no other will come. */
export function nextStep(climb: Climb, after: Date): Step | null {
  const before = stepsBefore(climb)
    .filter((step) => step.at > after)
    .sort((a, b) => a.at.getTime() - b.at.getTime())[0];
  if (before) return before;
  const every = climb.rungs.overdueEvery;
  if (every === null) return null;
  const from = after > climb.since ? after : climb.since;
  for (let k = Math.max(1, overdueBy(from, climb, every)), n = 0; n < farthest; k++, n++) {
    const step = stepAfter(k * every, climb);
    if (step.at > from) return step;
  }
  return null;
}

/** All steps after `from` until `until` (included), at most so many; of those that meet at one moment the last. */
export function stepsBetween(climb: Climb, from: Date, until: Date, atMost = 100): Step[] {
  const steps: Step[] = [];
  for (let after = from; steps.length < atMost; ) {
    const next = nextStep(climb, after);
    if (!next || next.at > until) break;
    steps.push(stepNow(climb, next.at) ?? next);
    after = next.at;
  }
  return steps;
}
