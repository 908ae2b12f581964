// The pace in the database: bursts, even spacing, several lanes in one statement, holds, and two takers at once.
import { beforeEach, describe, expect, it } from 'vitest';
import { parkLanes } from '#delivery/lanes.ts';
import { giveBack, holdLanes, takeSlots } from '#delivery/pace.ts';
import { useDatabase } from '../harness/database.ts';

const database = useDatabase();
beforeEach(() => database.store.prisma.pace.deleteMany());
const at = (ms: number) => new Date(Date.UTC(2026, 10, 23) + ms);
const lane = { key: 'slack:T1:chat.update', everyMs: 1200, burst: 3 };
const take = async (want: number, ms: number, from = lane) =>
  (await takeSlots(database.store, [{ lane: from, want }], at(ms))).get(from.key);

describe('takeSlots', () => {
  it('gives a burst, then one for each interval', async () => {
    expect(await take(5, 0)).toEqual({ given: 3, until: at(1200).getTime() });
    expect(await take(1, 1199)).toMatchObject({ given: 0 });
    expect(await take(2, 1200)).toMatchObject({ given: 1, until: at(2400).getTime() });
    expect(await take(9, 60_000)).toMatchObject({ given: 3 });
  });

  it('never goes faster than the pace, whatever the pattern of asking', async () => {
    let given = 0;
    for (let ms = 0; ms <= 60_000; ms += 250) given += (await take(2, ms))?.given ?? 0;
    expect(given).toBe(3 + 50);
  });

  it('takes in several lanes at once, and gives back what was not used', async () => {
    const other = { key: 'slack:T1:C1', everyMs: 1000, burst: 1 };
    const slots = await takeSlots(
      database.store,
      [
        { lane, want: 2 },
        { lane: other, want: 2 },
      ],
      at(0),
    );
    expect([...slots].map(([key, { given }]) => [key, given]).sort()).toEqual([
      [other.key, 1],
      [lane.key, 2],
    ]);
    await giveBack(database.store, [{ lane, count: 1 }]);
    expect(await take(5, 0)).toMatchObject({ given: 2 });
  });

  it('is one pace for two takers at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => take(1, 0)));
    expect(all.reduce((sum, slots) => sum + (slots?.given ?? 0), 0)).toBe(3);
  });

  it('holds a lane until the moment the platform named, then one at a time', async () => {
    await take(1, 0);
    await holdLanes(database.store, [lane], at(30_000));
    expect(await take(1, 29_999)).toEqual({ given: 0, until: at(30_000).getTime() });
    expect(await take(3, 30_000)).toMatchObject({ given: 1 });
  });

  it('does not shorten a longer hold', async () => {
    await holdLanes(database.store, [lane], at(30_000));
    await holdLanes(database.store, [lane], at(10_000));
    expect(await take(1, 20_000)).toMatchObject({ given: 0 });
  });
});

describe('parkLanes', () => {
  it('lets as many go as slots have come free, the oldest first', () => {
    let now = 0;
    let timers: (() => void)[] = [];
    const woken: string[][] = [];
    const lanes = parkLanes(
      (_ms, run) => {
        timers.push(run);
        return () => {
          timers = timers.filter((one) => one !== run);
        };
      },
      () => new Date(now),
      (ids) => woken.push([...ids]),
    );
    for (const id of ['c', 'a', 'b', 'd']) lanes.park(id, lane, 1200);
    expect(lanes.queued([lane])).toBe(lane);
    now = 1200;
    timers[0]?.();
    now = 1200 + 2400;
    timers[0]?.();
    expect(woken).toEqual([['a'], ['b', 'c']]);
    expect(lanes.ids()).toEqual(['d']);
  });
});
