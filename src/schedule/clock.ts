// The ticker: node-cron once a minute, in UTC, and nothing else. It is the clock, never the truth: what is due stands in
// the database, and every tick is harmless to repeat, to miss, or to run on two machines.
import { schedule } from 'node-cron';

/** Something that is looked after once a minute. */
export type Tick = { name: string; run(now: Date): Promise<void> };

export type Ticker = {
  /** When the last round ended, whether or not a tick in it failed; null before the first. */
  last(): Date | null;
  /** Milliseconds of real time since the last round ended (before the first: since the start), wherever the service's clock was moved to. */
  quietMs(): number;
  /** One round now; for tests, and after the clock was moved by hand. */
  round(): Promise<void>;
  stop(): Promise<void>;
};

export type TickerParts = {
  ticks: readonly Tick[];
  clock: () => Date;
  log: { error(facts: object, message: string): void };
  /** Milliseconds that only ever grow; a test gives its own. */
  elapsed?: () => number;
};

/** Starts at once with a first round, so that /health can tell. */
export function startTicker({ ticks, clock, log, elapsed = () => performance.now() }: TickerParts): Ticker {
  let last: Date | null = null;
  let ended = elapsed();
  let running: Promise<void> = Promise.resolve();
  let rounds = 0;

  const all = async (): Promise<void> => {
    const now = clock();
    for (const tick of ticks) {
      try {
        await tick.run(now);
      } catch (error) {
        log.error({ err: error, tick: tick.name }, 'A tick failed; the next one is due in a minute');
      }
    }
    last = clock();
    ended = elapsed();
  };
  /** Rounds never overlap: a second one waits for the first. */
  const round = (): Promise<void> => {
    rounds += 1;
    running = running.then(all).finally(() => {
      rounds -= 1;
    });
    return running;
  };

  const task = schedule('* * * * *', () => (rounds > 0 ? undefined : round()), {
    timezone: 'UTC',
    noOverlap: true,
    name: 'minute',
  });
  void round();
  return {
    last: () => last,
    quietMs: () => elapsed() - ended,
    round,
    async stop() {
      await task.destroy();
      await running;
    },
  };
}
