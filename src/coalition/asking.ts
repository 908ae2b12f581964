// An organisation that has asked to join, as the coordinators see it: what it is, who asks, and from where.
import type { AccountRef } from '#message/message.ts';
import type { Tx } from '#store/database.ts';

export type AskingOrganisation = {
  organizationId: string;
  coalition: string;
  name: string;
  type: string;
  country: string;
  people: { name: string; accounts: AccountRef[] }[];
  /** The workspace or server from which it asks, where the bot knows it. */
  space: string | null;
};

/** @returns by organisation; those that have been answered meanwhile are left out */
export async function askingOrganisations(tx: Tx, ids: readonly string[]): Promise<Map<string, AskingOrganisation>> {
  const rows = await tx.organization.findMany({
    where: { id: { in: [...ids] }, status: 'asked' },
    select: {
      id: true,
      name: true,
      type: true,
      country: true,
      coalition: { select: { name: true } },
      space: { select: { name: true } },
      memberships: {
        where: { status: 'active' },
        select: { person: { select: { name: true, accounts: { where: { closedAt: null }, select: { platform: true, home: true, userId: true } } } } },
      },
    },
  });
  return new Map(
    rows.map(({ id, coalition, space, memberships, ...row }) => [
      id,
      {
        ...row,
        organizationId: id,
        coalition: coalition.name,
        space: space?.name ?? null,
        people: memberships.map(({ person }) => ({
          name: person.name,
          accounts: person.accounts.map(({ platform, home, userId }) => ({ platform, space: home, user: userId })),
        })),
      },
    ]),
  );
}
