// One person has at most one membership in a coalition: whoever left and returns, or changes the organisation, keeps the row.

import { Refusal } from '#bot/refusal.ts';
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

/**
 * Keeps people in the coalition until the transaction ends: whoever is leaving at this moment has left before, or leaves
 * after and gives back what is given here.
 * @throws Refusal when one of them acts for no organisation of the coalition any more
 */
export async function holdMembers(tx: Tx, coalitionId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Membership" WHERE "coalitionId" = ${coalitionId} AND "personId" = ANY(${[...personIds]}) AND "status" = 'active'
    ORDER BY "id" FOR SHARE`;
  if (rows.length < new Set(personIds).size) throw new Refusal('coalition.refusal.member_gone');
}
