// A reminder as it is told: its words first, then the link to what it is about, when it comes again, and what can be done.
// What comes late says so, and how many before it were folded into it.

import { packPress } from '#bot/press.ts';
import type { Reminder } from '#coalition/reminder/reminder.ts';
import { timingOf } from '#coalition/reminder/reminder.ts';
import { nextOf } from '#coalition/rules/reminder.ts';
import type { Block, Inline, Message, Span } from '#message/message.ts';
import { note, paragraph, words } from '../block.ts';
import { menuLine } from '../item.ts';
import { type For, personSpan } from '../when.ts';
import { sourceNote } from './list.ts';
import { cancelButton, laterMenu, lineOf, momentSpan, picked } from './parts.ts';

/** `at`: the moment that is told; `missed`: earlier ones that never were; `late`: the service was away at that moment. */
export type Told = { reminder: Reminder; at: Date; missed: number; late: boolean };

/** "This was meant for … and comes late: Mosty was away." */
const lateNotes = ({ at, missed, late }: Told, reader: For): Block[] => {
  if (!late && missed === 0) return [];
  const { t } = reader;
  const meant = late ? t.spans('reminder.told.late', { moment: momentSpan(at, reader) }) : [];
  const folded = missed > 0 ? [words(t('reminder.told.missed', { count: missed }))] : [];
  return [note([...meant, ...(meant.length > 0 && folded.length > 0 ? [words(' ')] : []), ...folded])];
};

const nextNotes = ({ reminder, at }: Told, reader: For): Block[] => {
  const next = reminder.every === null ? null : nextOf(timingOf(reminder), reader.now > at ? reader.now : at);
  return next ? [note(reader.t.spans('reminder.told.next', { moment: momentSpan(next, reader) }))] : [];
};

const said = ({ reminder }: Told, { t }: For): { summary: string; text: Inline } => {
  const own = reminder.person?.id === reminder.madeBy.id;
  const key = reminder.channel ? 'reminder.told.here' : own ? 'reminder.told.me' : 'reminder.told.from';
  const name = reminder.madeBy.name || t('task.erased_person');
  return {
    summary: t(key, { text: lineOf(reminder), person: name }),
    text: t.spans(key, { text: words(reminder.text), person: personSpan(reminder.madeBy, t) }),
  };
};

/** In private to a person, or in a channel, where nobody is pinged and nothing can be pressed. */
export const toldMessage = (told: Told, reader: For): Message => {
  const { reminder } = told;
  const { summary, text } = said(told, reader);
  const stop = reminder.every !== null && reminder.state === 'active' ? [cancelButton(reminder, reader)] : [];
  return {
    summary,
    blocks: [
      paragraph(text),
      ...sourceNote(reminder, reader),
      ...lateNotes(told, reader),
      ...nextNotes(told, reader),
      ...(reminder.channel ? [] : [{ block: 'actions' as const, elements: [laterMenu(reminder, reader), ...stop] }]),
    ],
  };
};

const toldLine = (told: Told, reader: For): Span[] => {
  const { text } = said(told, reader);
  const { at, late, missed } = told;
  const meant = late ? [words(' ('), momentSpan(at, reader), words(')')] : [];
  const folded = missed > 0 ? [words(` ${reader.t('reminder.told.missed', { count: missed })}`)] : [];
  const { sourceUrl } = told.reminder;
  const source: Span[] =
    sourceUrl === null ? [] : [words(' · '), { span: 'link', text: reader.t('reminder.source'), url: sourceUrl }];
  return [...(typeof text === 'string' ? [words(text)] : text), ...source, ...meant, ...folded];
};

/** A reminder once, its latest moment: those that came while the reader was away are counted, not repeated. */
const distinct = (all: readonly Told[]): Told[] => {
  const sorted = [...all].sort((a, b) => a.at.getTime() - b.at.getTime());
  const found = new Map<string, Told>();
  for (const told of sorted) {
    const { id } = told.reminder;
    const before = found.get(id);
    found.set(id, before ? { ...told, missed: told.missed + before.missed + 1 } : told);
  }
  return [...found.values()];
};

/** Several at one moment: a line each, and one menu that puts any of them off. */
export const toldTogether = (several: readonly Told[], reader: For): Message => {
  const all = distinct(several);
  const [only, ...others] = all;
  return only && others.length === 0 ? toldMessage(only, reader) : toldLines(all, reader);
};

const toldLines = (all: readonly Told[], reader: For): Message => ({
  summary: reader.t('reminder.told.several', { count: all.length }),
  blocks: [
    { block: 'list', items: all.map((told) => toldLine(told, reader)) },
    {
      block: 'actions',
      elements: [
        {
          kind: 'menu',
          label: reader.t('step.later'),
          choices: all.slice(0, 25).map(({ reminder }) => ({
            label: menuLine(lineOf(reminder)),
            press: packPress('reminder.list!again', picked(reminder)),
          })),
        },
      ],
    },
  ],
});
