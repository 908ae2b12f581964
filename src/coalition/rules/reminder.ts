// When a reminder comes: pure arithmetic over its rule. A rule goes by the wall clock of the zone in which it was typed;
// the first moment counts only where it fits the rule.
import { type Every, type First, nextOccurrence, occurrencesBetween } from '#time/recurrence.ts';

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

/** Counted no further: "at least 20" says enough, and a hundred reminders that were missed for a year cost no more. */
const mostMissed = 20;
/** A failure moves what is due on by at most six hours: that far back lies the moment it was about. */
const retryMs = 7 * 3_600_000;
/** Each window is looked at only where the one before has nothing, so that none holds many. */
const windowDays = [1, 8, 40, 400];

const before = (at: Date, ms: number): Date => new Date(at.getTime() - ms);

/** The last moment that has passed, of a rule that has passed often. */
const latestOf = (every: Every, first: First, now: Date): Date | undefined => {
  for (const days of windowDays) {
    const last = occurrencesBetween(every, first, before(now, days * 86_400_000), now, 24 * 8).at(-1);
    if (last) return last;
  }
  return undefined;
};

/** What a tick has to say. `missed`: how many before it were never said; they are folded into this one. */
export type Passed = { at: Date; missed: number; next: Date | null };

/**
 * @param from the oldest moment that has not been said; or later, when failures have moved it on
 * @returns null when nothing has passed
 */
export const passedBy = ({ at, zone, every }: Timing, from: Date, now: Date): Passed | null => {
  if (every === null) return at <= now ? { at, missed: 0, next: null } : null;
  const first = { at, zone };
  const after = (moment: Date): Date | null => nextOccurrence(every, first, moment);
  const unsaid = occurrencesBetween(every, first, before(from, 1), now, mostMissed + 1);
  if (unsaid.length > mostMissed) {
    const latest = latestOf(every, first, now);
    return latest ? { at: latest, missed: mostMissed, next: after(latest) } : null;
  }
  const last = unsaid.at(-1) ?? occurrencesBetween(every, first, before(from, retryMs), now, mostMissed).at(-1);
  return last ? { at: last, missed: Math.max(0, unsaid.length - 1), next: after(last) } : null;
};

/** A tick comes once a minute and may be held up a little; whatever is later than this has been missed. */
export const LATE_MS = 15 * 60_000;
