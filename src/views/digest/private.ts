// The digest behind the scenes, in private: what the next one will say and where it goes, the question to coordinators,
// the answers to their presses, the list of past ones.

import { channelLabel } from '#coalition/channels.ts';
import type { PastDigest } from '#coalition/digest/digests.ts';
import type { DigestChannel } from '#coalition/digest/places.ts';
import type { Previewed } from '#coalition/digest/preview.ts';
import type { Sent } from '#coalition/digest/send.ts';
import { ownName } from '#i18n/lang.ts';
import { langOf } from '#i18n/locale.ts';
import type { Block, Button, Menu, Message } from '#message/message.ts';
import { showMoment } from '#time/show.ts';
import { button, buttons, heading, note, paragraph, saying } from '../block.ts';
import { menuLine } from '../item.ts';
import type { For } from '../when.ts';
import { weekWords } from './digest.ts';
import type { DigestFact } from './facts.ts';

/** A moment in full, in the digest's own zone. */
export const momentWords = (at: Date, { lang, now }: For, zone: string): string =>
  showMoment({ kind: 'time', at, zone }, { lang, zone, now, style: 'full' });

/** "#coalition · Space · English · whole coalition · short" */
export const placeWords = (channel: DigestChannel, { t, now }: For): string => {
  const said = t('digest.preview.place', {
    channel: channelLabel(channel),
    language: ownName[langOf(channel.language) ?? 'en'],
    audience:
      channel.digestAudience === 'level' && channel.digestLevel !== null
        ? t(`option.level.choice.${channel.digestLevel}`)
        : t(`option.whose.choice.${channel.digestAudience}`),
    depth: t(`option.depth.choice.${channel.digestDepth}`),
  });
  return channel.pausedUntil && channel.pausedUntil > now ? `${said} · ${t('digest.preview.paused')}` : said;
};

/** When it comes, whether somebody looks first, and where it goes. */
const planBlocks = ({ choice, next, channels }: Previewed, reader: For): Block[] => {
  const { t } = reader;
  return [
    paragraph(
      next === null
        ? t('digest.preview.off', { command: '/digest settings' })
        : t('digest.preview.next', { moment: momentWords(next, reader, choice.zone) }),
    ),
    ...(next !== null && choice.approval ? [note(t('digest.preview.approval'))] : []),
    paragraph(t('digest.preview.places', { count: channels.length })),
    ...(channels.length === 0
      ? []
      : [{ block: 'list' as const, items: channels.map((channel) => placeWords(channel, reader)) }]),
  ];
};

/**
 * @param shown the digest as `channel` would get it, in its language; no channel: as the whole coalition would
 */
export const previewMessage = (
  previewed: Previewed,
  shown: { fact: DigestFact; message: Message; channel: DigestChannel | undefined },
  reader: For & { coordinates: boolean; coalitionId: string },
): Message => {
  const { t } = reader;
  const { channel, fact, message } = shown;
  const others = previewed.channels.filter(({ id }) => id !== channel?.id).slice(0, 25);
  const as: Menu = {
    kind: 'menu',
    label: t('digest.preview.as'),
    choices: others.map((one) => ({
      label: menuLine(`${channelLabel(one)} · ${ownName[langOf(one.language) ?? 'en']}`),
      press: `digest.preview!as?channel=id:${one.id}`,
    })),
  };
  const ways: (Button | Menu)[] = [
    ...(others.length > 0 ? [as] : []),
    ...(reader.coordinates
      ? [
          button(t('digest.button.send'), 'digest.now', { coalition: reader.coalitionId }),
          button(t('digest.button.time'), 'digest.settings', { coalition: reader.coalitionId }),
        ]
      : []),
  ];
  const quiet = previewed.choice.empty === 'line' ? 'digest.preview.quiet_line' : 'digest.preview.quiet_silence';
  return {
    summary: previewed.next
      ? t('digest.preview.next', { moment: momentWords(previewed.next, reader, previewed.choice.zone) })
      : t('digest.preview.off', { command: '/digest settings' }),
    blocks: [
      ...planBlocks(previewed, reader),
      ...(ways.length > 0 ? [{ block: 'actions' as const, elements: ways }] : []),
      { block: 'divider' },
      ...(fact.news ? [] : [note(t(quiet))]),
      note(channel ? t('digest.preview.shown', { channel: channelLabel(channel) }) : t('digest.preview.shown_whole')),
      ...message.blocks,
    ],
  };
};

