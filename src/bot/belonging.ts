// What happens when somebody may not do something yet: a newcomer in an organisation's own channel becomes its member
// and is told, elsewhere the bot asks which organisation, and everybody else gets a polite no.
import type { Membership } from '#coalition/act.ts';
import { belong } from '#coalition/belong.ts';
import { organisationsOf } from '#coalition/organisations.ts';
import type { Block } from '#message/message.ts';
import { nowMemberBlocks, whichOrganisation } from '#views/coalition/belonging.ts';
import type { Answer } from './answer.ts';
import type { Context, Role } from './command.ts';
import { keepDraft } from './draft.ts';
import { Refusal } from './refusal.ts';
import type { Request } from './request.ts';
import { mayAct, roleOf } from './role.ts';

/** What to add to the answer: "you now act for …", with the button that undoes it. Only ever shown in private. */
export type Note = { blocks: readonly Block[] };

export type Outcome = { kind: 'goes-on'; membership: Membership; note: Note } | { kind: 'answer'; answer: Answer };

/** A no that names the role and what to do. */
const notAllowed = (needs: Role, context: Context): Refusal =>
  new Refusal('common.refusal.not_allowed', { values: { role: context.t(`option.role.need.${needs}`) } });

/**
 * @param needs the role that was lacking
 * @param request kept as a draft where the person is asked first, so that nothing typed is lost
 * @throws Refusal when there is no way
 */
export const decideBelonging = async (context: Context, needs: Role, request: Request): Promise<Outcome> => {
  const { coalition, membership, place, ask, store } = context;
  if (!coalition) throw new Refusal('common.refusal.no_coalition');
  if (membership?.status === 'asked' || membership?.organization.status === 'asked')
    throw new Refusal('coalition.refusal.still_asked', { values: { organisation: membership.organization.name } });
  if (membership) throw notAllowed(needs, context);
  if (!place || place.coalition.id !== coalition.id) throw new Refusal('common.refusal.not_a_member');
  const whence = { platform: ask.platform, space: ask.space, home: ask.user.home };
  const belonging = await belong(context, { coalition, place, whence });
  if (belonging === 'ask') {
    const draft = await keepDraft(context, request);
    const organisations = await organisationsOf(store.prisma, coalition.id);
    return { kind: 'answer', answer: { kind: 'say', audience: 'private', message: whichOrganisation(organisations, coalition.name, draft, context) } };
  }
  if (!mayAct(roleOf(belonging), needs)) throw notAllowed(needs, context);
  return { kind: 'goes-on', membership: belonging, note: { blocks: nowMemberBlocks(belonging, context) } };
};
