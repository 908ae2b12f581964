// The other half of consent: a coordinator welcomes an organisation that has asked, as a member or as an observer, or
// declines. Whoever answers first decides; the asking people are told either way.
import { Refusal } from '#bot/refusal.ts';
import { transact } from '#store/database.ts';
import type { MemberAct } from './act.ts';
import { recordEvent } from './event.ts';
import { tell } from './tell.ts';

export type Welcome = 'active' | 'observer' | 'declined';

const kinds = {
  active: 'organisation.welcomed',
  observer: 'organisation.observing',
  declined: 'organisation.declined',
} as const;

export type Welcomed = { organisation: string; answer: Welcome };

/**
 * @param organizationId one that has asked to join the act's coalition
 * @throws Refusal when it has been answered already, with what was answered
 */
export const answerOrganisation = (act: MemberAct, organizationId: string, answer: Welcome): Promise<Welcomed> =>
  transact(act.store, async (tx) => {
    const coalitionId = act.coalition.id;
    const organization = await tx.organization.findFirst({
      where: { id: organizationId, coalitionId },
      select: { name: true, status: true },
    });
    if (!organization) throw new Refusal('coalition.refusal.organisation_gone');
    await recordEvent(tx, act, 0, { kind: kinds[answer], coalitionId, organizationId });
    const changed = await tx.organization.updateMany({
      where: { id: organizationId, status: 'asked' },
      data: { status: answer },
    });
    if (changed.count === 0) {
      throw new Refusal(
        organization.status === 'declined'
          ? 'coalition.refusal.already_declined'
          : 'coalition.refusal.already_welcomed',
        {
          values: { organisation: organization.name },
        },
      );
    }
    const people = await tx.membership.findMany({
      where: { organizationId, status: 'active' },
      select: { personId: true },
    });
    if (answer === 'declined') await tx.membership.updateMany({ where: { organizationId }, data: { status: 'left' } });
    for (const { personId } of people) {
      await tell(tx, act, { personId, coalitionId, topic: 'organisation-answered', data: { organizationId, answer } });
    }
    return { organisation: organization.name, answer };
  });
