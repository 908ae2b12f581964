// Founding a coalition: the coalition, the founder's own organisation, the founder as coordinator of both, and the first
// invitation, in one transaction, so that the very next step (sending a code) is already in the answer.
import type { Lang } from '#i18n/lang.ts';
import { transact } from '#store/database.ts';
import type { OrganizationType } from '#store/generated/enums.ts';
import { newId } from '#store/id.ts';
import { fold } from '#time/reading/fold.ts';
import type { Act } from './act.ts';
import type { Codes } from './codes.ts';
import { recordEvent } from './event.ts';
import { type Invited, writeInvitation } from './invite.ts';
import { habitsOf } from './rules/country-habits.ts';

export type Founding = {
  name: string;
  /** One of the seven; what channel cards and people without a language of their own read. */
  language: Lang;
  /** IANA name. */
  timezone: string;
  organisation: { name: string; type: OrganizationType; country: string };
  /** Our row of the space from which it is founded, when the bot lives there. */
  spaceId: string | null;
};

export type Founded = Invited & { coalitionId: string; organizationId: string; name: string; organisation: string };

/** The command has checked the operator's code. */
export const foundCoalition = (act: Act, founding: Founding, codes: Codes): Promise<Founded> =>
  transact(act.store, async (tx) => {
    const { now, person } = act;
    const [coalitionId, organizationId] = [newId(now), newId(now)];
    const { organisation } = founding;
    await tx.coalition.create({
      data: {
        id: coalitionId,
        name: founding.name,
        language: founding.language,
        timezone: founding.timezone,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    });
    await recordEvent(tx, act, 0, { kind: 'coalition.founded', coalitionId });
    await tx.organization.create({
      data: {
        id: organizationId,
        coalitionId,
        name: organisation.name,
        folded: fold(organisation.name),
        type: organisation.type,
        country: organisation.country,
        ...habitsOf(organisation.country),
        status: 'active',
        spaceId: founding.spaceId,
        createdAt: now,
      },
      select: { id: true },
    });
    await tx.membership.create({
      data: {
        id: newId(now),
        personId: person.id,
        coalitionId,
        organizationId,
        role: 'coordinator',
        coordinates: true,
        status: 'active',
        createdAt: now,
      },
      select: { id: true },
    });
    const invited = await writeInvitation(tx, act, coalitionId, codes);
    return { ...invited, coalitionId, organizationId, name: founding.name, organisation: organisation.name };
  });
