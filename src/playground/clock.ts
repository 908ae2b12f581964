// The playground's clock: real time plus an offset that its page can move. Everything in the playground is told the time by
// it: the service, the local Slack and the local Discord.
import { dateIn, instantsAt } from '#time/moment.ts';
import { mayDisturb, nextAllowed, usualRest } from '#time/rest.ts';

/** Where the page's clock can be set: ahead by an hour or a day, to the next Monday at nine, back to real time. */
export const moves = ['hour', 'day', 'monday', 'real'] as const;
export type Move = (typeof moves)[number];

export type PlayClock = {
  now(): Date;
  /** Milliseconds ahead of real time. */
  offset(): number;
  /** @param offset milliseconds ahead of real time from now on */
  set(offset: number): void;
};

const hour = 3_600_000;

/**
 * @param real epoch ms of real time
 * @param offset what the clock is ahead at first, ms
 */
export function movableClock(real: () => number, offset = 0): PlayClock {
  let ahead = offset;
  return {
    now: () => new Date(real() + ahead),
    offset: () => ahead,
    set: (to) => {
      ahead = to;
    },
  };
}

/**
 * The offset after a move.
 * @param zone IANA zone whose Monday is meant
 */
export function moved(clock: PlayClock, move: Move, zone: string): number {
  if (move === 'real') return 0;
  if (move === 'hour') return clock.offset() + hour;
  if (move === 'day') return clock.offset() + 24 * hour;
  const now = clock.now();
  return clock.offset() + nextMonday(now, zone).getTime() - now.getTime();
}

/** Everybody in the playground, as Mosty sees them. @param zone IANA zone of their coalition */
const cast = (zone: string) => ({ ...usualRest, zone, holidays: { country: 'PL', region: null } });

/**
 * What to begin with: somebody who tries it on a Sunday shall see messages too.
 * @param at epoch ms
 * @returns ms from then to the next working day at ten; 0 when it is a time of work
 */
export function untilWork(at: number, zone: string): number {
  const now = new Date(at);
  if (mayDisturb(now, cast(zone), 'routine')) return 0;
  return nextAllowed(now, { ...cast(zone), hour: 600 }, 'routine').getTime() - at;
}

/** The next Monday at 9:00 that is still to come. */
export function nextMonday(now: Date, zone: string): Date {
  for (let days = 0; ; days += 1) {
    const date = dateIn(zone, new Date(now.getTime() + days * 24 * hour));
    if (new Date(`${date}T00:00:00Z`).getUTCDay() !== 1) continue;
    const nine = instantsAt(date, { hour: 9, minute: 0 }, zone);
    const at = nine.kind === 'one' ? nine.at : nine.later;
    if (at > now) return at;
  }
}

/** A time of day so many days before today, in a zone. */
export function momentBefore(now: Date, days: number, clock: { hour: number; minute: number }, zone: string): Date {
  const then = instantsAt(dateIn(zone, new Date(now.getTime() - days * 24 * hour)), clock, zone);
  return then.kind === 'one' ? then.at : then.earlier;
}
