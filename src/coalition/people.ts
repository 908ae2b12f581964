// Reads of the people of a coalition, across all spaces: "A. Nowak · Stowarzyszenie X · Slack".
// Scoped by the coalition: somebody who shares none with the asking person cannot be found, nor guessed.
import type { AccountRef, PlatformName } from '#message/message.ts';
import type { Tx } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import type { MemberRole } from '#store/generated/enums.ts';

export type FoundPerson = {
  id: string;
  name: string;
  folded: string;
  membershipId: string;
  role: MemberRole;
  coordinates: boolean;
  status: 'asked' | 'active' | 'left';
  organization: { id: string; name: string };
  /** Open accounts only. */
  accounts: AccountRef[];
};

const fields = {
  id: true,
  role: true,
  coordinates: true,
  status: true,
  organization: { select: { id: true, name: true } },
  person: {
    select: {
      id: true,
      name: true,
      folded: true,
      accounts: {
        where: { closedAt: null },
        select: { platform: true, home: true, userId: true },
        orderBy: { id: 'asc' },
      },
    },
  },
} satisfies Prisma.MembershipSelect;

type Row = Prisma.MembershipGetPayload<{ select: typeof fields }>;

const found = ({ person, ...row }: Row): FoundPerson => ({
  id: person.id,
  name: person.name,
  folded: person.folded,
  membershipId: row.id,
  role: row.role,
  coordinates: row.coordinates,
  status: row.status,
  organization: row.organization,
  accounts: person.accounts.map(({ platform, home, userId }) => ({ platform, space: home, user: userId })),
});

/** Who really takes part: confirmed, in an organisation that has been welcomed. */
export const takingPart = {
  status: 'active',
  organization: { status: { in: ['active', 'observer'] } },
} satisfies Prisma.MembershipWhereInput;

/** Takes part, and has an account that is open: whoever has gone can be asked nothing. */
export const present = {
  ...takingPart,
  person: { accounts: { some: { closedAt: null } } },
} satisfies Prisma.MembershipWhereInput;

const here = (coalitionId: string): Prisma.MembershipWhereInput => ({ coalitionId, ...takingPart });

/**
 * People of a coalition whose name or organisation contains all the folded words.
 * @param words folded, space-separated; empty finds everybody
 */
export async function findPeople(tx: Tx, coalitionId: string, words: string, limit = 26): Promise<FoundPerson[]> {
  const wanted = words.split(' ').filter((word) => word !== '');
  const rows = await tx.membership.findMany({
    where: {
      ...here(coalitionId),
      person: { erasedAt: null },
      AND: wanted.map((word) => ({
        OR: [{ person: { folded: { contains: word } } }, { organization: { folded: { contains: word } } }],
      })),
    },
    select: fields,
    orderBy: { person: { folded: 'asc' } },
    take: limit,
  });
  return rows.map(found);
}

/** One person of this coalition, or null. */
export async function personById(tx: Tx, coalitionId: string, personId: string): Promise<FoundPerson | null> {
  const row = await tx.membership.findFirst({ where: { ...here(coalitionId), personId }, select: fields });
  return row && found(row);
}

/**
 * Whoever is behind a native mention. A Slack user of a shared channel may come from another team than the space,
 * and the mention does not say which: the space's own people come first, then everybody of the coalition.
 */
export async function peopleMentioned(
  tx: Tx,
  coalitionId: string,
  account: { platform: PlatformName; space: string; userId: string },
): Promise<FoundPerson[]> {
  const { platform, userId, space } = account;
  const rows = await tx.membership.findMany({
    where: { ...here(coalitionId), person: { accounts: { some: { platform, userId } } } },
    select: fields,
  });
  const all = rows.map(found);
  const own = all.filter((one) =>
    one.accounts.some((a) => a.platform === platform && a.space === space && a.user === userId),
  );
  return own.length > 0 ? own : all;
}

/** Everybody trusted with the whole coalition. */
export const coordinatorsOf = async (tx: Tx, coalitionId: string): Promise<FoundPerson[]> =>
  (
    await tx.membership.findMany({
      where: { coalitionId, ...present, coordinates: true },
      select: fields,
      orderBy: { id: 'asc' },
    })
  ).map(found);

/** Who speaks for an organisation; where nobody does, the coalition's coordinators. */
export async function speakersOf(tx: Tx, coalitionId: string, organizationId: string): Promise<FoundPerson[]> {
  const rows = await tx.membership.findMany({
    where: { coalitionId, ...present, organizationId, role: 'coordinator' },
    select: fields,
    orderBy: { id: 'asc' },
  });
  return rows.length > 0 ? rows.map(found) : coordinatorsOf(tx, coalitionId);
}
