// How the coalition stands, and its organisations. What has not arrived is said first and with its way out.

import { packPress } from '#bot/press.ts';
import { channelLabel } from '#coalition/channels.ts';
import type { Leaving } from '#coalition/leave.ts';
import type { OrganisationLine, Status } from '#coalition/status.ts';
import type { Block, Button, Inline, Message } from '#message/message.ts';
import { button, buttons, heading, listed, note, paragraph, saying, words } from '../block.ts';
import { placeName } from '../profile/rest.ts';
import { atSpan, type For } from '../when.ts';
import { channelLine } from './connecting.ts';

const platformWord = { slack: 'Slack', discord: 'Discord' } as const;

/** A phone screen and a half. */
const MOST = 15;

/** @param may whether the reader coordinates the coalition: only then are there buttons that change something */
export const statusMessage = (
  status: Status,
  coalitionId: string,
  may: { coordinate: boolean },
  reader: For,
): Message => {
  const { t } = reader;
  const paused = status.pausedUntil && status.pausedUntil > reader.now ? status.pausedUntil : null;
  const more = (count: number): string => t('common.and_more', { count });
  const broken = status.channels.filter((one) => one.undelivered > 0 || one.problem !== null);
  const arrives =
    status.channels.length === 0
      ? t('coalition.status.no_channels')
      : broken.length === 0
        ? t('coalition.status.all_arrive', { places: status.channels.length })
        : t('coalition.status.not_delivered', { broken: broken.length, places: status.channels.length });
  const { active, observer, asked } = status.organisations;
  const spaces = [...new Set(status.channels.map(({ space }) => `${space.name} (${platformWord[space.platform]})`))];
  const blocks: Block[] = [
    heading(status.name),
    ...(status.goal ? [paragraph([words(status.goal)])] : []),
    paragraph(broken.length > 0 ? `⚠ ${arrives}` : arrives),
    {
      block: 'facts',
      facts: [
        ...(paused
          ? [
              {
                label: t('coalition.fact.pause'),
                value: [atSpan(paused, reader)],
              },
            ]
          : []),
        { label: t('coalition.fact.organisations'), value: t('coalition.status.organisations', { active, observer }) },
        { label: t('coalition.fact.people'), value: t('coalition.status.people', { count: status.people }) },
        ...(spaces.length > 0 ? [{ label: t('coalition.fact.spaces'), value: [words(spaces.join(', '))] }] : []),
        ...(status.lastTick ? [{ label: t('coalition.fact.tick'), value: [atSpan(status.lastTick, reader)] }] : []),
      ],
    },
  ];
  if (status.channels.length > 0)
    blocks.push(
      listed(
        status.channels.map((one) => channelLine(one, reader)),
        MOST,
        more,
      ),
    );
  if (status.unreached > 0) blocks.push(note(t('coalition.status.unreached', { count: status.unreached })));
  if (asked.length > 0)
    blocks.push(note(t('coalition.status.asked', { names: asked.map((one) => one.name).join(', ') })));
  const retry = broken.slice(0, 2).map(
    (one): Button =>
      button(t('coalition.button.retry', { channel: `#${one.name}`.slice(0, 40) }), 'coalition.status!retry', {
        channel: `id:${one.id}`,
      }),
  );
  const waiting =
    may.coordinate && asked[0]
      ? [
          button(
            t('coalition.button.answer'),
            'coalition.status!asked',
            { organisation: `id:${asked[0].id}` },
            'primary',
          ),
        ]
      : [];
  const all = [
    ...waiting,
    ...(paused && may.coordinate
      ? [button(t('rest.button.resume'), 'coalition.pause!resume', { coalition: coalitionId })]
      : []),
    ...retry,
    button(t('coalition.button.organisations'), 'coalition.organisations', { coalition: coalitionId }),
  ];
  blocks.push(buttons(...all.slice(0, 4)));
  return { summary: `${status.name}: ${arrives}`, blocks };
};

/** What trying again answers. */
export const retriedMessage = (
  channel: { name: string; space: { name: string } },
  count: number,
  coalitionId: string,
  { t }: For,
): Message =>
  saying(
    t('coalition.status.retried', { channel: channelLabel(channel), count }),
    buttons(button(t('coalition.button.status'), 'coalition.status', { coalition: coalitionId })),
  );

