// When a reminder comes: pure arithmetic over its rule. A rule goes by the wall clock of the zone in which it was typed;
// the first moment counts only where it fits the rule.
import { type Every, nextOccurrence, occurrencesBetween } from '#time/recurrence.ts';

/** `at`: the first moment, with the zone whose wall clock repeats. */
export type Timing = { at: Date; zone: string; every: Every | null };

/**
 * The first moment that is still to come.
 * @param open only the rule was said: what has passed today begins with the next one
 * @returns null when there is none: it has passed, or the rule never fires
 */
export const beginning = (timing: Timing, now: Date, open: boolean): Date | null => {
  const { at, zone, every } = timing;
  if (every === null) return at > now ? at : null;
  if (at <= now && !open) return null;
  const just = new Date(at.getTime() - 1);
  return nextOccurrence(every, { at, zone }, just > now ? just : now);
};

/** The first moment after `after`; null when there is none any more. */
export const nextOf = ({ at, zone, every }: Timing, after: Date): Date | null => {
  if (every === null) return at > after ? at : null;
  return nextOccurrence(every, { at, zone }, after);
};

/** Counted no further: "100 and more" says enough. */
const mostMissed = 100;
/** Each window is looked at only where the one before has nothing, so that none holds many. */
const windowDays = [1, 8, 40, 400];

/** The last moment that has passed; null when there is none yet, or in more than a year. */
export const latestOf = ({ at, zone, every }: Timing, now: Date): Date | null => {
  if (every === null) return at <= now ? at : null;
  for (const days of windowDays) {
    const found = occurrencesBetween(every, { at, zone }, new Date(now.getTime() - days * 86_400_000), now, 400);
    const last = found.at(-1);
    if (last) return last;
  }
  return null;
};

/** What a tick has to say. `missed`: how many before it were never said; they are folded into this one. */
export type Passed = { at: Date; missed: number; next: Date | null };

/**
 * @param from the oldest moment that has not been said
 * @returns null when nothing has passed
 */
export const passedBy = (timing: Timing, from: Date, now: Date): Passed | null => {
  const at = latestOf(timing, now);
  if (!at) return null;
  const { zone, every } = timing;
  const before =
    every === null || at <= from
      ? []
      : occurrencesBetween(
          every,
          { at: timing.at, zone },
          new Date(from.getTime() - 1),
          new Date(at.getTime() - 1),
          mostMissed,
        );
  return { at, missed: before.length, next: nextOf(timing, now) };
};

/** A tick comes once a minute and may be held up a little; whatever is later than this has been missed. */
export const LATE_MS = 15 * 60_000;
