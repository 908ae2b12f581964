// Connecting a channel: who elsewhere will see what, said before anything happens; then what has been done.

import { channelLabel } from '#coalition/channels.ts';
import type { Reach } from '#coalition/connect.ts';
import { packTerms, type Terms } from '#coalition/rules/terms.ts';
import type { ChannelLine } from '#coalition/status.ts';
import type { TrialResult } from '#coalition/trial.ts';
import { ownName } from '#i18n/lang.ts';
import type { Message } from '#message/message.ts';
import { plainInline } from '#message/plain.ts';
import { button, buttons, listed, note, paragraph, saying, typed } from '../block.ts';
import { atSpan, type For } from '../when.ts';

const purposeWords = (purposes: readonly string[], { t }: Pick<For, 't'>): string =>
  purposes.map((one) => t(`option.purposes.choice.${one}`)).join(', ');

/** The terms in words: "tasks, digest · one board · polski". */
const termsLine = (terms: Terms, reader: For): string =>
  [purposeWords(terms.purposes, reader), reader.t(`option.mode.choice.${terms.mode}`), ownName[terms.language]].join(
    ' · ',
  );

/**
 * The question before connecting.
 * @param spot the channel's name as people know it
 */
export const connectPreview = (
  reach: Reach,
  terms: Terms,
  names: { channel: string; coalition: { id: string; name: string }; organisation: string },
  reader: For,
): Message => {
  const { t } = reader;
  const values = { channel: names.channel, coalition: names.coalition.name, organisation: names.organisation };
  const own = terms.audience === 'organisation';
  const showsTasks = terms.purposes.includes('all') || terms.purposes.includes('tasks');
  const sentence = t(
    reach.before ? 'coalition.connect.again' : own ? 'coalition.connect.ask_own' : 'coalition.connect.ask',
    values,
  );
  return {
    summary: sentence,
    blocks: [
      paragraph(sentence),
      listed(
        [
          showsTasks
            ? t(own ? 'coalition.connect.here_own' : 'coalition.connect.here', { ...values, count: reach.openTasks })
            : t('coalition.connect.here_other', {
                channel: names.channel,
                purposes: purposeWords(terms.purposes, reader),
              }),
          t('coalition.connect.elsewhere', { people: reach.people, places: reach.places }),
          t('coalition.connect.not', values),
        ],
        5,
        () => '',
      ),
      note(`${t('coalition.fact.organisations')}: ${reach.organisations.join(', ')}`),
      note(termsLine(terms, reader)),
      buttons(
        button(
          t(reach.before ? 'common.save' : 'coalition.button.connect'),
          'coalition.connect!confirm',
          { coalition: names.coalition.id, terms: packTerms(terms) },
          'primary',
        ),
        button(t('coalition.button.choose_terms'), 'coalition.connect!terms', { coalition: names.coalition.id }),
        button(t('common.cancel'), 'coalition.connect!cancel', {}),
      ),
    ],
  };
};

export const connectedMessage = (
  channel: { id: string; name: string },
  coalition: { id: string; name: string },
  reader: For,
): Message => {
  const { t } = reader;
  const press = { channel: `id:${channel.id}` };
  return saying(
    t('coalition.connect.said', { channel: channel.name, coalition: coalition.name }),
    paragraph(t.spans('coalition.connect.next', { command: typed('/coalition test'), task: typed('/task add') })),
    buttons(
      button(t('coalition.button.test'), 'coalition.test', press, 'primary'),
      button(t('coalition.button.choose_terms'), 'coalition.connect!terms', { coalition: coalition.id }),
      button(t('coalition.button.disconnect'), 'coalition.disconnect', press),
    ),
  );
};

/** The question before disconnecting. */
export const disconnectPreview = (
  channel: { id: string; name: string; space: { name: string } },
  coalition: string,
  reader: For,
): Message => {
  const { t } = reader;
  return saying(
    t('coalition.disconnect.ask', { channel: channelLabel(channel), coalition }),
    note(t('coalition.disconnect.effect')),
    buttons(
      button(
        t('coalition.button.disconnect'),
        'coalition.disconnect!confirm',
        { channel: `id:${channel.id}` },
        'danger',
      ),
      button(t('common.cancel'), 'coalition.connect!cancel', {}),
    ),
  );
};

export const disconnectedMessage = (channel: { name: string; space: { name: string } }, { t }: For): Message =>
  saying(t('coalition.disconnect.said', { channel: channelLabel(channel) }));

export const nothingChanged = ({ t }: Pick<For, 't'>): Message => saying(t('common.nothing_changed'));

/** The message that `test` sends into a channel, in the channel's language. */
export const trialMessage = (told: { coalition: string; person: string }, { t }: For): Message =>
  saying(
    t('coalition.test.message', { coalition: told.coalition }),
    note(t('coalition.test.by', { person: told.person })),
  );

/** What `test` answers at once. */
export const trialSent = (
  deliveryId: string,
  channel: { name: string; space: { name: string } },
  coalition: string,
  { t }: For,
): Message =>
  saying(
    t('coalition.test.said', { channel: channelLabel(channel) }),
    buttons(button(t('coalition.button.test_result'), 'coalition.test!result', { delivery: deliveryId, coalition })),
  );

/** Why a channel cannot be reached, in words; a missing permission is named ("no-permission: Embed Links"). */
const whyText = (problem: string | null, { t }: Pick<For, 't'>): string => {
  const [reason = '', ...rest] = (problem ?? '').split(':');
  const missing = rest.join(':').trim();
  if (reason === 'no-permission' && missing !== '') return t('repair.why.missing', { missing });
  return t.has(`repair.why.${reason}`) ? t(`repair.why.${reason}`) : t('repair.why.other');
};

/** What became of a test. */
export const trialResultMessage = (
  result: TrialResult,
  deliveryId: string,
  coalition: string,
  reader: For,
): Message => {
  const { t } = reader;
  const channel = channelLabel(result.channel);
  if (result.state === 'arrived') return saying(t('coalition.test.arrived', { channel }));
  if (result.state === 'waiting') {
    return saying(
      t('coalition.test.waiting', { channel }),
      buttons(button(t('coalition.button.test_result'), 'coalition.test!result', { delivery: deliveryId, coalition })),
    );
  }
  return saying(
    t('coalition.test.failed', { channel, why: whyText(result.problem ?? result.channel.problem, reader) }),
    paragraph(t('coalition.test.cure')),
    buttons(button(t('common.try_again'), 'coalition.test', { channel: `id:${result.channel.id}` }, 'primary')),
  );
};

/** A channel as `status` lists it. */
export const channelLine = (channel: ChannelLine, reader: For): string => {
  const { t } = reader;
  const audience =
    channel.audience === 'organisation' && channel.organization
      ? t('coalition.status.own', { organisation: channel.organization.name })
      : '';
  const broken = channel.undelivered > 0 || channel.problem !== null || channel.space.status !== 'active';
  const why = whyText(
    channel.problem ?? (channel.space.status === 'left' ? 'space-left' : 'space-unreachable'),
    reader,
  );
  const trouble = broken
    ? `⚠ ${t('coalition.status.undelivered', { count: channel.undelivered + channel.waiting, why })}`
    : t('coalition.status.fine');
  const paused =
    channel.pausedUntil && channel.pausedUntil > reader.now
      ? t('coalition.status.paused', { until: plainInline([atSpan(channel.pausedUntil, reader)]) })
      : '';
  return [channelLabel(channel), purposeWords(channel.purposes, reader), audience, paused, trouble]
    .filter((part) => part !== '')
    .join(' · ');
};
