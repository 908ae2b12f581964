// Lists of reminders, in private: the own ones, those one has set for others, those in channels one answers for; and one of
// them with all that can be done.

import { packPress } from '#bot/press.ts';
import type { Coming } from '#coalition/reminder/find.ts';
import type { Reminder } from '#coalition/reminder/reminder.ts';
import type { Block, Button, Menu, Message, Span } from '#message/message.ts';
import { heading, listed, note, paragraph, saying, words } from '../block.ts';
import { gap, menuLine } from '../item.ts';
import { dueSpans, type For } from '../when.ts';
import {
  cancelButton,
  changeButton,
  everySpans,
  lineOf,
  momentSpan,
  type Owner,
  picked,
  targetSpans,
} from './parts.ts';

/** "call the city hall · Tue, 24 November, 9:00 · every week · for …" */
export const reminderLine = ({ reminder, next }: Coming, reader: Owner): Span[] => [
  { span: 'strong', text: lineOf(reminder) },
  gap,
  ...dueSpans({ kind: 'time', at: next, zone: reader.zone }, reader, false),
  ...everySpans(reminder, reader),
  ...(reminder.person?.id === reminder.madeBy.id ? [] : [gap, ...targetSpans(reminder, reader)]),
];

/** Opens each of them; a menu of Discord's holds 25. */
export const openingReminders = (all: readonly Coming[], { t }: For): Menu => ({
  kind: 'menu',
  label: t('reminder.button.open'),
  choices: all.slice(0, 25).map(({ reminder }) => ({
    label: menuLine(lineOf(reminder)),
    press: packPress('reminder.list!show', picked(reminder)),
  })),
});

const addButton = ({ t }: For): Button => ({
  kind: 'button',
  label: t('reminder.button.add'),
  press: packPress('reminder.me'),
});

/** As many lines as fit a phone screen and a half; the menu opens 25. */
const mostLines = 15;

export const reminderList = (all: readonly Coming[], reader: Owner): Message => {
  const { t } = reader;
  if (all.length === 0) return saying(t('reminder.list.none'), { block: 'actions', elements: [addButton(reader)] });
  const toMe = all.filter(({ reminder }) => reminder.person?.id === reader.personId);
  const byMe = all.filter((one) => !toMe.includes(one) && one.reminder.madeBy.id === reader.personId);
  const others = all.filter((one) => !toMe.includes(one) && !byMe.includes(one));
  const part = (key: string, some: readonly Coming[]): Block[] =>
    some.length === 0
      ? []
      : [
          heading(t(key, { count: some.length })),
          listed(
            some.map((one) => reminderLine(one, reader)),
            mostLines,
            (count) => t('common.and_more', { count }),
          ),
        ];
  return {
    summary: t('reminder.list.mine', { count: all.length }),
    blocks: [
      ...part('reminder.list.mine', toMe),
      ...part('reminder.list.for_others', byMe),
      ...part('reminder.list.in_channels', others),
      { block: 'actions', elements: [openingReminders([...toMe, ...byMe, ...others], reader), addButton(reader)] },
    ],
  };
};

/** One reminder with all that can be done. @param next null: it has been told or cancelled */
export const reminderDetails = (reminder: Reminder, next: Date | null, reader: Owner): Message => {
  const { t } = reader;
  const mine = reminder.madeBy.id === reader.personId;
  const state = next ? [momentSpan(next, reader)] : [words(t(`reminder.state.${reminder.state}`))];
  return {
    summary: lineOf(reminder),
    blocks: [
      paragraph([words(reminder.text)]),
      note([...state, ...everySpans(reminder, reader), gap, ...targetSpans(reminder, reader)]),
      ...sourceNote(reminder, reader),
      ...(next
        ? [
            {
              block: 'actions' as const,
              elements: [...(mine ? [changeButton(reminder, reader)] : []), cancelButton(reminder, reader)],
            },
          ]
        : []),
    ],
  };
};

/** The link back to the message it was made from. */
export const sourceNote = ({ sourceUrl }: Reminder, { t }: For): Block[] =>
  sourceUrl === null ? [] : [note([{ span: 'link', text: t('reminder.source'), url: sourceUrl }])];
