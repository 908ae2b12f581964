// The append-only record of what happened. Its key (cause, ordinal) is also what makes a platform event that is
// delivered twice count once: the second transaction is refused by the database and rolled back whole.

import type { Tx } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import { newId } from '#store/id.ts';
import type { Trace } from './act.ts';

/** What happened. `data` is plain JSON and holds ids and words of rules, never what would have to be erased later. */
export type Happening = {
  /** "task.taken", "organisation.welcomed": a noun of the field and a past participle. */
  kind: string;
  coalitionId?: string | null;
  organizationId?: string | null;
  taskId?: string | null;
  dutyId?: string | null;
  /** The person it is about or by; the acting person unless told. */
  personId?: string | null;
  data?: Prisma.InputJsonObject;
};

/**
 * Appends one event of an act, inside the transaction of the fact.
 * @param ordinal 0 for the first event of this act, then 1, 2 …; one act never uses an ordinal twice
 * @throws Prisma's P2002 on (cause, ordinal) when this platform event has been done already; let it pass
 */
export async function recordEvent(tx: Tx, act: Trace, ordinal: number, happening: Happening): Promise<void> {
  await tx.event.create({
    data: {
      id: newId(act.now),
      at: act.now,
      cause: act.cause,
      ordinal,
      kind: happening.kind,
      coalitionId: happening.coalitionId ?? null,
      organizationId: happening.organizationId ?? null,
      taskId: happening.taskId ?? null,
      dutyId: happening.dutyId ?? null,
      personId: happening.personId === undefined ? act.person.id : happening.personId,
      data: happening.data ?? {},
    },
    select: { id: true },
  });
}
