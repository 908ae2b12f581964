// One holder at a time: the second waits, takes over when the first lets go or dies, and the dead one is told.
import { afterEach, describe, expect, it } from 'vitest';
import { type Holds, openHolds } from '#store/hold.ts';
import { useDatabase } from '../harness/database.ts';
import { eventually } from '../whole/process.ts';

const database = useDatabase();
const nothing = () => {};
const open: Holds[] = [];
/** What one service has. */
const service = (): Holds => {
  const holds = openHolds(database.store);
  open.push(holds);
  return holds;
};
afterEach(async () => {
  for (const holds of open.splice(0)) await holds.close();
});
/** Ends all connections that hold a lock; how many there were. */
const cut = (): Promise<unknown[]> =>
  database.store.prisma.$queryRaw`SELECT pg_terminate_backend(pid) FROM (SELECT DISTINCT pid FROM pg_locks
    WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS held`;

describe('holding a name', () => {
  it('is for one holder, and for the next when it is given back', async () => {
    const [one, two] = [service(), service()];
    const first = await one.tryHold('gateway', nothing);
    expect(first).not.toBeNull();
    expect(await two.tryHold('gateway', nothing)).toBeNull();
    expect(await one.tryHold('gateway', nothing)).toBeNull();
    expect(await two.tryHold('another', nothing)).not.toBeNull();
    await first?.();
    expect(await two.tryHold('gateway', nothing)).not.toBeNull();
    // Giving it back twice takes it from nobody.
    await first?.();
    expect(await one.tryHold('gateway', nothing)).toBeNull();
  });

  it('needs one connection, however many names there are', async () => {
    const one = service();
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => one.tryHold(name, nothing)));
    expect(await cut()).toHaveLength(1);
  });

  it('is told when the connection was cut, once for each name, and can be had again', async () => {
    const [one, two] = [service(), service()];
    const lost: string[] = [];
    for (const name of ['x', 'y']) await one.tryHold(name, () => lost.push(name));
    await cut();
    await eventually(() => lost.length === 2, 5_000, 'the loss');
    expect(await two.hold('x', nothing)).not.toBeNull();
    expect(await one.hold('y', nothing)).not.toBeNull();
    expect(lost).toEqual(['x', 'y']);
  });

  it('passes to whoever waits within about a second when its service stops', async () => {
    const [one, two] = [service(), service()];
    let lost = 0;
    await one.tryHold('sockets', () => (lost += 1));
    const waiting = two.hold('sockets', nothing);
    await one.close();
    const from = performance.now();
    expect(await waiting).not.toBeNull();
    expect(performance.now() - from).toBeLessThan(3_000);
    expect(lost).toBe(0);
  });

  it('is given up when the service stops', async () => {
    expect(await service().hold('never', nothing, () => true)).toBeNull();
  });
});
