// The door before every code: five wrong ones in ten minutes close it for the account until those ten minutes are over.
// A try is counted before it is looked at and given back when it was right, so that a hundred at once gain nothing.
import { Refusal } from '#bot/refusal.ts';
import type { Store, Tx } from '#store/database.ts';

const TRIES = 5;
const WINDOW_MS = 10 * 60 * 1000;

/**
 * Counts a try, in a statement of its own: it stays counted when the use case is refused.
 * @throws Refusal when the door is closed
 */
export async function claimTry(store: Store, accountId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - WINDOW_MS);
  const counted = await store.prisma.$executeRaw`
    UPDATE "Account" SET
      "wrongCodes" = CASE WHEN "codesSince" > ${since} THEN "wrongCodes" + 1 ELSE 1 END,
      "codesSince" = CASE WHEN "codesSince" > ${since} THEN "codesSince" ELSE ${now} END
    WHERE "id" = ${accountId} AND NOT ("codesSince" IS NOT NULL AND "codesSince" > ${since} AND "wrongCodes" >= ${TRIES})`;
  if (counted === 0) throw new Refusal('coalition.refusal.too_many_codes');
}

/** The code was right: the try is given back. */
export async function returnTry(tx: Tx, accountId: string): Promise<void> {
  await tx.account.updateMany({
    where: { id: accountId, wrongCodes: { gt: 0 } },
    data: { wrongCodes: { decrement: 1 } },
  });
}