export const organisationsMessage = (
  lines: readonly OrganisationLine[],
  coalition: { id: string; name: string },
  may: { coordinate: boolean; speak: boolean },
  reader: For,
): Message => {
  const { t, lang } = reader;
  const press = { coalition: coalition.id };
  const ways = [
    ...(may.coordinate ? [button(t('coalition.button.invite_first'), 'coalition.invite', press)] : []),
    ...(may.speak ? [button(t('coalition.button.organisation'), 'coalition.organisation', press)] : []),
  ];
  const line = (one: OrganisationLine): Inline => {
    const status = one.status === 'active' ? '' : ` · ${t(`coalition.organisation_status.${one.status}`)}`;
    const level = one.level === null ? '' : ` · ${t(`option.level.choice.${one.level}`)}`;
    const speakers = one.speakers.filter((name) => name !== '').join(', ');
    return [
      { span: 'strong', text: one.name },
      words(` · ${t(`option.type.choice.${one.type}`)} · ${placeName(one.country, one.region, lang)}${level}${status}`),
      words(speakers === '' ? '' : ` · ${speakers}`),
      words(
        ` · ${t('coalition.status.people', { count: one.people })} · ${t('coalition.status.open_tasks', { count: one.openTasks })}`,
      ),
    ];
  };
  const summary = t('coalition.organisations.said', { coalition: coalition.name, count: lines.length });
  return {
    summary,
    blocks: [
      heading(summary),
      listed(lines.map(line), 25, (count) => t('common.and_more', { count })),
      ...(ways.length > 0 ? [buttons(...ways)] : []),
    ],
  };
};

/** The question before leaving: what happens to open items stands in it. */
export const leavePreview = (leaving: Leaving, coalition: { id: string; name: string }, { t }: For): Message => {
  const values = { coalition: coalition.name, organisation: leaving.organisation };
  const more = (count: number): string => t('common.and_more', { count });
  const titles = (items: Leaving['mine']): string[] => items.map((one) => `${one.code} · ${one.title}`);
  const press = { coalition: coalition.id };
  const blocks: Block[] = [
    paragraph(t('coalition.leave.me', { ...values, count: leaving.mine.length })),
    ...(leaving.mine.length > 0 ? [listed(titles(leaving.mine), 8, more)] : []),
  ];
  if (leaving.whole) {
    const { items, people, channels } = leaving.whole;
    blocks.push(
      { block: 'divider' },
      paragraph(t('coalition.leave.whole', { ...values, count: items.length, people })),
    );
    if (items.length > 0) blocks.push(listed(titles(items), 8, more));
    if (channels.length > 0) blocks.push(note(t('coalition.leave.channels', { channels: channels.join(', ') })));
  }
  blocks.push(note(t('coalition.leave.back')));
  blocks.push(
    buttons(
      button(t('coalition.button.leave_me'), 'coalition.leave!me', press, 'danger'),
      ...(leaving.whole
        ? [
            {
              kind: 'button',
              label: t('coalition.button.leave_whole'),
              press: packPress('coalition.leave!organisation', press),
              tone: 'danger',
            } satisfies Button,
          ]
        : []),
      button(t('common.cancel'), 'coalition.connect!cancel', {}),
    ),
  );
  return { summary: t('coalition.leave.ask', values), blocks: [heading(t('coalition.leave.ask', values)), ...blocks] };
};

export const leftMyself = (left: { organisation: string; items: number }, coalition: string, { t }: For): Message =>
  saying(t('coalition.leave.said_me', { coalition, organisation: left.organisation, count: left.items }));

export const leftWhole = (
  left: { organisation: string; items: number; channels: number },
  coalition: string,
  { t }: For,
): Message =>
  saying(
    t('coalition.leave.said_whole', {
      coalition,
      organisation: left.organisation,
      count: left.items,
      channels: left.channels,
    }),
  );

/** What changing settings answers. */
export const settingsMessage = (
  settings: { name: string; goal: string | null; language: string; timezone: string },
  coalitionId: string,
  city: string,
  { t }: For,
): Message => ({
  summary: t('coalition.settings.said', { name: settings.name }),
  blocks: [
    heading(settings.name),
    {
      block: 'facts',
      facts: [
        { label: t('coalition.fact.goal'), value: settings.goal === null ? t('common.none') : [words(settings.goal)] },
        { label: t('coalition.fact.language'), value: settings.language },
        { label: t('coalition.fact.timezone'), value: city },
      ],
    },
    buttons(button(t('coalition.button.settings'), 'coalition.settings', { coalition: coalitionId })),
  ],
});
