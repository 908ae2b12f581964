// The queue on pg-boss: jobs are part of the caller's transaction, wake the workers at the commit, and the job that a
// use case writes in its own statement is the one that pg-boss would have written.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gather, openQueue, type Queue } from '#delivery/queue.ts';
import { redraw, sayTo } from '#delivery/record.ts';
import { transact } from '#store/database.ts';
import { useDatabase } from '../harness/database.ts';
import { eventually } from '../whole/process.ts';
import { addTask, buildBridge, start } from './bridge.ts';

const database = useDatabase();
let queue: Queue;
const troubles: unknown[] = [];
beforeAll(async () => {
  queue = await openQueue(database.store, (...trouble) => troubles.push(trouble));
});
afterAll(() => queue.stop(1_000));

const jobs = () =>
  database.store.prisma.$queryRawUnsafe<Record<string, unknown>[]>(
    `SELECT * FROM pgboss.job WHERE name = 'delivery' ORDER BY created_on`,
  );
const clear = () => database.store.prisma.$executeRawUnsafe(`DELETE FROM pgboss.job`);

describe('the queue', () => {
  it('writes the same job from a use case’s statement as pg-boss would', async () => {
    const { store } = database;
    await clear();
    await transact(store, (tx) => queue.enqueue(tx, ['one']));
    const bridge = await buildBridge(store);
    const task = await addTask(store, bridge);
    await transact(store, (tx) => redraw(tx, { store, now: start, coalitionId: bridge.coalitionId, task }));
    const [theirs, ours] = await jobs();
    const stable = (job: Record<string, unknown> | undefined) => {
      const { id: _id, data: _data, start_after, created_on, keep_until, ...rest } = job ?? {};
      const span = (to: unknown, from: unknown) => (to as Date).getTime() - (from as Date).getTime();
      return { ...rest, delay: span(start_after, created_on), kept: span(keep_until, created_on) };
    };
    expect(stable(ours)).toEqual(stable(theirs));
    const ids = (await store.prisma.delivery.findMany({ where: { coalitionId: bridge.coalitionId } })).map(
      ({ id }) => id,
    );
    expect(new Set((ours as { data: { deliveries: string[] } }).data.deliveries)).toEqual(new Set(ids));
  });

  it('is rolled back with the transaction', async () => {
    const { store } = database;
    await clear();
    const bridge = await buildBridge(store);
    const task = await addTask(store, bridge);
    await expect(
      transact(store, async (tx) => {
        await redraw(tx, { store, now: start, coalitionId: bridge.coalitionId, task });
        await sayTo(
          tx,
          { store, now: start },
          { topic: 'note', data: {}, key: 'gone', coalitionId: null, personId: bridge.person },
        );
        throw new Error('never mind');
      }),
    ).rejects.toThrow('never mind');
    expect(await jobs()).toEqual([]);
    expect(await queue.depth()).toBe(0);
  });

  it('holds back what is gathered until its end, apart from what is for later', async () => {
    const { store } = database;
    await clear();
    const bridge = await buildBridge(store);
    const gathered = gather(store);
    const note = (key: string) => ({ topic: 'note', data: {}, key, coalitionId: null, personId: bridge.person });
    for (const key of ['now 1', 'now 2'])
      await transact(store, (tx) => sayTo(tx, { store: gathered.store, now: start }, note(key)));
    const dueAt = new Date(start.getTime() + 60_000);
    await transact(store, (tx) => sayTo(tx, { store: gathered.store, now: start }, { ...note('later'), dueAt }));
    expect((await jobs()).map(({ data }) => (data as { deliveries: string[] }).deliveries.length)).toEqual([1]);
    await gathered.look();
    expect((await jobs()).map(({ data }) => (data as { deliveries: string[] }).deliveries.length)).toEqual([1, 2]);
  });

  it('wakes the worker at the commit, without waiting for a poll', async () => {
    const { store } = database;
    await clear();
    const bridge = await buildBridge(store);
    const task = await addTask(store, bridge);
    const seen: string[] = [];
    await queue.work(async (ids) => {
      seen.push(...ids);
    });
    // The worker's first poll passes with nothing in it; then only the NOTIFY can be faster than the next one.
    const slow: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const before = seen.length;
      const from = performance.now();
      await transact(store, (tx) => redraw(tx, { store, now: start, coalitionId: bridge.coalitionId, task }));
      await eventually(() => seen.length > before, 5_000, 'the job');
      slow.push(performance.now() - from);
    }
    expect(slow.sort((a, b) => a - b)[2]).toBeLessThan(500);
    expect(troubles).toEqual([]);
  });
});
