// What a tick costs when a hundred things are due and very many are stored: the same work in a small and in huge databases,
// in turn. Buffers are those of the tick's own connection (pg_stat_get_backend_io), so that no vacuum is counted.
import pg from 'pg';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { fallDue } from '#schedule/due.ts';
import { connectStore, type Store } from '#store/database.ts';
import type { Base } from './base.ts';
import { median } from './load.ts';
import { storeReminders } from './stored.ts';

export type TickOf = { stored: number; ms: number; buffers: number; worstMs: number };
export type Ticked = {
  rounds: number;
  due: number;
  /** By size, the smallest first. */
  sizes: TickOf[];
  /** The worst of any larger size over the smallest: buffers by medians, time by the median of the ratios of each round. */
  ratios: { buffers: number; time: number };
  /** Deliveries that are missing or too many, over all sizes. */
  wrong: number;
};

const due = 100;
const warm = 8;
const dayMs = 86_400_000;

type Side = { stored: number; store: Store; gauge: Gauge; close(): Promise<void>; ms: number[]; buffers: number[] };

/** @param options.sizes reminders stored, the smallest first @param options.rounds measured ticks of each size */
export async function tick(base: Base, options: { sizes: readonly number[]; rounds: number }): Promise<Ticked> {
  const falling = await loadAllFalling();
  const start = new Date('2026-03-02T08:00:00Z');
  const sides: Side[] = [];
  const failed: unknown[] = [];
  const log = { error: (facts: object) => void failed.push(facts) };
  try {
    for (const stored of options.sizes) sides.push(await prepare(base, start, stored));
    for (let round = -warm; round < options.rounds; round += 1) {
      // Each day the same hundred are due again, a minute after their hour. Every round begins with another size.
      const now = new Date(start.getTime() + (round + warm) * dayMs + 60_000);
      for (let turn = 0; turn < sides.length; turn += 1) {
        const side = sides[(turn + round + warm) % sides.length];
        if (!side) continue;
        const before = await side.gauge.touched();
        const from = performance.now();
        const taken = await fallDue({ store: side.store, falling, log }, now);
        const ms = performance.now() - from;
        const after = await side.gauge.touched();
        if (after.pid !== before.pid) throw new Error('the connection was replaced meanwhile');
        if (taken !== due) throw new Error(`${taken} were due of ${side.stored}; ${JSON.stringify(failed[0])}`);
        if (round < 0) continue;
        side.ms.push(ms);
        side.buffers.push(after.buffers - before.buffers);
      }
    }
    const wrongs = await Promise.all(
      sides.map(async ({ store }) => Math.abs((await store.prisma.delivery.count()) - due * (options.rounds + warm))),
    );
    return {
      rounds: options.rounds,
      due,
      sizes: sides.map(({ stored, ms, buffers }) => ({
        stored,
        ms: median(ms),
        worstMs: Math.max(...ms),
        buffers: median(buffers),
      })),
      ratios: { buffers: ratioOf(sides, 'buffers'), time: ratioOf(sides, 'ms') },
      wrong: wrongs.reduce((sum, one) => sum + one, 0),
    };
  } finally {
    for (const { close } of sides) await close();
  }
}

/** The worst of the larger sizes over the smallest. */
const ratioOf = ([small, ...larger]: readonly Side[], of: 'ms' | 'buffers'): number =>
  Math.max(1, ...larger.map((side) => median(side[of]) / median(small?.[of] ?? [])));

/** A database with so many reminders, and one connection to it: what is measured is the tick, not a pool. */
async function prepare(base: Base, now: Date, stored: number): Promise<Side> {
  const made = await base.fresh();
  await storeReminders(made.store, now, stored, due);
  await made.store.prisma.$executeRawUnsafe('VACUUM (ANALYZE)');
  await made.store.prisma.$executeRawUnsafe('CHECKPOINT');
  const store = connectStore({ url: made.url, poolSize: 1 });
  const gauge = await openGauge(made.url, store);
  const close = async (): Promise<void> => {
    await gauge.close();
    await store.close();
    await made.close();
  };
  return { stored, store, gauge, close, ms: [], buffers: [] };
}

/** What the one connection of a store has touched so far, hits and reads alike. */
type Gauge = { touched(): Promise<{ pid: number; buffers: number }>; close(): Promise<void> };

async function openGauge(url: string, { prisma }: Store): Promise<Gauge> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    async touched() {
      const [own] = await prisma.$queryRawUnsafe<{ pid: number }[]>(
        'SELECT pg_backend_pid() AS pid FROM pg_stat_force_next_flush()',
      );
      const pid = own?.pid ?? 0;
      const { rows } = await client.query<{ buffers: number }>(
        `SELECT sum(coalesce(hits, 0) + coalesce(reads, 0))::float AS buffers FROM pg_stat_get_backend_io($1)
         WHERE object = 'relation'`,
        [pid],
      );
      return { pid, buffers: rows[0]?.buffers ?? Number.NaN };
    },
    close: () => client.end(),
  };
}
