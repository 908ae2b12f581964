// What becomes of a delivery after an attempt. Pure: the facts, the problem, now and a chance in; the next step out.
import { DeliveryProblem, type Receipt } from '#platforms/platform.ts';

export type Outcome =
  /** `posted`: a new message hangs, as opposed to an edited or unchanged one. `unwanted`: the parts of a bundle that were left out. */
  | { end: 'sent'; receipt: Receipt; shown: string | null; posted: boolean; unwanted?: readonly string[] }
  | { end: 'unwanted'; why: string }
  /**
   * To be tried again. `counted`: it may have arrived although it failed, so the next attempt asks before it posts.
   * `message: 'lost'`: what hung there has gone; 'stuck': it hangs and cannot be edited, so the card moves to a new one.
   */
  | {
      end: 'again';
      dueAt: Date;
      why: string;
      counted: boolean;
      message?: 'lost' | 'stuck';
      refused?: boolean;
      hold?: { keys: readonly string[]; until: Date };
    }
  | { end: 'undeliverable'; why: string };

/** What `decide` has to know of the delivery. */
export type Tried = { attempts: number; createdAt: Date; topic: string; editing: boolean; direct: boolean };

/** Twelve tries: 1 + 2 + … + 512 s and twice 15 minutes, about 47 minutes in all. */
export const tries = 12;
const longestMs = 15 * 60_000;
const hourMs = 3_600_000;
/** An old message that points to the new one is tried after 1, 2, 4 … hours, for about two and a half days. */
const pointerTries = 6;

/** The topic of an old message that points to the card's new one; the delivery room's own. */
export const movedTopic = 'moved';
export const movedDelayMs = hourMs;

/**
 * Exponential, with a jitter of ±20 % so that what failed together does not come back together.
 * @param chance 0 to 1
 */
export const backoffMs = (attempts: number, chance: number): number =>
  Math.min(longestMs, 1000 * 2 ** (attempts - 1)) * (0.8 + 0.4 * chance);

/** A reason with what is missing: "no-permission: Embed Links". */
export const reasonOf = (reason: string, missing?: string): string => (missing ? `${reason}: ${missing}` : reason);

/**
 * The space cannot be reached for now (a dead token, a long outage, a platform that is not configured): nothing is lost,
 * and nobody is asked more often than after a quarter of the time already waited, a minute to a quarter of an hour.
 */
export function away(createdAt: Date, now: Date): Outcome {
  const age = now.getTime() - createdAt.getTime();
  const dueAt = new Date(now.getTime() + Math.min(longestMs, Math.max(60_000, age / 4)));
  return { end: 'again', dueAt, why: 'space-unreachable', counted: false };
}

/**
 * @param error what `deliver` threw; anything but a DeliveryProblem is a mistake of ours and is tried again like a failure
 * @param now the service's clock
 * @param chance 0 to 1
 */
export function decide(error: unknown, tried: Tried, now: Date, chance: number): Outcome {
  const later = (ms: number, why: string, counted: boolean): Outcome => ({
    end: 'again',
    dueAt: new Date(now.getTime() + Math.ceil(ms)),
    why,
    counted,
  });
  if (!(error instanceof DeliveryProblem)) {
    if (tried.attempts >= tries) return { end: 'undeliverable', why: 'invalid' };
    return later(backoffMs(tried.attempts, chance), 'invalid', true);
  }
  const { problem } = error;
  if (problem.later) {
    if (problem.hold.length > 0) {
      // The platform said when; that is no failure and does not lead towards giving up.
      const until = new Date(now.getTime() + Math.ceil(problem.retryAfterMs));
      return { end: 'again', dueAt: until, why: 'rate-limited', counted: false, hold: { keys: problem.hold, until } };
    }
    if (tried.attempts >= tries) return { end: 'undeliverable', why: 'no-answer' };
    return later(Math.max(problem.retryAfterMs, backoffMs(tried.attempts, chance)), 'no-answer', true);
  }
  switch (problem.reason) {
    case 'message-gone':
      if (tried.topic === movedTopic) return { end: 'unwanted', why: problem.reason };
      if (!tried.editing) return { end: 'undeliverable', why: problem.reason };
      return { end: 'again', dueAt: now, why: problem.reason, counted: false, message: 'lost' };
    case 'edit-refused':
      if (tried.topic === movedTopic) {
        if (tried.attempts >= pointerTries) return { end: 'unwanted', why: problem.reason };
        return later(movedDelayMs * 2 ** tried.attempts, problem.reason, true);
      }
      if (!tried.editing) return { end: 'undeliverable', why: problem.reason };
      return { end: 'again', dueAt: now, why: problem.reason, counted: false, message: 'stuck' };
    case 'direct-refused':
    case 'account-gone':
      if (!tried.direct) return { end: 'undeliverable', why: problem.reason };
      return { end: 'again', dueAt: now, why: problem.reason, counted: false, refused: true };
    case 'space-unreachable':
      return away(tried.createdAt, now);
    default:
      return { end: 'undeliverable', why: reasonOf(problem.reason, problem.missing) };
  }
}
