// One person with several chat accounts: a code from one account, typed in another, makes both the same person, who is
// from then on counted once. Ten minutes, one use; both accounts have to do something, so nobody is taken over unasked.
import { Refusal } from '#bot/refusal.ts';
import { retryPerson } from '#delivery/trouble.ts';
import { transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import type { Act } from '../act.ts';
import { claimTry, returnTry } from '../attempts.ts';
import type { Codes } from '../codes.ts';
import { recordEvent } from '../event.ts';
import { type Kept, mergePeople } from './merge.ts';

/** Time enough to open the other application, little enough for a look over the shoulder to be worthless. */
export const LINK_MS = 10 * 60 * 1000;

/** A code for this account; earlier ones of it stop working. */
export const linkCode = (act: Act, accountId: string, codes: Codes): Promise<{ code: string; expiresAt: Date }> =>
  transact(act.store, async (tx) => {
    await recordEvent(tx, act, 0, { kind: 'link.offered' });
    await tx.linkCode.deleteMany({ where: { accountId, usedAt: null } });
    const code = codes.fresh();
    const expiresAt = new Date(act.now.getTime() + LINK_MS);
    await tx.linkCode.create({
      data: { id: newId(act.now), accountId, codeMac: codes.mac(code), createdAt: act.now, expiresAt },
      select: { id: true },
    });
    return { code, expiresAt };
  });

export type Linked = {
  /** All accounts of the person now. */
  accounts: { platform: 'slack' | 'discord'; name: string }[];
  /** Coalitions in which both were members: which organisation the person acts for from now on. */
  kept: Kept[];
};

/**
 * Joins the account that typed the code to the person who made it.
 * @param accountId the account that types
 * @throws Refusal for an unknown, used or expired code, an own one, or too many tries
 */
export async function useLinkCode(act: Act, accountId: string, code: string, codes: Codes): Promise<Linked> {
  await claimTry(act.store, accountId, act.now);
  const linked = await transact(act.store, async (tx) => {
    const row = await tx.linkCode.findUnique({
      where: { codeMac: codes.mac(code) },
      select: { id: true, accountId: true, usedAt: true, expiresAt: true, account: { select: { personId: true } } },
    });
    if (!row) throw new Refusal('profile.refusal.code_unknown', { option: 'code' });
    const { personId: other } = row.account;
    // People are merged into the one who was here first: its id stands in more places.
    const [survivor, absorbed] = [act.person.id, other].sort() as [string, string];
    await recordEvent(tx, act, 0, { kind: 'person.linked', personId: survivor, data: { absorbed } });
    if (row.accountId === accountId) throw new Refusal('profile.refusal.same_account', { option: 'code' });
    const used = await tx.linkCode.updateMany({
      where: { id: row.id, usedAt: null, expiresAt: { gt: act.now } },
      data: { usedAt: act.now },
    });
    if (used.count === 0) throw new Refusal('profile.refusal.code_expired', { option: 'code' });
    const kept = survivor === absorbed ? [] : await mergePeople(tx, act, survivor, absorbed);
    await returnTry(tx, accountId);
    const accounts = await tx.account.findMany({
      where: { personId: survivor, closedAt: null },
      select: { platform: true, name: true },
      orderBy: { id: 'asc' },
    });
    return { personId: survivor, accounts, kept };
  });
  // What could not be said to one account may reach the other.
  await retryPerson(act.store, linked.personId, act.now);
  return linked;
}
