// One person has at most one membership in a coalition: whoever left and returns, or changes the organisation, keeps the row.

import type { Tx } from '#store/database.ts';
import type { MemberRole, MembershipStatus } from '#store/generated/enums.ts';
import { newId } from '#store/id.ts';

export type Place = { personId: string; coalitionId: string; organizationId: string };

/**
 * Puts a person into an organisation, whatever was there before.
 * @returns the membership's id
 */
export async function putMember(
  tx: Tx,
  place: Place,
  as: { role: MemberRole; status: MembershipStatus },
  now: Date,
): Promise<string> {
  const { personId, coalitionId, organizationId } = place;
  const row = await tx.membership.upsert({
    where: { personId_coalitionId: { personId, coalitionId } },
    create: { id: newId(now), ...place, ...as, createdAt: now },
    update: { organizationId, ...as, coordinates: false, createdAt: now },
    select: { id: true },
  });
  return row.id;
}
