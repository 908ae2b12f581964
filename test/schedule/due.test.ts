// The tick over what falls due: one effect however many instances look, nothing lost by a failure, nothing twice by a
// clock that is put back, and a row that fails holds up no other.
import { beforeEach, describe, expect, it } from 'vitest';
import { dropDue, type Falls, falls, setDue } from '#coalition/falls.ts';
import { fallDue } from '#schedule/due.ts';
import { connectStore, transact } from '#store/database.ts';
import { useDatabase } from '../harness/database.ts';

const database = useDatabase();
const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 24, 9, minutes));
const logged: object[] = [];
const log = { error: (facts: object) => void logged.push(facts) };

/** Counts, in the database, how often each subject has fallen: an effect that is rolled back does not count. */
const counting = (kind: string, next: (subject: string, now: Date) => Date | null, fails = new Set<string>()): Falls =>
  falls({
    kind,
    async fall(tx, fallen, { now }) {
      for (const { subject } of fallen) {
        await tx.$executeRaw`UPDATE "Pace" SET "nextAt" = "nextAt" + interval '1 second' WHERE key = ${`${kind} ${subject}`}`;
        if (fails.has(subject)) throw new Error(`${subject} cannot be done`);
      }
      return new Map(fallen.map(({ subject }) => [subject, next(subject, now)]));
    },
    foresee: async () => [],
  });

const zero = new Date(0);
const arrange = async (kind: string, subject: string, dueAt: Date): Promise<void> => {
  const { prisma } = database.store;
  await prisma.pace.create({ data: { key: `${kind} ${subject}`, nextAt: zero } });
  await transact(database.store, (tx) => setDue(tx, { kind, subject, coalitionId: null, dueAt }));
};
const times = async (kind: string, subject: string): Promise<number> => {
  const row = await database.store.prisma.pace.findUnique({ where: { key: `${kind} ${subject}` } });
  return (row?.nextAt.getTime() ?? 0) / 1000;
};
const dueOf = async (kind: string, subject: string) =>
  database.store.prisma.due.findUnique({ where: { kind_subject: { kind, subject } } });
const parts = (...all: Falls[]) => ({
  store: database.store,
  falling: new Map(all.map((one) => [one.kind, one])),
  log,
});

beforeEach(async () => {
  logged.length = 0;
  await database.store.prisma.due.deleteMany();
  await database.store.prisma.pace.deleteMany();
});

describe('what has fallen due', () => {
  it('is done once, and moved on or removed', async () => {
    const once = counting('once', () => null);
    const again = counting('again', (_, now) => new Date(now.getTime() + 3_600_000));
    await arrange('once', 'a', at(0));
    await arrange('again', 'b', at(0));
    await arrange('once', 'later', at(5));
    expect(await fallDue(parts(once, again), at(1))).toBe(2);
    expect(await fallDue(parts(once, again), at(2))).toBe(0);
    expect(await dueOf('once', 'a')).toBeNull();
    expect((await dueOf('again', 'b'))?.dueAt).toEqual(at(61));
    expect([await times('once', 'a'), await times('again', 'b'), await times('once', 'later')]).toEqual([1, 1, 0]);
  });

  it('has one effect when several instances look at the same moment', async () => {
    const kind = counting('many', (_, now) => new Date(now.getTime() + 3_600_000));
    for (let n = 0; n < 250; n += 1) await arrange('many', String(n), at(0));
    const others = [
      connectStore({ url: database.url, testClock: true }),
      connectStore({ url: database.url, testClock: true }),
    ];
    try {
      const all = await Promise.all(
        [database.store, ...others].map((store) => fallDue({ ...parts(kind), store }, at(1))),
      );
      // Whoever finds all rows in other hands leaves them to them.
      expect(all.reduce((sum, n) => sum + n, 0)).toBe(250);
      const rows = await database.store.prisma.pace.findMany();
      expect(new Set(rows.map((row) => row.nextAt.getTime()))).toEqual(new Set([1000]));
    } finally {
      await Promise.all(others.map((store) => store.close()));
    }
  });

  it('is nothing when the clock is put back, and is made up for when a day was missed', async () => {
    const kind = counting('back', (_, now) => new Date(now.getTime() + 60_000));
    await arrange('back', 'a', at(0));
    await fallDue(parts(kind), at(1));
    expect(await fallDue(parts(kind), at(-600))).toBe(0);
    expect(await fallDue(parts(kind), at(24 * 60))).toBe(1);
    expect(await times('back', 'a')).toBe(2);
  });

  it('waits longer and longer where it fails, and holds up nobody', async () => {
    const fails = new Set(['bad']);
    const kind = counting('some', () => null, fails);
    await arrange('some', 'bad', at(0));
    for (const subject of ['x', 'y', 'z']) await arrange('some', subject, at(0));
    await fallDue(parts(kind), at(1));
    expect([await times('some', 'x'), await times('some', 'bad')]).toEqual([1, 0]);
    expect(await dueOf('some', 'bad')).toMatchObject({
      attempts: 1,
      dueAt: at(2),
      problem: expect.stringContaining('bad'),
    });
    expect(logged).toHaveLength(1);
    await fallDue(parts(kind), at(2));
    expect((await dueOf('some', 'bad'))?.dueAt).toEqual(at(4));
    fails.clear();
    await fallDue(parts(kind), at(4));
    expect([await times('some', 'bad'), await dueOf('some', 'bad')]).toEqual([1, null]);
  });

  it('does not turn in circles when a kind names a moment that is over', async () => {
    const kind = counting('circle', () => zero);
    await arrange('circle', 'a', at(0));
    expect(await fallDue(parts(kind), at(1))).toBe(1);
    expect((await dueOf('circle', 'a'))?.dueAt).toEqual(at(2));
  });

  it('stays for a version that knows its kind', async () => {
    await arrange('unknown', 'a', at(0));
    const kind = counting('known', () => null);
    await arrange('known', 'b', at(0));
    expect(await fallDue(parts(kind), at(1))).toBe(1);
    expect(await dueOf('unknown', 'a')).not.toBeNull();
    await transact(database.store, (tx) => dropDue(tx, 'unknown', ['a']));
    expect(await dueOf('unknown', 'a')).toBeNull();
  });

  it('is left to whoever is changing it right now', async () => {
    const kind = counting('held', () => null);
    await arrange('held', 'a', at(0));
    await transact(database.store, async (tx) => {
      await setDue(tx, { kind: 'held', subject: 'a', coalitionId: null, dueAt: at(30) });
      expect(await fallDue(parts(kind), at(1))).toBe(0);
    });
    expect(await times('held', 'a')).toBe(0);
    expect((await dueOf('held', 'a'))?.dueAt).toEqual(at(30));
  });
});