/** "Send now?", with what is sent beneath. */
export const askNow = (
  previewed: Previewed,
  next: Date | null,
  message: Message,
  reader: For,
  coalitionId: string,
): Message => {
  const { t } = reader;
  const asked = t('digest.now.ask', {
    count: previewed.channels.length,
    next: next === null ? 'none' : momentWords(next, reader, previewed.choice.zone),
  });
  return {
    summary: asked,
    blocks: [
      paragraph(asked),
      buttons(
        button(t('digest.button.send'), 'digest.now!confirm', { coalition: coalitionId }, 'primary'),
        button(t('digest.button.preview'), 'digest.preview', { coalition: coalitionId }),
      ),
      { block: 'divider' },
      ...message.blocks,
    ],
  };
};

/** A coordinator has sent it. */
export const sentMessage = ({ id, places, next }: Sent, zone: string, reader: For): Message =>
  saying(
    reader.t('digest.sent', { count: places, next: next === null ? 'none' : momentWords(next, reader, zone) }),
    buttons(button(reader.t('common.show'), 'digest.history!open', { digest: id })),
  );

/** A coordinator does not want it this week. */
export const skippedMessage = (reader: For): Message => saying(reader.t('digest.skipped'));

/** To each coordinator: may it go out? */
export const proposalMessage = (
  fact: DigestFact,
  message: Message,
  channels: readonly DigestChannel[],
  reader: For,
): Message => {
  const { t } = reader;
  const id = fact.id ?? '';
  return {
    summary: t('digest.proposal'),
    blocks: [
      paragraph(t('digest.proposal')),
      paragraph(t('digest.preview.places', { count: channels.length })),
      ...(channels.length === 0
        ? []
        : [{ block: 'list' as const, items: channels.map((channel) => placeWords(channel, reader)) }]),
      buttons(
        button(t('digest.button.approve'), 'digest.now!approve', { digest: id }, 'primary'),
        button(t('digest.button.skip'), 'digest.now!skip', { digest: id }),
        button(t('digest.button.time'), 'digest.settings', { coalition: fact.coalition.id }),
      ),
      { block: 'divider' },
      ...message.blocks,
    ],
  };
};

/** Past digests, newest first; each opened from a menu. */
export const historyMessage = (
  past: readonly PastDigest[],
  coalition: { id: string; name: string; zone: string },
  reader: For,
): Message => {
  const { t } = reader;
  const title = `${t('digest.history.title')} · ${coalition.name}`;
  if (past.length === 0)
    return saying(
      t('digest.history.none'),
      buttons(button(t('digest.button.preview'), 'digest.preview', { coalition: coalition.id })),
    );
  const week = (one: PastDigest): string => weekWords({ ...one, coalition }, t);
  const line = (one: PastDigest): string =>
    t('digest.history.line', {
      week: week(one),
      moment: showMoment(
        { kind: 'time', at: one.untilAt, zone: coalition.zone },
        { lang: reader.lang, zone: coalition.zone, now: reader.now, style: 'short' },
      ),
      state: t(`digest.state.${one.state}`),
    });
  return {
    summary: title,
    blocks: [
      heading(title),
      { block: 'list', items: past.map(line) },
      {
        block: 'actions',
        elements: [
          {
            kind: 'menu',
            label: t('common.open'),
            choices: past.map((one) => ({ label: menuLine(line(one)), press: `digest.history!open?digest=${one.id}` })),
          },
          button(t('digest.button.preview'), 'digest.preview', { coalition: coalition.id }),
        ],
      },
    ],
  };
};
