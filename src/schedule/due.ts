// The tick that looks at what has fallen due: claims rows whose moment has come, has their kind do what is due, and moves
// them on, all in one transaction, so that several instances have one effect and a kill leaves nothing half-done.
import type { Fallen, Falls } from '#coalition/falls.ts';
import { gather } from '#delivery/queue.ts';
import { type Store, type Tx, transact } from '#store/database.ts';
import type { Tick } from './clock.ts';

/** So many in one transaction: at 100 the cost of a row is a tenth of what it is alone, and no lock is held for long. */
const atOnce = 100;
/** A tick ends after so many batches; the next one, a minute later, goes on. */
const batches = 500;
/** A row that fails waits 1, 2, 4 … minutes, at most six hours. */
const longestMs = 6 * 3_600_000;

type Row = Fallen & { kind: string; attempts: number };
export type DueParts = {
  store: Store;
  falling: ReadonlyMap<string, Falls>;
  log: { error(facts: object, message: string): void };
};

/** Which kind is due; one indexed read of one row. A row of a kind that this version does not know waits for one that does. */
const firstSql = `
SELECT kind FROM "Due" WHERE "dueAt" <= $1::timestamptz AND kind = ANY($2::text[]) ORDER BY "dueAt" LIMIT 1`;

/** Rows that another instance, or a use case, is changing right now are passed over: they come with the next look. */
const claimSql = `
SELECT kind, subject, "coalitionId", "dueAt", attempts FROM "Due"
WHERE "dueAt" <= $1::timestamptz AND kind = $2 ORDER BY "dueAt" LIMIT $3 FOR UPDATE SKIP LOCKED`;

/**
 * "IS NOT DISTINCT FROM" here and below means "=" and is no condition for an index: by the moment, each row would be
 * searched among all that are due at the same one (nine in the morning; the epoch), instead of by its key.
 */
const claimOneSql = `
SELECT kind, subject, "coalitionId", "dueAt", attempts FROM "Due"
WHERE "dueAt" IS NOT DISTINCT FROM $1::timestamptz AND kind = $2 AND subject = $3 FOR UPDATE SKIP LOCKED`;

/** Nothing falls due again before the next tick: a kind that does not move on must not turn in circles. */
const tickMs = 60_000;

/** The condition on the old moment is what makes it count once, whatever the locks did. */
const moveSql = `
UPDATE "Due" d SET "dueAt" = m.next, attempts = 0, problem = NULL
FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) AS m(subject, old, next)
WHERE d.kind = $1 AND d.subject = m.subject AND d."dueAt" IS NOT DISTINCT FROM m.old`;

const endSql = `
DELETE FROM "Due" d USING unnest($2::text[], $3::timestamptz[]) AS m(subject, old)
WHERE d.kind = $1 AND d.subject = m.subject AND d."dueAt" IS NOT DISTINCT FROM m.old`;

const iso = (at: Date): string => at.toISOString();

async function move(
  tx: Tx,
  kind: string,
  rows: readonly Row[],
  next: ReadonlyMap<string, Date | null>,
  now: Date,
): Promise<void> {
  const on = rows.flatMap((row) => {
    const at = next.get(row.subject);
    return at ? [{ row, at: at > now ? at : new Date(now.getTime() + tickMs) }] : [];
  });
  const over = rows.filter((row) => !next.get(row.subject));
  let moved = 0;
  if (on.length > 0)
    moved += await tx.$executeRawUnsafe(
      moveSql,
      kind,
      on.map(({ row }) => row.subject),
      on.map(({ row }) => iso(row.dueAt)),
      on.map(({ at }) => iso(at)),
    );
  if (over.length > 0)
    moved += await tx.$executeRawUnsafe(
      endSql,
      kind,
      over.map(({ subject }) => subject),
      over.map(({ dueAt }) => iso(dueAt)),
    );
  if (moved !== rows.length) throw new Error(`${rows.length} rows of "${kind}" were claimed and ${moved} moved on`);
}

/** `recording`: the store that deliveries are recorded with. */
type Falling = DueParts & { recording: Pick<Store, 'prisma'> };

/** @returns the rows it has taken */
async function fallTogether({ store, recording }: Falling, falls: Falls, now: Date, one?: Row): Promise<Row[]> {
  let rows: Row[] = [];
  await transact(store, async (tx) => {
    rows = one
      ? await tx.$queryRawUnsafe<Row[]>(claimOneSql, iso(one.dueAt), falls.kind, one.subject)
      : await tx.$queryRawUnsafe<Row[]>(claimSql, iso(now), falls.kind, atOnce);
    if (rows.length === 0) return;
    const next = await falls.fall(tx, rows, { store: recording, now });
    await move(tx, falls.kind, rows, next, now);
  }).catch((error: unknown) => {
    throw new Failed(error, rows);
  });
  return rows;
}

/** What was claimed when it failed, so that each can be tried alone. */
class Failed extends Error {
  readonly rows: readonly Row[];
  constructor(cause: unknown, rows: readonly Row[]) {
    super('what is due could not be done', { cause });
    this.rows = rows;
  }
}

async function eachAlone(parts: Falling, falls: Falls, rows: readonly Row[], now: Date): Promise<void> {
  for (const row of rows) {
    try {
      await fallTogether(parts, falls, now, row);
    } catch (error) {
      parts.log.error(
        { err: error, kind: falls.kind, subject: row.subject },
        'Something that is due could not be done; it is tried again later',
      );
      const later = new Date(now.getTime() + Math.min(longestMs, 60_000 * 2 ** Math.min(row.attempts, 20)));
      await parts.store.prisma.due.updateMany({
        where: { kind: falls.kind, subject: row.subject, dueAt: row.dueAt },
        data: {
          dueAt: later,
          attempts: { increment: 1 },
          problem: String(error instanceof Failed ? error.cause : error).slice(0, 500),
        },
      });
    }
  }
}

/**
 * Does everything that has fallen due by now.
 * @param now the service's clock; a clock that was put back finds less, and nothing twice
 * @returns how many rows were taken
 */
export async function fallDue(parts: DueParts, now: Date): Promise<number> {
  // Several kinds may have something for the same person: it is looked at together, as one message.
  const gathered = gather(parts.store);
  try {
    return await fallAll({ ...parts, recording: gathered.store }, now);
  } finally {
    await gathered.look();
  }
}

async function fallAll(parts: Falling, now: Date): Promise<number> {
  let kinds = [...parts.falling.keys()];
  let taken = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    const [first] = await parts.store.prisma.$queryRawUnsafe<{ kind: string }[]>(firstSql, iso(now), kinds);
    const falls = first && parts.falling.get(first.kind);
    if (!falls) return taken;
    try {
      const rows = await fallTogether(parts, falls, now);
      // All of this kind that is due is in somebody else's hands at the moment.
      if (rows.length === 0) kinds = kinds.filter((kind) => kind !== falls.kind);
      taken += rows.length;
    } catch (error) {
      if (!(error instanceof Failed) || error.rows.length === 0) throw error;
      await eachAlone(parts, falls, error.rows, now);
    }
  }
  return taken;
}

/** For the list of what is looked after once a minute. */
export const watchDue = (parts: DueParts): Tick => ({
  name: 'due',
  run: async (now) => void (await fallDue(parts, now)),
});
