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
