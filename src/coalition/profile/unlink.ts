// Takes one account away from a person. It begins anew as a stranger; memberships and items stay with the person.
import { Refusal } from '#bot/refusal.ts';
import { type Tx, transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { fold } from '#time/reading/fold.ts';
import type { Act } from '../act.ts';
import { recordEvent } from '../event.ts';

export type OwnAccount = {
  id: string;
  platform: 'slack' | 'discord';
  home: string;
  name: string;
  /** The workspace's name on Slack, where the bot knows it. */
  space: string | null;
};

/** A person's open accounts, oldest first. */
export async function accountsOf(tx: Tx, personId: string): Promise<OwnAccount[]> {
  const rows = await tx.account.findMany({
    where: { personId, closedAt: null },
    select: { id: true, platform: true, home: true, name: true },
    orderBy: { id: 'asc' },
  });
  const spaces = await tx.space.findMany({
    where: {
      platform: 'slack',
      externalId: { in: rows.filter((one) => one.platform === 'slack').map((one) => one.home) },
    },
    select: { externalId: true, name: true },
  });
  return rows.map((row) => ({
    ...row,
    space: row.platform === 'slack' ? (spaces.find((one) => one.externalId === row.home)?.name ?? null) : null,
  }));
}

/**
 * @param accountId one of the acting person's accounts
 * @throws Refusal when it is the only one: then there is nothing to part
 */
export const unlinkAccount = (act: Act, accountId: string): Promise<OwnAccount> =>
  transact(act.store, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${act.person.id} FOR NO KEY UPDATE`;
    const own = await accountsOf(tx, act.person.id);
    const account = own.find((one) => one.id === accountId);
    if (!account) throw new Refusal('profile.refusal.no_such_account', { option: 'account' });
    if (own.length === 1) throw new Refusal('profile.refusal.only_account');
    const personId = newId(act.now);
    await tx.person.create({
      data: { id: personId, name: account.name, folded: fold(account.name), greetedAt: act.now, createdAt: act.now },
      select: { id: true },
    });
    await recordEvent(tx, act, 0, { kind: 'person.unlinked', data: { parted: personId } });
    await tx.linkCode.deleteMany({ where: { accountId } });
    await tx.account.update({ where: { id: accountId }, data: { personId, dmChannel: null }, select: { id: true } });
    return account;
  });
