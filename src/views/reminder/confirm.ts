// What the person who sets, changes or cancels a reminder is told: its words, the moment in full with weekday and zone, how
// it repeats, who will get it, and the way back.
import { packPress } from '#bot/press.ts';
import type { Reminder } from '#coalition/reminder/reminder.ts';
import type { Button, Message, Span } from '#message/message.ts';
import { showMoment } from '#time/show.ts';
import { note, paragraph, words } from '../block.ts';
import { gap } from '../item.ts';
import type { For } from '../when.ts';
import type { Owner } from './parts.ts';
import { changeButton, everySpans, lineOf, picked, targetSpans } from './parts.ts';

const undoButton = (reminder: Reminder, { t }: For): Button => ({
  kind: 'button',
  label: t('common.undo'),
  press: packPress('reminder.list!undo', { ...picked(reminder), revision: String(reminder.revision) }),
});

/** The echo of what was read: in the zone in which it was typed, so that a wrong reading is seen. */
const echo = (reminder: Reminder, reader: For): Span[] => [
  words(
    showMoment(
      { kind: 'time', at: reminder.at, zone: reader.zone },
      { lang: reader.lang, zone: reader.zone, now: reader.now, style: 'full' },
    ),
  ),
  ...everySpans(reminder, reader),
];

/** @param what "add", "edit", "cancel": the first words are "reminder.said.<what>" */
export const confirmation = (what: 'add' | 'edit' | 'cancel', reminder: Reminder, reader: Owner): Message => {
  const said = reader.t(`reminder.said.${what}`, { text: lineOf(reminder) });
  const over = what === 'cancel';
  const elements = [undoButton(reminder, reader), ...(over ? [] : [changeButton(reminder, reader)])];
  return {
    summary: said,
    blocks: [
      paragraph(said),
      ...(over ? [] : [note([...echo(reminder, reader), gap, ...targetSpans(reminder, reader)])]),
      { block: 'actions', elements },
    ],
  };
};
