// Somebody may not do something yet. In a channel of one organisation a newcomer becomes its member and is told; elsewhere
// the bot asks which organisation and keeps what was typed; everybody else gets a polite no.
// How it is said comes from the views, by way of whoever puts the bot together.
import type { Coalition, Membership } from '#coalition/act.ts';
import { belong } from '#coalition/belong.ts';
import { organisationsOf } from '#coalition/organisations.ts';
import { chooseLanguage } from '#i18n/locale.ts';
import { type T, translator } from '#i18n/translator.ts';
import type { Block, Message } from '#message/message.ts';
import type { Belonging } from './belonging.ts';
import type { Context, Role } from './command.ts';
import { keepDraft } from './draft.ts';
import { Refusal } from './refusal.ts';
import { mayAct, roleOf } from './role.ts';
import { privately } from './say.ts';
import { whenceOf } from './whence.ts';

export type NewcomerWords = {
  nowActsFor(membership: Membership, coalition: Coalition, said: { t: T }): readonly Block[];
  /** @param draft goes along with the choice, so that the person can go on with what was typed */
  whichOrganisation(
    coalition: Coalition,
    organisations: readonly { id: string; name: string }[],
    draft: string,
    said: { t: T },
  ): Message;
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

/** Why a person who belongs already may not: one half of the consent is still missing, or the role is another. */
const refuseMember = (membership: Membership, needs: Role, context: Context): Refusal =>
  membership.status === 'asked' || membership.organization.status === 'asked'
    ? new Refusal('coalition.refusal.still_asked', { values: { organisation: membership.organization.name } })
    : notAllowed(needs, context);

/** @param say the words, from the views */
export const makeBelonging = (say: NewcomerWords): Belonging => ({
  async decide(context, needs, request) {
    const { coalition, membership, place, store } = context;
    if (membership) throw refuseMember(membership, needs, context);
    if (!coalition || place?.coalition.id !== coalition.id) throw new Refusal('common.refusal.not_a_member');
    // Nobody becomes a member by trying what only a coordinator may do.
    if (needs !== 'observer' && needs !== 'member') throw notAllowed(needs, context);
    const came = await belong(context, { coalition, place, whence: whenceOf(context.ask) });
    if (came !== 'ask') {
      if (!mayAct(roleOf(came), needs)) throw notAllowed(needs, context);
      // Said in the language of the rest of the answer, which the new organisation may have changed.
      const lang = chooseLanguage({
        own: context.person.language,
        platform: context.ask.user.locale ?? null,
        organisation: came.organization.language,
        coalition: coalition.language,
      });
      return {
        kind: 'goes-on',
        membership: came,
        note: { blocks: say.nowActsFor(came, coalition, { t: translator(lang) }) },
      };
    }
    const organisations = await organisationsOf(store.prisma, coalition.id);
    const draft = await keepDraft(context, request);
    return { kind: 'answer', answer: privately(say.whichOrganisation(coalition, organisations, draft, context)) };
  },
});
