// A few at a time, in order, and nobody held up for long by somebody else's slow work.
import { expect, it } from 'vitest';
import { admit } from '#bot/admit.ts';

/** Work that ends when it is told to. */
const steps = () => {
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = (given: number): Promise<number> => {
    begun.push(given);
    return new Promise((done) => ends.push(() => done(given)));
  };
  return { ends, begun, work };
};
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

it('lets the next one in when one has ended, in the order in which they came', async () => {
  const { ends, begun, work } = steps();
  const limited = admit({ atOnce: 2, patienceMs: 60_000 }, work);
  const all = [1, 2, 3, 4].map(limited);
  await turn();
  expect(begun).toEqual([1, 2]);
  ends[1]?.();
  await turn();
  expect(begun).toEqual([1, 2, 3]);
  ends[0]?.();
  await turn();
  expect(begun).toEqual([1, 2, 3, 4]);
  for (const end of ends) end();
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
});

it('lets the next one in after work that threw', async () => {
  let calls = 0;
  const limited = admit({ atOnce: 1, patienceMs: 60_000 }, async () => {
    calls += 1;
    if (calls === 1) throw new Error('broken');
    return calls;
  });
  const [first, second] = await Promise.allSettled([limited(0), limited(0)]);
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
});

it('does not let slow work hold up everybody', async () => {
  const { begun, work } = steps();
  const limited = admit({ atOnce: 1, patienceMs: 0 }, work);
  const all = [limited(1), limited(2)];
  await expect.poll(() => begun).toEqual([1, 2]);
  expect(all).toHaveLength(2);
});
