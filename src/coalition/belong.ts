// How somebody who is nobody yet comes to act for an organisation. In a channel of one organisation the first act makes a
// member, who is told and can undo it; elsewhere the person chooses and the organisation's coordinator confirms.
import { Refusal } from '#bot/refusal.ts';
import { type Tx, transact } from '#store/database.ts';
import type { Act, Coalition, MemberAct, Membership, Place } from './act.ts';
import { recordEvent } from './event.ts';
import { putMember } from './membership.ts';
import { type FoundOrganisation, organisationById, organisationsOf, present } from './organisations.ts';
import { speakersOf } from './people.ts';
import { releaseItems } from './release.ts';
import { isGuest, ownSpaceOf, type Whence } from './spaces.ts';
import { tell } from './tell.ts';

/** The command that follows in the same ask writes its own events from 0 on. */
const ORDINAL = 90;

export type Where = { coalition: Coalition; place: Place; whence: Whence };

/**
 * Makes a newcomer a member where it is clear of which organisation.
 * @returns the new membership, or 'ask' where the person has to choose
 */
export const belong = (act: Act, where: Where): Promise<Membership | 'ask'> =>
  transact(act.store, async (tx) => {
    const organization = await organisationOf(tx, where);
    if (!organization) return 'ask';
    const coalitionId = where.coalition.id;
    const known = await tx.membership.findUnique({
      where: { personId_coalitionId: { personId: act.person.id, coalitionId } },
      select: { status: true },
    });
    // Whoever undid it, left, or waits for another organisation is not made a member again by typing a command.
    if (known) return 'ask';
    const id = await putMember(
      tx,
      { personId: act.person.id, coalitionId, organizationId: organization.id },
      { role: 'member', status: 'active' },
      act.now,
    );
    await recordEvent(tx, act, ORDINAL, { kind: 'member.came', coalitionId, organizationId: organization.id });
    const { name, language, timezone, status } = organization;
    return {
      id,
      role: 'member',
      status: 'active',
      coordinates: false,
      organization: {
        id: organization.id,
        name,
        language: language as Membership['organization']['language'],
        timezone,
        status: status === 'observer' ? 'observer' : 'active',
      },
    };
  });

/** The one organisation that this place speaks for, seen from where the person comes from. */
async function organisationOf(tx: Tx, { coalition, place, whence }: Where): Promise<FoundOrganisation | undefined> {
  if (place.audience === 'organisation' && place.organizationId !== null && !isGuest(whence)) {
    const own = await organisationById(tx, coalition.id, place.organizationId);
    return own && present.includes(own.status) ? own : undefined;
  }
  const externalId = ownSpaceOf(whence);
  if (externalId === null) return undefined;
  const space = await tx.space.findUnique({
    where: { platform_externalId: { platform: whence.platform, externalId } },
    select: { id: true },
  });
  if (!space) return undefined;
  // Organisations that have only asked count as well: two in one server are two, even before the second is welcomed.
  const sharing = await organisationsOf(tx, coalition.id, [...present, 'asked']);
  const here = sharing.filter((one) => one.spaceId === space.id);
  const [only] = here;
  return only && here.length === 1 && present.includes(only.status) ? only : undefined;
}

export type Asked = { organisation: string };

/**
 * The person says for which organisation; its coordinator is asked to confirm.
 * @param coalitionId the coalition of the connected channel in which the person acts
 * @throws Refusal when the organisation takes no part, or the person is a member already
 */
