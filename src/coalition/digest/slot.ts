// When a weekly digest comes: the wall clock of the coalition's zone, week after week through both clock changes. Pure.
// Whoever is late (the service was away) keeps the hours of the day, and after three days waits for the next week.
import { addDays, instantOf, weekdayOf } from '#time/day.ts';
import { dateIn } from '#time/moment.ts';

/** What a coalition has chosen. `weekday`: ISO, 1 Monday; `minute`: after midnight; `zone`: IANA. */
export type Choice = { on: boolean; weekday: number; minute: number; zone: string; pausedUntil: Date | null };

const dayMs = 86_400_000;
/** Digests are at least so far apart: one that was sent by hand stands for the regular one of the next days. */
const apartMs = 3 * dayMs;
/** So late it is still sent; later its news goes into the next one. */
const lateDays = 3;
/** A choice that has just changed does not make up for what its new weekday would have meant before. */
const lookMs = 3_600_000;
/** What is late is posted in the daytime, until the hour at which people usually rest. */
const evening = 20 * 60;

/** The first moment at or after `at` that the choice names. */
export function slotFrom(choice: Choice, at: Date): Date {
  const today = dateIn(choice.zone, at);
  const day = addDays(today, (choice.weekday - weekdayOf(today) + 7) % 7);
  const slot = instantOf(day, choice.minute, choice.zone);
  return slot >= at ? slot : instantOf(addDays(day, 7), choice.minute, choice.zone);
}

/** The last moment at or before `at`. */
function slotUntil(choice: Choice, at: Date): Date {
  const today = dateIn(choice.zone, at);
  const day = addDays(today, -((weekdayOf(today) - choice.weekday + 7) % 7));
  const slot = instantOf(day, choice.minute, choice.zone);
  return slot <= at ? slot : instantOf(addDays(day, -7), choice.minute, choice.zone);
}

/** The next regular moment after the digest before, but not before `from`. */
export const nextSlot = (choice: Choice, before: Date | null, from: Date): Date => {
  const earliest = Math.max(
    from.getTime(),
    before ? before.getTime() + apartMs : 0,
    choice.pausedUntil ? choice.pausedUntil.getTime() : 0,
  );
  return slotFrom(choice, new Date(earliest));
};

/** Now, for this regular moment; or not before then. */
export type Decision = { now: true; slot: Date } | { now: false; at: Date };

/**
 * @param before when the digest before was chosen (whatever became of it), or when the coalition was founded
 * @param again the choice was looked at anew because it has changed: only what falls due from now on counts
 */
export function decide(choice: Choice, before: Date | null, now: Date, again: boolean): Decision {
  if (choice.pausedUntil && choice.pausedUntil > now) return { now: false, at: nextSlot(choice, before, now) };
  const slot = slotUntil(choice, now);
  const tooSoon = before !== null && slot.getTime() < before.getTime() + apartMs;
  const after = new Date(now.getTime() + 1);
  if (tooSoon || (again && now.getTime() - slot.getTime() > lookMs))
    return { now: false, at: nextSlot(choice, before, after) };
  const day = dateIn(choice.zone, slot);
  for (let i = 0; i <= lateDays; i += 1) {
    const opens = instantOf(addDays(day, i), choice.minute, choice.zone);
    if (now < opens) return { now: false, at: opens };
    const closes = instantOf(addDays(day, i), Math.max(evening, choice.minute + 60), choice.zone);
    if (now < closes) return { now: true, slot };
  }
  return { now: false, at: nextSlot(choice, before, after) };
}

/** At most so much news: older things are history. */
const longestMs = 28 * dayMs;
const firstMs = 7 * dayMs;

/** @param since until when the last digest that was sent told everything; null: there was none */
export const periodOf = (since: Date | null, until: Date): { from: Date; until: Date } => ({
  from: new Date(
    since
      ? Math.min(until.getTime(), Math.max(since.getTime(), until.getTime() - longestMs))
      : until.getTime() - firstMs,
  ),
  until,
});
