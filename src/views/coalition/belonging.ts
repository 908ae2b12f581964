// Newcomers: "you now act for …", "which organisation?", and what the organisation's coordinator is asked.

import { packPress } from '#bot/press.ts';
import { CORRECT } from '#bot/refuse.ts';
import type { RoleName } from '#coalition/rules/roles.ts';
import type { Block, Button, Menu, Message } from '#message/message.ts';
import { button, buttons, note, saying, words } from '../block.ts';
import type { For } from '../when.ts';

/** Added to the first answer of somebody who has just become a member. */
export const nowActsFor = (
  membership: { id: string; organization: { name: string } },
  coalition: { name: string },
  { t }: Pick<For, 't'>,
): Block[] => [
  note(t('coalition.belong.now', { organisation: membership.organization.name, coalition: coalition.name })),
  buttons(button(t('coalition.button.not_mine'), 'coalition.join!undo', { membership: membership.id })),
];

/**
 * "For which organisation?", with a press for each; more than four are a menu.
 * @param draft what the person had typed; it goes along, so that it can be sent once the coordinator has confirmed
 */
export const whichOrganisation = (
  coalition: { name: string },
  organisations: readonly { id: string; name: string }[],
  draft: string,
  { t }: Pick<For, 't'>,
): Message => {
  const choices = organisations.slice(0, 25).map((one) => ({
    label: one.name.slice(0, 75),
    press: packPress('coalition.join!belong', { organisation: `id:${one.id}`, draft }),
  }));
  const elements: (Button | Menu)[] =
    choices.length > 4
      ? [{ kind: 'menu', label: t('common.choose'), choices }]
      : choices.map((one): Button => ({ kind: 'button', ...one }));
  return saying(t('coalition.belong.which', { coalition: coalition.name }), note(t('coalition.belong.which_why')), {
    block: 'actions',
    elements,
  });
};

/** Opens what was typed before the question came up, filled in. */
const goOn = (draft: string | undefined, { t }: Pick<For, 't'>): Block[] =>
  draft === undefined ? [] : [buttons(button(t('coalition.button.go_on'), CORRECT, { d: draft }))];

/** What choosing answers: the coordinator has been asked, and what was typed waits behind a button. */
export const waitsForOrganisation = (
  organisation: string,
  draft: string | undefined,
  reader: Pick<For, 't'>,
): Message => saying(reader.t('coalition.belong.waits', { organisation }), ...goOn(draft, reader));

/** The question to the organisation's coordinator. */
export const memberAsking = (
  asking: {
    membershipId: string;
    person: string;
    account: string;
    organisation: string;
    coalition: { id: string; name: string };
  },
  { t }: For,
): Message => {
  const values = { membership: asking.membershipId, coalition: asking.coalition.id };
  return {
    summary: t('coalition.member_asked.said', {
      person: asking.person,
      organisation: asking.organisation,
      coalition: asking.coalition.name,
    }),
    blocks: [
      {
        block: 'paragraph',
        text: t.spans('coalition.member_asked.said', {
          person: { span: 'strong', text: asking.person },
          organisation: words(asking.organisation),
          coalition: words(asking.coalition.name),
        }),
      },
      ...(asking.account === '' ? [] : [note(asking.account)]),
      buttons(
        button(t('coalition.button.confirm_member'), 'coalition.join!confirm', values, 'primary'),
        button(t('coalition.button.deny_member'), 'coalition.join!deny', values),
      ),
    ],
  };
};

/** What the answering coordinator sees in place of the question. */
export const memberAnswered = (
  answered: { person: string; organisation: string; welcome: boolean },
  { t }: For,
): Message =>
  saying(
    t(answered.welcome ? 'coalition.member_asked.confirmed' : 'coalition.member_asked.denied', {
      person: answered.person,
      organisation: answered.organisation,
    }),
  );

/** What the person learns. `draft` is what was typed before the question came up. */
export const memberLearns = (
  told: { organisation: string; coalition: string; welcome: boolean; draft: string | undefined },
  reader: For,
): Message => {
  const values = { organisation: told.organisation, coalition: told.coalition };
  if (!told.welcome) return saying(reader.t('coalition.member_answered.no', values));
  return saying(reader.t('coalition.member_answered.yes', values), ...goOn(told.draft, reader));
};

/** A role in the reader's words. */
export const roleWord = (role: RoleName, { t }: Pick<For, 't'>): string => t(`option.role.choice.${role}`);

/** What giving a role answers. */
export const roleGiven = (
  given: { person: string; organisation: string; before: RoleName; after: RoleName },
  reader: For,
): Message =>
  given.before === given.after
    ? saying(reader.t('coalition.role.same', { person: given.person, role: roleWord(given.after, reader) }))
    : saying(
        reader.t('coalition.role.said', {
          person: given.person,
          organisation: given.organisation,
          role: roleWord(given.after, reader),
        }),
      );

/** What the person learns. */
export const roleLearned = (told: { coalition: string; role: RoleName }, reader: For): Message =>
  saying(
    reader.t('coalition.role.learned', { coalition: told.coalition, role: roleWord(told.role, reader) }),
    note(reader.t(`coalition.role.means.${told.role}`)),
  );

/** "That was not my organisation" has been heard. */
export const undoneBelonging = (organisation: string, { t }: Pick<For, 't'>): Message =>
  saying(t('coalition.belong.undone', { organisation }));
