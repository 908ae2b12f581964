// One holder at a time: the second waits, takes over when the first lets go or dies, and the dead one is told.
import { describe, expect, it } from 'vitest';
import { holdAlone, tryHold } from '#store/hold.ts';
import { useDatabase } from '../harness/database.ts';
import { eventually } from '../whole/process.ts';

const database = useDatabase();
const nothing = () => {};

describe('tryHold', () => {
  it('gives a name to one holder, and to the next when it is given back', async () => {
    const first = await tryHold(database.store, 'gateway', nothing);
    expect(first).not.toBeNull();
    expect(await tryHold(database.store, 'gateway', nothing)).toBeNull();
    const other = await tryHold(database.store, 'another', nothing);
    expect(other).not.toBeNull();
    await first?.();
    const second = await tryHold(database.store, 'gateway', nothing);
    expect(second).not.toBeNull();
    await second?.();
    await other?.();
  });

  it('tells a holder whose connection was cut, and the name is free again', async () => {
    let lost = 0;
    await tryHold(database.store, 'cut', () => {
      lost += 1;
    });
    await database.store.prisma
      .$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await eventually(() => lost === 1, 5_000, 'the loss');
    const next = await holdAlone(database.store, 'cut', nothing);
    expect(next).not.toBeNull();
    await next?.();
    expect(lost).toBe(1);
  });

  it('stops waiting when the service stops', async () => {
    expect(await holdAlone(database.store, 'never', nothing, () => true)).toBeNull();
  });
});
