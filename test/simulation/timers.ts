// The simulation's clock and the timers that hang on it. Time jumps; whatever was to run in between runs once, at the new
// time, in the order in which it was due.
import type { After } from '#delivery/lanes.ts';

export type Timers = {
  now(): Date;
  after: After;
  /** When the next timer is due that is not one of the endless ones (renewing of leases); null: none. */
  next(): Date | null;
  /** Moves on to a moment (never back, unless told) and runs what is due by then. */
  moveTo(at: Date, options?: { back?: boolean }): void;
};

type Timer = { at: number; ms: number; run: () => void };

/** Leases are renewed every ten seconds for ever: no reason to stop there. */
const endlessMs = 10_000;

export function makeTimers(start: Date): Timers {
  let now = start.getTime();
  const timers = new Set<Timer>();
  return {
    now: () => new Date(now),
    after(ms, run) {
      const timer = { at: now + ms, ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    next() {
      const all = [...timers].filter((timer) => timer.ms !== endlessMs).map((timer) => timer.at);
      return all.length === 0 ? null : new Date(Math.min(...all));
    },
    moveTo(at, options = {}) {
      if (at.getTime() < now && !options.back) throw new Error(`time goes forward: ${at.toISOString()}`);
      now = at.getTime();
      const due = [...timers].filter((timer) => timer.at <= now).sort((a, b) => a.at - b.at);
      for (const timer of due) {
        timers.delete(timer);
        timer.run();
      }
    },
  };
}
