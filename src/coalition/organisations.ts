// Reads of a coalition's organisations. Every one is scoped by the coalition: an id from elsewhere finds nothing.

import type { Tx } from '#store/database.ts';
import type { Organization } from '#store/generated/client.ts';
import type { OrganizationStatus } from '#store/generated/enums.ts';

export type FoundOrganisation = Pick<
  Organization,
  'id' | 'name' | 'folded' | 'type' | 'country' | 'language' | 'timezone' | 'status' | 'spaceId'
>;

const fields = {
  id: true,
  name: true,
  folded: true,
  type: true,
  country: true,
  language: true,
  timezone: true,
  status: true,
  spaceId: true,
} as const;

/** Those that take part: members and observers. */
export const present: readonly OrganizationStatus[] = ['active', 'observer'];

/** All organisations of a coalition in one of these states, by name. */
export const organisationsOf = (
  tx: Tx,
  coalitionId: string,
  statuses: readonly OrganizationStatus[] = present,
): Promise<FoundOrganisation[]> =>
  tx.organization.findMany({
    where: { coalitionId, status: { in: [...statuses] } },
    select: fields,
    orderBy: { folded: 'asc' },
  });

/** One organisation of this coalition, or null. */
export const organisationById = (tx: Tx, coalitionId: string, id: string): Promise<FoundOrganisation | null> =>
  tx.organization.findFirst({ where: { id, coalitionId }, select: fields });

/** Which coalition a picked organisation belongs to; no authorisation, only the question which coalition is meant. */
export const coalitionOfOrganisation = async (tx: Tx, id: string): Promise<string | undefined> =>
  (await tx.organization.findUnique({ where: { id }, select: { coalitionId: true } }))?.coalitionId;
