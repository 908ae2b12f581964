// Deliveries that wait for a pace, in this process. They hold nothing in the database: their rows stay "waiting", so
// that further changes merge into them, and a sweep finds them if this process dies. One slow lane holds up no other.
import type { Lane } from '#platforms/platform.ts';

type Parked = { lane: Lane; until: number; ids: Set<string>; stop: () => void };

/** Calls back after so many ms; gives a function that forgets it. */
export type After = (ms: number, run: () => void) => () => void;

/** Real time. The timer keeps no process alive. */
export const realAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

export type Lanes = ReturnType<typeof parkLanes>;

/** @param wake told which ids may try again */
export function parkLanes(after: After, now: () => Date, wake: (ids: readonly string[]) => void) {
  const parked = new Map<string, Parked>();
  const where = new Map<string, string>();

  /** As many as slots have come free by now; the oldest first, since ids sort by age. */
  const release = (key: string): readonly string[] => {
    const here = parked.get(key);
    if (!here) return [];
    here.stop();
    const late = now().getTime() - here.until;
    const count = late < 0 ? 0 : Math.min(here.lane.burst, Math.floor(late / here.lane.everyMs) + 1);
    const ids = [...here.ids].sort().slice(0, count);
    for (const id of ids) {
      here.ids.delete(id);
      where.delete(id);
    }
    if (here.ids.size === 0) parked.delete(key);
    else {
      if (count > 0) here.until = now().getTime() + here.lane.everyMs;
      arm(here);
    }
    return ids;
  };

  const arm = (here: Parked): void => {
    here.stop();
    const wait = Math.max(1, here.until - now().getTime());
    here.stop = after(wait, () => wake(release(here.lane.key)));
  };

  return {
    /** @param until epoch ms of the lane's next free slot */
    park(id: string, lane: Lane, until: number): void {
      const here = parked.get(lane.key) ?? { lane, until, ids: new Set<string>(), stop: () => {} };
      here.ids.add(id);
      where.set(id, lane.key);
      here.until = Math.max(here.until, until);
      parked.set(lane.key, here);
      arm(here);
    },
    /** These wait no longer: they have become parts of something else. */
    forget(ids: readonly string[]): void {
      for (const id of ids) {
        const here = parked.get(where.get(id) ?? '');
        where.delete(id);
        if (!here?.ids.delete(id) || here.ids.size > 0) continue;
        here.stop();
        parked.delete(here.lane.key);
      }
    },
    /** The lane for which others wait already: a newcomer stands behind them. */
    queued: (lanes: readonly Lane[]): Lane | undefined => lanes.find((lane) => parked.has(lane.key)),
    untilOf: (lane: Lane): number => parked.get(lane.key)?.until ?? 0,
    has: (id: string): boolean => where.has(id),
    ids: (): readonly string[] => [...where.keys()],
    /** What is free by now, for those who move the clock by hand. */
    due: (): readonly string[] => [...parked.keys()].flatMap(release),
    clear(): void {
      for (const here of parked.values()) here.stop();
      parked.clear();
      where.clear();
    },
  };
}
