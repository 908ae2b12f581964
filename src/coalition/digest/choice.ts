// What a coalition has chosen for its digest, and until when its news has been told: one read for many coalitions.
import type { Tx } from '#store/database.ts';
import type { EmptyDigest } from '#store/generated/enums.ts';
import { type Choice, decide, nextSlot } from './slot.ts';

export type DigestChoice = Choice & {
  coalitionId: string;
  /** What is said in a week without news. */
  empty: EmptyDigest;
  /** A coordinator looks at it first. */
  approval: boolean;
  /** When the digest before was chosen, whatever became of it; the day of founding where there was none. */
  before: Date;
  /** Until when everything has been told: what was not sent goes into the next one. Null: nothing was chosen yet. */
  told: Date | null;
  /** When the clock looks at it next; the epoch: at once, since the choice has changed. */
  due: Date | null;
};

type Row = {
  id: string;
  on: boolean;
  weekday: number;
  minute: number;
  zone: string;
  empty: EmptyDigest;
  approval: boolean;
  pausedUntil: Date | null;
  before: Date;
  told: Date | null;
  due: Date | null;
};

/**
 * Whoever issues a digest holds this first, until the end of the transaction, and reads the choice after it: the clock
 * and two coordinators may come at the same moment. Not the coalition's row: whoever adds a task would wait for it.
 */
export const holdDigests = async (tx: Tx, coalitionIds: readonly string[]): Promise<void> => {
  await tx.$queryRaw`
    SELECT 1 AS held FROM (
      SELECT pg_advisory_xact_lock(hashtextextended('digest ' || id, 0)) FROM unnest(${[...coalitionIds].sort()}::text[]) AS id
    ) locks`;
};

/** @returns by coalition; one that is gone is left out */
export async function choicesOf(
  reader: Tx,
  coalitionIds: readonly string[],
): Promise<ReadonlyMap<string, DigestChoice>> {
  const rows = await reader.$queryRaw<Row[]>`
    SELECT c.id, c."digestOn" AS on, c."digestWeekday" AS weekday, c."digestMinute" AS minute,
      coalesce(c."digestZone", c.timezone) AS zone, c."digestEmpty"::text AS empty, c."digestApproval" AS approval,
      c."pausedUntil", coalesce(max(d."untilAt"), c."createdAt") AS before,
      coalesce(max(d."untilAt") FILTER (WHERE d.state IN ('sent', 'empty')), min(d."fromAt")) AS told,
      max(u."dueAt") AS due
    FROM "Coalition" c LEFT JOIN "Digest" d ON d."coalitionId" = c.id
      LEFT JOIN "Due" u ON u.kind = 'digest' AND u.subject = c.id
    WHERE c.id = ANY(${[...coalitionIds]}) GROUP BY c.id`;
  return new Map(rows.map(({ id, ...row }) => [id, { coalitionId: id, ...row }]));
}

/** @throws Error when there is no such coalition */
export async function choiceOf(reader: Tx, coalitionId: string): Promise<DigestChoice> {
  const choice = (await choicesOf(reader, [coalitionId])).get(coalitionId);
  if (!choice) throw new Error('there is no such coalition');
  return choice;
}

/** When the next regular one comes, not before `from`; null: it is switched off. */
export function nextDigestAt(choice: DigestChoice, from: Date): Date | null {
  if (!choice.on) return null;
  const again = choice.due === null || choice.due.getTime() === 0;
  const start = choice.due !== null && choice.due > from ? choice.due : from;
  const decision = decide(choice, choice.before, start, again);
  return decision.now ? start : decision.at;
}

/** The one after that was sent now. */
export const afterwards = (choice: DigestChoice, now: Date): Date | null =>
  choice.on ? nextSlot(choice, now, new Date(now.getTime() + 1)) : null;
