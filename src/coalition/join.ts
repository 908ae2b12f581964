// An organisation asks to join with an invitation's code. Nothing is shown to it until a coordinator has welcomed it:
// consent on both sides.
import { Refusal } from '#bot/refusal.ts';
import { type Tx, transact } from '#store/database.ts';
import type { OrganizationType } from '#store/generated/enums.ts';
import { newId } from '#store/id.ts';
import { fold } from '#time/reading/fold.ts';
import type { Act } from './act.ts';
import { claimTry, returnTry } from './attempts.ts';
import type { Codes } from './codes.ts';
import { recordEvent } from './event.ts';
import { putMember } from './membership.ts';
import { coordinatorsOf } from './people.ts';
import { habitsOf } from './rules/country-habits.ts';
import { tell } from './tell.ts';

export type Joining = {
  /** As typed. */
  code: string;
  name: string;
  type: OrganizationType;
  country: string;
  spaceId: string | null;
};

export type Joined = { coalition: { id: string; name: string }; organizationId: string; organisation: string };

/**
 * @param accountId the chat account whose wrong codes are counted
 * @throws Refusal for an unknown, used or expired code, too many tries, a name that is taken, or somebody who is a member already
 */
export async function askToJoin(act: Act, accountId: string, joining: Joining, codes: Codes): Promise<Joined> {
  await claimTry(act.store, accountId, act.now);
  try {
    return await transact(act.store, (tx) => join(tx, act, accountId, joining, codes));
  } catch (error) {
    // The code was right and something else was not: that is no wrong try.
    if (error instanceof Refusal && error.option !== 'code') await returnTry(act.store.prisma, accountId);
    throw error;
  }
}

async function join(tx: Tx, act: Act, accountId: string, joining: Joining, codes: Codes): Promise<Joined> {
  const invitation = await findInvitation(tx, codes.mac(joining.code));
  const { coalition } = invitation;
  const coalitionId = coalition.id;
  // First of all, so that the same platform event a second time is known by its key and not taken for a used code.
  await recordEvent(tx, act, 0, { kind: 'invitation.used', coalitionId });
  checkOpen(invitation, act.now);
  const standing = await tx.membership.findUnique({
    where: { personId_coalitionId: { personId: act.person.id, coalitionId } },
    select: { status: true, organization: { select: { name: true, status: true } } },
  });
  if (standing?.status === 'active' && ['active', 'asked', 'observer'].includes(standing.organization.status)) {
    throw new Refusal(
      standing.organization.status === 'asked' ? 'coalition.refusal.already_asked' : 'coalition.refusal.already_member',
      {
        values: { organisation: standing.organization.name, coalition: coalition.name },
      },
    );
  }
  const organizationId = await writeOrganisation(tx, act, coalitionId, joining);
  // The conditional update is what makes the code good for one use, also when two people type it at once.
  const used = await tx.invitation.updateMany({
    where: { id: invitation.id, state: 'open' },
    data: { state: 'used', organizationId },
  });
  if (used.count === 0) throw new Refusal('coalition.refusal.code_used', { option: 'code' });
  await recordEvent(tx, act, 1, { kind: 'organisation.asked', coalitionId, organizationId });
  await putMember(
    tx,
    { personId: act.person.id, coalitionId, organizationId },
    { role: 'coordinator', status: 'active' },
    act.now,
  );
  for (const personId of await whoAnswers(tx, coalitionId, invitation.invitedById)) {
    await tell(tx, act, { personId, coalitionId, topic: 'organisation-asked', data: { organizationId } });
  }
  await returnTry(tx, accountId);
  return { coalition, organizationId, organisation: joining.name };
}

type Found = {
  id: string;
  state: string;
  expiresAt: Date;
  invitedById: string;
  coalition: { id: string; name: string };
};

async function findInvitation(tx: Tx, codeMac: string): Promise<Found> {
  const invitation = await tx.invitation.findUnique({
    where: { codeMac },
    select: {
      id: true,
      state: true,
      expiresAt: true,
      invitedById: true,
      coalition: { select: { id: true, name: true } },
    },
  });
  if (!invitation) throw new Refusal('coalition.refusal.code_unknown', { option: 'code' });
  return invitation;
}

function checkOpen(invitation: Found, now: Date): void {
  if (invitation.state === 'used') throw new Refusal('coalition.refusal.code_used', { option: 'code' });
  if (invitation.state === 'revoked' || invitation.expiresAt <= now)
    throw new Refusal('coalition.refusal.code_expired', { option: 'code' });
}

/** A name stands once in a coalition; an organisation that left or was declined takes its row up again. */
async function writeOrganisation(tx: Tx, act: Act, coalitionId: string, joining: Joining): Promise<string> {
  const folded = fold(joining.name);
  const known = await tx.organization.findUnique({
    where: { coalitionId_folded: { coalitionId, folded } },
    select: { id: true, status: true },
  });
  const data = {
    name: joining.name,
    type: joining.type,
    country: joining.country,
    ...habitsOf(joining.country),
    spaceId: joining.spaceId,
    status: 'asked',
    leftAt: null,
  } as const;
  if (!known) {
    const id = newId(act.now);
    await tx.organization.create({
      data: { ...data, id, coalitionId, folded, createdAt: act.now },
      select: { id: true },
    });
    return id;
  }
  if (known.status !== 'declined' && known.status !== 'left') {
    throw new Refusal('coalition.refusal.name_taken', {
      values: { organisation: joining.name },
      option: 'organisation',
    });
  }
  await tx.invitation.updateMany({ where: { organizationId: known.id }, data: { organizationId: null } });
  await tx.organization.update({ where: { id: known.id }, data, select: { id: true } });
  return known.id;
}

/** The inviting coordinator; all of them where the inviting one no longer coordinates. */
async function whoAnswers(tx: Tx, coalitionId: string, invitedById: string): Promise<string[]> {
  const all = (await coordinatorsOf(tx, coalitionId)).map((one) => one.id);
  return all.includes(invitedById) ? [invitedById] : all;
}
