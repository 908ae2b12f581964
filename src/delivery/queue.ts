// pg-boss on the house's own database: a job says "look at these deliveries" and nothing else; the Delivery rows hold the
// truth. A job is done once its rows were looked at (claimed, parked for a pace, or not wanted): from then on the lease
// in the row and the sweep answer for a crash, so that one slow send holds up no other.
import { fromPrisma, PgBoss } from 'pg-boss';
import { withOptions } from '#store/connection.ts';
import type { Store, Tx } from '#store/database.ts';

/** One queue; it must be there before anything is sent, since pg-boss throws on a queue it does not know. */
const queueName = 'delivery';

export type Queue = {
  /**
   * Asks for a look, inside the caller's transaction: it is rolled back with the fact. Workers of every instance are
   * woken at the commit (NOTIFY).
   * @param delayMs not before so much real time has passed; jobs follow the real clock, `dueAt` the service's
   */
  enqueue(tx: Tx | null, deliveries: readonly string[], delayMs?: number): Promise<void>;
  /** Takes jobs from now on. A look that throws is repeated by pg-boss. */
  work(look: (deliveries: readonly string[]) => Promise<void>): Promise<void>;
  /** Jobs that nobody has taken yet. */
  depth(): Promise<number>;
  /** Takes no new jobs; those in hand end within `ms`. */
  stop(ms: number): Promise<void>;
};

/**
 * A job as part of a statement that has made deliveries, instead of a statement of its own: one round trip less while
 * a use case holds its locks. The same row as pg-boss would make (a test compares them); to be read once by the final
 * SELECT, or the NOTIFY is not evaluated.
 * @param made the name of the CTE with the column `id` of what is to be looked at
 * @returns two CTEs, the second called `woken`
 */
export const jobCtes = (made: string): string => `job AS (
  INSERT INTO pgboss.job (name, data, start_after, created_on, expire_seconds, deletion_seconds, keep_until, retry_limit,
    retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
  SELECT q.name, jsonb_build_object('deliveries', m.ids), pgboss.job_now(), pgboss.job_now(), q.expire_seconds, q.deletion_seconds,
    pgboss.job_now() + q.retention_seconds * interval '1s', q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
    q.policy, q.dead_letter, q.heartbeat_seconds
  FROM pgboss.queue q, (SELECT array_agg(id) AS ids FROM ${made}) m WHERE q.name = '${queueName}' AND m.ids IS NOT NULL
  RETURNING 1
), woken AS (
  SELECT pg_notify('pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24), '${queueName}') FROM job
)`;

export type QueueTrouble = (message: string, error: unknown) => void;

const attached = new WeakMap<object, Queue>();

/**
 * The queue of a store, if its service delivers. Use cases record deliveries through the store they were given; without
 * a queue (a test of one rule, a migration) the rows wait for the next sweep.
 */
export const queueOf = (store: object): Queue | undefined => attached.get(store);

/** Ids in one job; each is one batch of a sender. */
const jobSize = 100;

/**
 * For work that has things said piece by piece (a tick): nothing is looked at before its end, so that what goes to one
 * person is one message. If the process dies in between, the sweep finds what was recorded.
 * @returns the store to record with, and what to call at the end
 */
export function gather(store: Store): { store: Pick<Store, 'prisma'>; look(): Promise<void> } {
  const held = { prisma: store.prisma };
  const ids: string[] = [];
  const queue = queueOf(store);
  if (!queue) return { store: held, look: async () => {} };
  const later: Queue['enqueue'] = async (tx, deliveries, delayMs = 0) => {
    if (delayMs > 0) await queue.enqueue(tx, deliveries, delayMs);
    else ids.push(...deliveries);
  };
  attached.set(held, { ...queue, enqueue: later });
  return {
    store: held,
    async look() {
      for (let from = 0; from < ids.length; from += jobSize) await queue.enqueue(null, ids.slice(from, from + jobSize));
    },
  };
}

/**
 * Installs pg-boss's own schema where it is missing, starts it and makes its queue.
 * @param trouble told of errors in the background (the database is away); they end nothing
 */
export async function openQueue(store: Store, trouble: QueueTrouble): Promise<Queue> {
  const boss = new PgBoss({
    // What a crash of the database's machine could take back here (a job fetched or done) is only done once more.
    connectionString: withOptions(store.url, ['-c synchronous_commit=off']),
    // Fetch, complete, supervise; the listener has a connection of its own.
    max: 3,
    application_name: 'mosty queue',
    schedule: false,
    useListenNotify: true,
    // Without these a job of a killed instance comes back after up to 16 minutes.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    maintenanceIntervalSeconds: 600,
    monitorVacuum: false,
  });
  boss.on('error', (error: unknown) => trouble('The queue has trouble', error));
  await boss.start();
  await boss.createQueue(queueName, {
    notify: true,
    heartbeatSeconds: 30,
    expireInSeconds: 120,
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    // Done jobs tell nothing that the Delivery does not tell better.
    deleteAfterSeconds: 60,
    retentionSeconds: 14 * 24 * 3600,
  });
  const queue: Queue = {
    async enqueue(tx, deliveries, delayMs = 0) {
      if (deliveries.length === 0) return;
      // Without { db } the job would be no part of the transaction, and would survive its rollback.
      const options = tx ? { db: fromPrisma(tx) } : {};
      const startAfter = delayMs > 0 ? { startAfter: Math.ceil(delayMs / 1000) } : {};
      await boss.insert(queueName, [{ data: { deliveries: [...deliveries] }, ...startAfter }], options);
    },
    async work(look) {
      // notify alone would slow delayed jobs down to a poll every 30 s.
      const polling = {
        batchSize: 200,
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: 1,
        burstWhenBatchFull: true,
      };
      await boss.work<{ deliveries: string[] }>(queueName, polling, async (jobs) => {
        await look(jobs.flatMap((job) => job.data.deliveries));
      });
    },
    async depth() {
      const { rows } = await boss
        .getDb()
        .executeSql(`SELECT count(*)::int AS n FROM pgboss.job WHERE name = $1 AND state < 'active'`, [queueName]);
      return Number(rows[0]?.n ?? 0);
    },
    async stop(ms) {
      attached.delete(store);
      await boss.stop({ graceful: true, close: true, timeout: ms });
    },
  };
  attached.set(store, queue);
  return queue;
}
