// The first minutes of a coordinator: the coalition's card, a code to send to a partner, one next step; and every
// invitation after it.
import type { Founded } from '#coalition/found.ts';
import type { Invited } from '#coalition/invite.ts';
import type { Lang } from '#i18n/lang.ts';
import { ownName } from '#i18n/lang.ts';
import type { Block, Message } from '#message/message.ts';
import { cityOf } from '#time/cities.ts';
import { button, buttons, heading, note, paragraph, saying, typed, words } from '../block.ts';
import { atSpan, type For } from '../when.ts';

/** The code as it is to be passed on: the whole line that a partner types. */
const codeBlocks = (invited: Invited, reader: For): Block[] => [
  paragraph(reader.t.spans('coalition.invite.pass_on', { command: typed(`/coalition join ${invited.code}`) })),
  note(reader.t.spans('coalition.invite.terms', { until: atSpan(invited.expiresAt, reader) })),
];

/** What founding answers. */
export const foundedMessage = (
  founded: Founded,
  chosen: { language: Lang; timezone: string },
  reader: For,
): Message => {
  const { t, lang } = reader;
  const coalition = founded.coalitionId;
  return {
    summary: t('coalition.create.said', { name: founded.name }),
    blocks: [
      heading(`🤝 ${founded.name}`),
      {
        block: 'facts',
        facts: [
          { label: t('coalition.fact.organisations'), value: [words(founded.organisation)] },
          { label: t('coalition.fact.language'), value: ownName[chosen.language] },
          { label: t('coalition.fact.timezone'), value: cityOf(chosen.timezone, lang) },
        ],
      },
      ...codeBlocks(founded, { ...reader, zone: chosen.timezone }),
      paragraph(t.spans('coalition.create.next', { command: typed('/coalition connect') })),
      buttons(
        button(t('coalition.button.connect'), 'coalition.connect', { coalition }, 'primary'),
        button(t('coalition.button.invite'), 'coalition.invite', { coalition }),
        button(t('coalition.button.goal'), 'coalition.settings', { coalition }),
      ),
    ],
  };
};

/** What inviting answers. */
export const invitedMessage = (invited: Invited, coalition: { id: string; name: string }, reader: For): Message =>
  saying(
    reader.t('coalition.invite.said', { coalition: coalition.name }),
    ...codeBlocks(invited, reader),
    buttons(button(reader.t('coalition.button.invite'), 'coalition.invite', { coalition: coalition.id })),
  );
