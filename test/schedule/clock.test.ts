// The ticker: a first round at once, one after another, and no tick's failure stops the others.
import { describe, expect, it } from 'vitest';
import { startTicker } from '#schedule/clock.ts';

const at = new Date('2026-11-23T09:00:00Z');

describe('startTicker', () => {
  it('runs every tick with the service’s time, also after one that fails', async () => {
    const seen: string[] = [];
    const errors: string[] = [];
    const ticker = startTicker({
      clock: () => at,
      log: { error: (_facts, message) => errors.push(message) },
      ticks: [
        { name: 'broken', run: async () => Promise.reject(new Error('no')) },
        { name: 'whole', run: async (now) => void seen.push(now.toISOString()) },
      ],
    });
    await ticker.round();
    await ticker.stop();
    expect(seen).toEqual([at.toISOString(), at.toISOString()]);
    expect(errors).toHaveLength(2);
    expect(ticker.last()).toEqual(at);
  });

  it('tells how long no round has ended, by real time: a tick that hangs is noticed', async () => {
    let ms = 1_000;
    let open: () => void = () => undefined;
    const hanging = new Promise<void>((done) => {
      open = done;
    });
    let first = true;
    const ticker = startTicker({
      clock: () => at,
      elapsed: () => ms,
      log: { error: () => {} },
      ticks: [
        {
          name: 'hangs once',
          run: async () => {
            if (first) await hanging;
            first = false;
          },
        },
      ],
    });
    ms += 240_000;
    expect([ticker.last(), ticker.quietMs()]).toEqual([null, 240_000]);
    open();
    await ticker.round();
    expect([ticker.last(), ticker.quietMs()]).toEqual([at, 0]);
    ms += 60_000;
    expect(ticker.quietMs()).toBe(60_000);
    await ticker.stop();
  });

  it('never runs two rounds at the same time', async () => {
    let running = 0;
    let most = 0;
    const ticker = startTicker({
      clock: () => at,
      log: { error: () => {} },
      ticks: [
        {
          name: 'slow',
          async run() {
            running += 1;
            most = Math.max(most, running);
            await new Promise((done) => setImmediate(done));
            running -= 1;
          },
        },
      ],
    });
    await Promise.all([ticker.round(), ticker.round(), ticker.round()]);
    await ticker.stop();
    expect(most).toBe(1);
  });
});
