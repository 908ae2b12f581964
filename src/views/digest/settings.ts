// The digest's settings in words: when it comes, what an empty week says, who looks first, and what a channel reads.
import { weekdays } from '#bot/options/weekday.ts';
import { channelLabel } from '#coalition/channels.ts';
import type { DigestChoice } from '#coalition/digest/choice.ts';
import { type DigestChannel, takesDigest } from '#coalition/digest/places.ts';
import type { Block, Message } from '#message/message.ts';
import { cityOf } from '#time/cities.ts';
import { showClock } from '#time/typed-clock.ts';
import { button, buttons, note, paragraph, words } from '../block.ts';
import { menuLine } from '../item.ts';
import type { For } from '../when.ts';
import { momentWords, placeWords } from './private.ts';

const whenWords = (choice: DigestChoice, { t, lang }: For): string =>
  choice.on
    ? t('digest.settings.when', {
        weekday: t(`option.weekday.choice.${weekdays[choice.weekday - 1] ?? 'monday'}`),
        hour: showClock(choice.minute),
        city: cityOf(choice.zone, lang),
      })
    : t('digest.settings.off');

const channelWords = (channel: DigestChannel, reader: For): string =>
  takesDigest(channel.purposes)
    ? placeWords(channel, reader)
    : reader.t('digest.settings.not_here', { channel: channelLabel(channel) });

/**
 * All settings of a coalition's digest.
 * @param channels all connected ones, also those without a digest
 */
export const digestSettings = (
  choice: DigestChoice,
  next: Date | null,
  channels: readonly DigestChannel[],
  reader: For,
): Message => {
  const { t } = reader;
  const facts = [
    { label: t('digest.settings.fact.empty'), value: [words(t(`option.empty.choice.${choice.empty}`))] },
    {
      label: t('digest.settings.fact.approval'),
      value: [words(t(`option.approval.choice.${choice.approval ? 'yes' : 'no'}`))],
    },
    ...(next === null
      ? []
      : [{ label: t('digest.settings.fact.next'), value: [words(momentWords(next, reader, choice.zone))] }]),
  ];
  const list: Block[] =
    channels.length === 0
      ? [note(t('digest.preview.places', { count: 0 }))]
      : [{ block: 'list', items: channels.map((channel) => channelWords(channel, reader)) }];
  const coalition = { coalition: choice.coalitionId };
  return {
    summary: whenWords(choice, reader),
    blocks: [
      paragraph(whenWords(choice, reader)),
      ...(choice.on ? [{ block: 'facts' as const, facts }] : []),
      ...list,
      {
        block: 'actions',
        elements: [
          ...(channels.length === 0
            ? []
            : [
                {
                  kind: 'menu' as const,
                  label: t('digest.settings.channels'),
                  choices: channels.slice(0, 25).map((channel) => ({
                    label: menuLine(channelLabel(channel)),
                    press: `digest.settings!channel?channel=id:${channel.id}`,
                  })),
                },
              ]),
          button(t('digest.button.time'), 'digest.settings', coalition),
          button(t('digest.button.preview'), 'digest.preview', coalition),
        ],
      },
    ],
  };
};

/** The settings of the digest in one channel, with what this reader may change. */
export const channelSettings = (
  choice: DigestChoice,
  next: Date | null,
  channel: DigestChannel,
  may: { channel: boolean; time: boolean },
  reader: For,
): Message => {
  const { t } = reader;
  const ways = [
    ...(may.channel
      ? [button(t('digest.button.channel'), 'digest.settings!channel', { channel: `id:${channel.id}` })]
      : []),
    ...(may.time ? [button(t('digest.button.time'), 'digest.settings', { coalition: choice.coalitionId })] : []),
    button(t('digest.button.history'), 'digest.history', { coalition: choice.coalitionId }),
  ];
  return {
    summary: whenWords(choice, reader),
    blocks: [
      paragraph(whenWords(choice, reader)),
      ...(next === null ? [] : [note(t('digest.preview.next', { moment: momentWords(next, reader, choice.zone) }))]),
      paragraph(channelWords(channel, reader)),
      ...(may.time ? [] : [note(t('digest.settings.who'))]),
      buttons(...ways),
    ],
  };
};
