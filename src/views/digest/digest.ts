// The weekly digest as a message: what worked out, what moves, where help is needed, what is ahead, thanks. A phone
// screen and a half; each thing once; the figures stand in words too.
import { intlLocale, type Lang } from '#i18n/lang.ts';
import type { T } from '#i18n/translator.ts';
import type { Block, Button, Menu, Message } from '#message/message.ts';
import { weekOf } from '#time/day.ts';
import { dateIn } from '#time/moment.ts';
import { button, heading, note, paragraph } from '../block.ts';
import { menuLine } from '../item.ts';
import type { For } from '../when.ts';
import { type Contributed, type DigestFact, lines, type Totals } from './facts.ts';
import { progressPicture } from './picture.ts';

const week = 7 * 86_400_000;

/** The ISO week in which most of a period lies: on Monday morning a digest tells of the week before. */
const weekOfMost = (from: number, until: number, zone: string): number =>
  weekOf(dateIn(zone, new Date((from + until) / 2))).week;

/** "Week 48", or "Weeks 46–48" where a digest has been left out. */
export const weekWords = (
  { fromAt, untilAt, coalition }: { fromAt: Date; untilAt: Date; coalition: { zone: string } },
  t: T,
): string => {
  const [from, until] = [fromAt.getTime(), untilAt.getTime()];
  const first = weekOfMost(from, Math.min(until, from + week), coalition.zone);
  const last = weekOfMost(Math.max(from, until - week), until, coalition.zone);
  return first === last ? t('digest.week', { week: last }) : t('digest.weeks', { first, last });
};

/** The first sentence or line of a goal: what it is in one breath. */
const goalLine = (goal: string): string => {
  const line = goal.split('\n', 1)[0]?.trim() ?? '';
  const sentence = /^.{20,200}?[.](?=\s)/u.exec(line)?.[0] ?? line;
  return [...sentence].length <= 200 ? sentence : `${[...sentence].slice(0, 199).join('')}…`;
};

/** How far things are, in one sentence. */
export const progressWords = ({ done, lately, open, overdue }: Totals, t: T): string =>
  t('digest.progress', { done, total: done + open, lately, overdue });

/** In words and as a picture, which has the same words for whoever does not see it. */
const progressBlocks = ({ progress, parts }: DigestFact, t: T): Block[] => {
  if (progress.done + progress.open === 0) return [];
  const picture = progressPicture({ whole: progress, parts }, t);
  return [paragraph(progressWords(progress, t)), { block: 'image', ...picture }];
};

const figures = ({ organisation, done, taken, thanks }: Contributed, t: T): string => {
  const parts = [
    ...(done > 0 ? [t('digest.participation.done', { count: done })] : []),
    ...(taken > 0 ? [t('digest.participation.taken', { count: taken })] : []),
    ...(thanks > 0 ? [t('digest.participation.thanks', { count: thanks })] : []),
  ];
  return `${organisation}: ${parts.join(', ')}`;
};

/** Organisations in the reader's alphabet, never by how much. Many of them in a short digest: their names only. */
const participationBlocks = (all: readonly Contributed[], short: boolean, lang: Lang, t: T): Block[] => {
  if (all.length === 0) return [];
  const order = new Intl.Collator(intlLocale[lang]);
  const sorted = [...all].sort((a, b) => order.compare(a.organisation, b.organisation));
  const title: Block = paragraph([{ span: 'strong', text: t('digest.participation.heading') }]);
  if (!short || sorted.length <= lines.short)
    return [title, { block: 'list', items: sorted.map((one) => figures(one, t)) }];
  return [title, paragraph(sorted.map(({ organisation }) => organisation).join(' · '))];
};

/** Discord's menu holds 25 lines, and a press opens its thing in private for whoever may see it. */
const opening = (fact: DigestFact, t: T): Menu[] => {
  const choices = fact.sections.flatMap(({ view, shown }) =>
    shown.flatMap(({ item }) => {
      const opens = view.opens?.(item, t);
      return opens ? [{ label: menuLine(opens.label), press: opens.press }] : [];
    }),
  );
  return choices.length === 0 ? [] : [{ kind: 'menu', label: t('digest.details'), choices: choices.slice(0, 25) }];
};

/** Of a digest in a channel. */
export const channelButtons = (fact: DigestFact, channelId: string | null, t: T): Button[] => [
  ...(fact.id !== null && fact.depth === 'short'
    ? [button(t('digest.button.full'), 'digest.history!open', { digest: fact.id })]
    : []),
  ...(channelId === null
    ? []
    : [button(t('digest.button.settings'), 'digest.settings!show', { channel: `id:${channelId}` })]),
];

/** The title, and the sentence for a week without news. */
export const quietDigest = (fact: DigestFact, reader: For, buttons: readonly Button[]): Message => {
  const title = `${weekWords(fact, reader.t)} · ${fact.coalition.name}`;
  return {
    summary: `${title}: ${reader.t('digest.nothing_new')}`,
    blocks: [
      heading(title),
      paragraph(reader.t('digest.nothing_new')),
      ...(buttons.length === 0 ? [] : [{ block: 'actions' as const, elements: buttons }]),
    ],
  };
};

/**
 * @param buttons after the menu that opens each thing
 */
export const digestMessage = (fact: DigestFact, reader: For, buttons: readonly Button[]): Message => {
  const { t } = reader;
  if (fact.sections.length === 0) return quietDigest(fact, reader, buttons);
  const title = `${weekWords(fact, t)} · ${fact.coalition.name}`;
  const sections = fact.sections.flatMap(({ view, count, shown }): Block[] => {
    const actions = view.actions?.(shown, reader) ?? [];
    const rest = count - shown.length;
    return [
      paragraph([{ span: 'strong', text: view.heading(count, t) }]),
      {
        block: 'list',
        items: shown.map(({ entry, item }) => view.line(item, entry, reader)),
        ...(rest > 0 ? { more: t('common.and_more', { count: rest }) } : {}),
      },
      ...(actions.length === 0 ? [] : [{ block: 'actions' as const, elements: actions }]),
    ];
  });
  const elements = [...opening(fact, t), ...buttons];
  return {
    summary: `${title}. ${progressWords(fact.progress, t)}`,
    blocks: [
      heading(title),
      ...(fact.coalition.goal === null || fact.coalition.goal.trim() === ''
        ? []
        : [note(t('digest.goal', { goal: goalLine(fact.coalition.goal) }))]),
      ...progressBlocks(fact, t),
      ...sections,
      ...participationBlocks(fact.participation, fact.depth === 'short', reader.lang, t),
      ...(elements.length === 0 ? [] : [{ block: 'actions' as const, elements }]),
    ],
  };
};
