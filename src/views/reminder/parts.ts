// The parts of a reminder that its message, the confirmation and the lists share.

import { packPress } from '#bot/press.ts';
import type { Reminder } from '#coalition/reminder/reminder.ts';
import { delays } from '#coalition/rules/delay.ts';
import type { Button, Menu, Span } from '#message/message.ts';
import { showMoment } from '#time/show.ts';
import { words } from '../block.ts';
import { showEvery } from '../every.ts';
import { gap } from '../item.ts';
import { type For, personSpan } from '../when.ts';

/** Whoever looks at own reminders. */
export type Owner = For & { personId: string };

/** A reminder as a button carries it. */
export const picked = (reminder: Pick<Reminder, 'id'>): { reminder: string } => ({ reminder: `id:${reminder.id}` });

/** An instant, which every reader sees on the own clock. */
export const momentSpan = (at: Date, reader: For): Span => ({
  span: 'moment',
  at,
  style: 'full',
  text: showMoment({ kind: 'time', at, zone: reader.zone }, { ...reader, style: 'full' }),
});

/** In its own words, on one line. */
export const lineOf = ({ text }: Pick<Reminder, 'text'>): string => {
  const line = text.replace(/\s+/g, ' ');
  return [...line].length <= 120 ? line : `${[...line].slice(0, 119).join('')}…`;
};

/** "every week on Mondays", where it repeats. */
export const everySpans = ({ every }: Pick<Reminder, 'every'>, { t }: For): Span[] =>
  every === null ? [] : [gap, words(showEvery(every, t))];

/** For whom: "for you alone", "for @person", "in #channel". */
export const targetSpans = (reminder: Reminder, reader: Owner): Span[] => {
  const { t } = reader;
  const { person, channel } = reminder;
  if (channel) return t.spans('reminder.to.channel', { channel: `#${channel.name} · ${channel.space}` });
  if (!person || person.id === reminder.madeBy.id) return t.spans('reminder.to.me');
  if (person.id === reader.personId) return t.spans('reminder.to.you_from', { person: personSpan(reminder.madeBy, t) });
  return t.spans('reminder.to.person', { person: personSpan(person, t) });
};

const button = (label: string, command: string, reminder: Reminder): Button => ({
  kind: 'button',
  label,
  press: packPress(command, picked(reminder)),
});

export const changeButton = (reminder: Reminder, { t }: For): Button =>
  button(t('reminder.button.edit'), 'reminder.edit', reminder);

/** Ends it: for one that repeats this stops the repeating. */
export const cancelButton = (reminder: Reminder, { t }: For): Button =>
  button(t(reminder.every === null ? 'reminder.button.cancel' : 'reminder.button.stop'), 'reminder.cancel', reminder);

/** "Remind me later": an hour, tomorrow morning, Monday, or a moment of one's own. */
export const laterMenu = (reminder: Reminder, { t }: For): Menu => ({
  kind: 'menu',
  label: t('step.later'),
  choices: [
    ...delays.map((delay) => ({
      label: t(`step.delay.${delay}`),
      press: packPress('reminder.list!later', { ...picked(reminder), delay }),
    })),
    { label: t('step.delay.choose'), press: packPress('reminder.list!again', picked(reminder)) },
  ],
});
