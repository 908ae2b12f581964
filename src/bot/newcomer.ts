// Somebody may not do something yet. In a channel of one organisation a newcomer becomes its member and is told; elsewhere
// the bot asks which organisation and keeps what was typed; everybody else gets a polite no.
// How it is said comes from the views, by way of whoever puts the bot together.
import { belong } from '#coalition/belong.ts';
import type { Membership } from '#coalition/act.ts';
import { organisationsOf } from '#coalition/organisations.ts';
import type { T } from '#i18n/translator.ts';
import type { Block, Message } from '#message/message.ts';
import type { Belonging } from './belonging.ts';
import type { Context, Role } from './command.ts';
import { keepDraft } from './draft.ts';
import { Refusal } from './refusal.ts';
import { mayAct, roleOf } from './role.ts';
import { privately } from './say.ts';
import { whenceOf } from './whence.ts';

export type NewcomerWords = {
  nowMember(membership: Membership, said: { t: T }): readonly Block[];
  /** @param draft goes along with the choice, so that the person can go on with what was typed */
  whichOrganisation(organisations: readonly { id: string; name: string }[], coalition: string, draft: string | undefined, said: { t: T }): Message;
};

/** The names of roles as people choose them (`/coalition role`). */
const roleKeys: Readonly<Record<Role, string>> = {
  anyone: 'member',
  observer: 'observer',
  member: 'member',
  'organisation-coordinator': 'organisation-coordinator',
  coordinator: 'coalition-coordinator',
};

const notAllowed = (needs: Role, { t }: Context): Refusal =>
  new Refusal('common.refusal.not_allowed', { values: { role: t(`option.role.choice.${roleKeys[needs]}`) } });

/** Why a person who belongs already may not: the first half of a consent is still missing, or the role is another. */
const refuseMember = (membership: Membership, needs: Role, context: Context): Refusal => {
  const values = { organisation: membership.organization.name, coalition: context.coalition?.name ?? '' };
  if (membership.organization.status === 'asked') return new Refusal('coalition.refusal.waits_for_welcome', { values });
  if (membership.status === 'asked') return new Refusal('coalition.refusal.waits_for_organisation', { values });
  return notAllowed(needs, context);
};

export const makeBelonging = (say: NewcomerWords): Belonging => ({
  async decide(context, needs, request) {
    const { coalition, membership, place, store } = context;
    if (membership) throw refuseMember(membership, needs, context);
    if (!coalition || !place) throw new Refusal('common.refusal.not_a_member');
    // Nobody becomes a member by trying what only a coordinator may do.
    if (needs !== 'observer' && needs !== 'member') throw notAllowed(needs, context);
    const came = await belong(context, { coalition, place, whence: whenceOf(context.ask) });
    if (came !== 'ask') {
      if (!mayAct(roleOf(came), needs)) throw notAllowed(needs, context);
      return { kind: 'goes-on', membership: came, note: { blocks: say.nowMember(came, context) } };
    }
    const organisations = await organisationsOf(store.prisma, coalition.id);
    const draft = await keepDraft(context, request);
    return { kind: 'answer', answer: privately(say.whichOrganisation(organisations, coalition.name, draft, context)) };
  },
});
