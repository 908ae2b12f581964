// Reads for what people are told: an organisation that asks, who asks, and the names that go with an answer.
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
        select: {
          person: {
            select: {
              name: true,
              accounts: { where: { closedAt: null }, select: { platform: true, home: true, userId: true } },
            },
          },
        },
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

/** Organisations with their coalition, whatever their status: for telling somebody how it went. */
export async function namesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { name: string; coalition: { id: string; name: string } }>> {
  const rows = await tx.organization.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, coalition: { select: { id: true, name: true } } },
  });
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** Memberships with the names that a notice about them needs. */
export async function membershipsById(tx: Tx, ids: readonly string[]) {
  const rows = await tx.membership.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      personId: true,
      status: true,
      role: true,
      coordinates: true,
      organization: { select: { name: true } },
      coalition: { select: { id: true, name: true } },
      person: {
        select: { name: true, accounts: { where: { closedAt: null }, select: { platform: true, name: true } } },
      },
    },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The newest thing that each person has typed and that still waits. */
export async function lastDrafts(tx: Tx, personIds: readonly string[], now: Date): Promise<Map<string, string>> {
  const rows = await tx.draft.findMany({
    where: { account: { personId: { in: [...personIds] } }, expiresAt: { gt: now } },
    select: { id: true, account: { select: { personId: true } } },
    orderBy: { id: 'asc' },
  });
  return new Map(rows.map((row) => [row.account.personId, row.id]));
}

/** Who tried a channel, and in which coalition; by "person coalition". */
export async function peopleById(
  tx: Tx,
  wanted: readonly { personId: string; coalitionId: string | null }[],
): Promise<Map<string, { coalition: string; person: string }>> {
  const rows = await tx.membership.findMany({
    where: { OR: wanted.map(({ personId, coalitionId }) => ({ personId, coalitionId: coalitionId ?? '' })) },
    select: {
      personId: true,
      coalitionId: true,
      person: { select: { name: true } },
      coalition: { select: { name: true } },
    },
  });
  return new Map(
    rows.map((row) => [
      `${row.personId} ${row.coalitionId}`,
      { coalition: row.coalition.name, person: row.person.name },
    ]),
  );
}