export const askToBelong = (act: Act, coalitionId: string, organizationId: string): Promise<Asked> =>
  transact(act.store, async (tx) => {
    const organization = await organisationById(tx, coalitionId, organizationId);
    if (!organization || !present.includes(organization.status))
      throw new Refusal('coalition.refusal.organisation_gone');
    const standing = await tx.membership.findUnique({
      where: { personId_coalitionId: { personId: act.person.id, coalitionId } },
      select: {
        status: true,
        organizationId: true,
        organization: { select: { name: true } },
        coalition: { select: { name: true } },
      },
    });
    await recordEvent(tx, act, 0, { kind: 'member.asked', coalitionId, organizationId });
    if (standing?.status === 'active') {
      throw new Refusal('coalition.refusal.already_member', {
        values: { organisation: standing.organization.name, coalition: standing.coalition.name },
      });
    }
    // Asked again for the same one: the coordinator has been told already and the answer is still to come.
    if (standing?.status === 'asked' && standing.organizationId === organizationId)
      return { organisation: organization.name };
    const membershipId = await putMember(
      tx,
      { personId: act.person.id, coalitionId, organizationId },
      { role: 'member', status: 'asked' },
      act.now,
    );
    for (const { id } of await speakersOf(tx, coalitionId, organizationId)) {
      await tell(tx, act, { personId: id, coalitionId, topic: 'member-asked', data: { membershipId } });
    }
    return { organisation: organization.name };
  });

/** Who may answer for an organisation: its own coordinators, and the coalition's. */
const speaksFor = (membership: Membership, organizationId: string): boolean =>
  membership.status === 'active' &&
  (membership.coordinates || (membership.role === 'coordinator' && membership.organization.id === organizationId));

export type Confirmed = { person: string; organisation: string; welcome: boolean };

/**
 * The organisation's coordinator answers somebody who said to belong to it.
 * @throws Refusal when somebody else has answered before, or the acting person does not speak for that organisation
 */
export const answerMember = (act: MemberAct, membershipId: string, welcome: boolean): Promise<Confirmed> =>
  transact(act.store, async (tx) => {
    const coalitionId = act.coalition.id;
    const row = await tx.membership.findFirst({
      where: { id: membershipId, coalitionId },
      select: {
        status: true,
        personId: true,
        organizationId: true,
        person: { select: { name: true } },
        organization: { select: { name: true } },
      },
    });
    if (!row) throw new Refusal('coalition.refusal.member_gone');
    const values = { person: row.person.name, organisation: row.organization.name };
    if (!speaksFor(act.membership, row.organizationId))
      throw new Refusal('coalition.refusal.not_your_organisation', { values });
    await recordEvent(tx, act, 0, {
      kind: welcome ? 'member.confirmed' : 'member.declined',
      coalitionId,
      organizationId: row.organizationId,
      data: { membershipId },
    });
    const changed = await tx.membership.updateMany({
      where: { id: membershipId, status: 'asked' },
      data: { status: welcome ? 'active' : 'left' },
    });
    if (changed.count === 0)
      throw new Refusal(
        row.status === 'active' ? 'coalition.refusal.member_confirmed' : 'coalition.refusal.member_gone',
        { values },
      );
    await tell(tx, act, {
      personId: row.personId,
      coalitionId,
      topic: 'member-answered',
      data: { membershipId, welcome },
    });
    return { ...values, welcome };
  });

/**
 * "That is not my organisation": the newcomer takes it back, at any time as long as nothing else was made of it.
 * @throws Refusal when the person has become more than a member meanwhile, or is none
 */
export const undoBelonging = (act: Act, membershipId: string): Promise<{ organisation: string }> =>
  transact(act.store, async (tx) => {
    const row = await tx.membership.findFirst({
      where: { id: membershipId, personId: act.person.id },
      select: {
        status: true,
        role: true,
        coordinates: true,
        coalitionId: true,
        organizationId: true,
        organization: { select: { name: true } },
      },
    });
    if (!row) throw new Refusal('coalition.refusal.member_gone');
    await recordEvent(tx, act, 0, {
      kind: 'member.undone',
      coalitionId: row.coalitionId,
      organizationId: row.organizationId,
    });
    if (row.status === 'left') throw new Refusal('coalition.refusal.member_gone');
    if (row.role === 'coordinator' || row.coordinates) throw new Refusal('coalition.refusal.leave_instead');
    await tx.membership.update({ where: { id: membershipId }, data: { status: 'left' }, select: { id: true } });
    await releaseItems(tx, act, row.coalitionId, [act.person.id], 1);
    return { organisation: row.organization.name };
  });
