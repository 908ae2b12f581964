// Who is trusted with what. A coalition coordinator gives every role; an organisation's coordinator gives those of the own
// organisation. A coalition is never left without a coordinator.
import { Refusal } from '#bot/refusal.ts';
import { type Tx, transact } from '#store/database.ts';
import type { MemberAct } from './act.ts';
import { recordEvent } from './event.ts';
import { type FoundPerson, personById } from './people.ts';
import { membershipFor, type RoleName, roleName } from './rules/roles.ts';
import { tell } from './tell.ts';

export type RoleGiven = { person: string; organisation: string; before: RoleName; after: RoleName };

/**
 * @param personId somebody of the act's coalition
 * @throws Refusal when the acting person may not give that role, the last coordinator would go, or the organisation only observes
 */
export const giveRole = (act: MemberAct, personId: string, role: RoleName): Promise<RoleGiven> =>
  transact(act.store, async (tx) => {
    const coalitionId = act.coalition.id;
    await lockCoalition(tx, coalitionId);
    const person = await personById(tx, coalitionId, personId);
    if (!person) throw new Refusal('coalition.refusal.member_gone');
    await recordEvent(tx, act, 0, {
      kind: 'role.given',
      coalitionId,
      organizationId: person.organization.id,
      data: { membershipId: person.membershipId, before: roleName(person), after: role },
    });
    await check(tx, act, person, role);
    const after = membershipFor(role, person.role);
    await tx.membership.update({ where: { id: person.membershipId }, data: after, select: { id: true } });
    const given = {
      person: person.name,
      organisation: person.organization.name,
      before: roleName(person),
      after: roleName(after),
    };
    if (given.before !== given.after) {
      await tell(tx, act, { personId, coalitionId, topic: 'role-given', data: { membershipId: person.membershipId } });
    }
    return given;
  });

/** Two demotions at once would each see the other coordinator: the lock on the coalition lets one wait. */
export async function lockCoalition(tx: Tx, coalitionId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Coalition" WHERE "id" = ${coalitionId} FOR NO KEY UPDATE`;
}

/** Whether nobody else coordinates the coalition. Hold its lock. */
export async function isLastCoordinator(tx: Tx, coalitionId: string, personIds: readonly string[]): Promise<boolean> {
  const rows = await tx.membership.findMany({
    where: { coalitionId, coordinates: true, status: 'active' },
    select: { personId: true },
  });
  return rows.length > 0 && rows.every((one) => personIds.includes(one.personId));
}

async function check(tx: Tx, act: MemberAct, person: FoundPerson, role: RoleName): Promise<void> {
  const { coalition, membership } = act;
  const values = { person: person.name, organisation: person.organization.name };
  const ownOrganisation = membership.role === 'coordinator' && membership.organization.id === person.organization.id;
  if (!membership.coordinates && !ownOrganisation)
    throw new Refusal('coalition.refusal.not_your_organisation', { values });
  const touchesCoalition = role === 'coalition-coordinator' || person.coordinates;
  if (touchesCoalition && !membership.coordinates) throw new Refusal('coalition.refusal.coordinators_only', { values });
  if (
    person.coordinates &&
    role !== 'coalition-coordinator' &&
    (await isLastCoordinator(tx, coalition.id, [person.id]))
  ) {
    throw new Refusal('coalition.refusal.last_coordinator', { values });
  }
  const organization = await tx.organization.findUnique({
    where: { id: person.organization.id },
    select: { status: true },
  });
  if (
    organization?.status === 'observer' &&
    (role === 'member' || role === 'alternate' || role === 'coalition-coordinator')
  ) {
    throw new Refusal('coalition.refusal.observers_observe', { values });
  }
}
