// The contract of what falls due. A kind is one file of coalition/falling/ (a ladder counts as one too); the clock knows
// none of them by name. Everything that will fall due has one row in Due, and a tick reads only those whose moment has come.
import type { Recording } from '#delivery/record.ts';
import { discover, hasMethods } from '#discover.ts';
import type { Store, Tx } from '#store/database.ts';

/** A row whose moment has come. `dueAt` may be long ago (the service was away), or the epoch (the item has changed). */
export type Fallen = { subject: string; coalitionId: string | null; dueAt: Date };

/** What will be said when nothing changes until then; for a rehearsal. Ids only: whoever shows it finds the words. */
export type Foreseen = {
  at: Date;
  to: { personId: string } | { channelId: string };
  /** The topic that will be said, with its data. */
  topic: string;
  data: Record<string, unknown>;
  /** It belongs to no coalition, though somebody of this one gets it. */
  common?: true;
  /** What it tells is made only then, so nobody can say today whether there will be anything to tell. */
  unmade?: true;
};

export type Falls = {
  /** As in Due.kind. */
  kind: string;
  /**
   * Does what is due, for up to a hundred at once, inside one transaction that holds their rows: reads, decides (pure),
   * writes, `sayTo`. No network. A throw takes the whole transaction back; then each is tried alone.
   * @returns by subject when it falls due next; a subject left out, or null: never again, its row goes
   */
  fall(tx: Tx, fallen: readonly Fallen[], recording: Recording): Promise<ReadonlyMap<string, Date | null>>;
  /** What it would say from `from` (included) until `until`, in one coalition, without doing anything. */
  foresee(store: Store, coalitionId: string, from: Date, until: Date): Promise<readonly Foreseen[]>;
};

/** Gives a kind its types; changes nothing. */
export const falls = (definition: Falls): Falls => definition;

/** Sets (or moves) the moment at which something falls due. */
export const setDue = async (
  tx: Tx,
  due: { kind: string; subject: string; coalitionId: string | null; dueAt: Date },
): Promise<void> => {
  await tx.$executeRaw`
    INSERT INTO "Due" (kind, subject, "coalitionId", "dueAt") VALUES (${due.kind}, ${due.subject}, ${due.coalitionId}, ${due.dueAt.toISOString()}::timestamptz)
    ON CONFLICT (kind, subject) DO UPDATE SET "dueAt" = excluded."dueAt", "coalitionId" = excluded."coalitionId", attempts = 0, problem = NULL`;
};

/** It will not fall due any more. */
export const dropDue = async (tx: Tx, kind: string, subjects: readonly string[]): Promise<void> => {
  await tx.due.deleteMany({ where: { kind, subject: { in: [...subjects] } } });
};

/** Reads coalition/falling/ once, at start. @throws Error naming the file that is none */
export const loadFalling = (): Promise<ReadonlyMap<string, Falls>> =>
  discover(
    new URL('./falling/', import.meta.url),
    hasMethods<Falls>('fall', 'foresee'),
    (one) => one.kind,
    'what falls due',
  );
