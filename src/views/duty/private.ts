// What one person gets to see of a duty: the confirmation of an action, all details, the history.
import type { ChangedDuty } from '#coalition/duty/change.ts';
import type { Duty } from '#coalition/duty/duty.ts';
import type { Happened } from '#coalition/history.ts';
import { intlLocale } from '#i18n/lang.ts';
import type { Block, Button, Message, Span } from '#message/message.ts';
import { showMoment } from '#time/show.ts';
import { showEvery } from '../every.ts';
import { happenedSpans, sentence, undoButton, verbOf } from '../item.ts';
import type { For } from '../when.ts';
import { actions, facts, heading, showButton } from './parts.ts';

const text = (words: string): Span => ({ span: 'text', text: words });

const inFull = (duty: Duty, { lang, zone, now }: For): string =>
  showMoment(duty.due, { lang, zone, now, style: 'full' });

/** "30, 14, 7 and 1 days before the date"; nothing when it is too late for any. */
const leadsLine = (leads: readonly number[], { t, lang }: For): string[] => {
  const ahead = leads.filter((days) => days > 0);
  const last = ahead.at(-1);
  if (last === undefined) return [];
  const days = new Intl.ListFormat(intlLocale[lang], { type: 'conjunction' }).format(ahead.map(String));
  return [t('duty.reminders', { days, count: last })];
};

/**
 * "Saved: D-3 …", the due moment in full with its zone, when the reminders come, and the way back.
 * @param said the first sentence
 * @param leads days before the date on which it will be reminded of
 * @param more further buttons
 */
const confirmation = (
  said: string,
  duty: Duty,
  reader: For,
  leads: readonly number[] = [],
  more: readonly Button[] = [],
): Message => {
  const { t } = reader;
  const facts = [
    ...(duty.state === 'open' ? [inFull(duty, reader)] : []),
    ...(duty.every === null ? [] : [showEvery(duty.every, t)]),
    ...(duty.toWhom === null ? [] : [duty.toWhom]),
    ...(duty.organization === null ? [] : [duty.organization]),
    // Who will see it: what the whole coalition sees needs no word, what fewer or more do is said.
    ...(duty.visibility === 'coalition' ? [] : [t(`option.visibility.choice.${duty.visibility}`)]),
  ];
  return {
    summary: said,
    blocks: [
      { block: 'paragraph', text: said },
      { block: 'note', text: facts.join(' · ') },
      ...leadsLine(leads, reader).map((line): Block => ({ block: 'note', text: line })),
      { block: 'actions', elements: [undoButton('duty', duty, reader), ...more] },
    ],
  };
};

/** After adding or changing: everything that was understood is said back. */
export const saved = (
  what: 'add' | 'edit',
  duty: Duty,
  reader: For,
  leads: readonly number[],
  more: readonly Button[],
): Message => confirmation(reader.t(`duty.said.${what}`, { duty: heading(duty) }), duty, reader, leads, more);

/** Done, brought back, dropped. Of one that repeats, the next date is said. */
export const outcome = (what: 'done' | 'reopen' | 'drop', { duty }: ChangedDuty, reader: For): Message => {
  const goesOn = what === 'done' && duty.state === 'open';
  const values = { duty: heading(duty), date: inFull(duty, reader) };
  const said = goesOn ? reader.t('duty.said.done_next', values) : reader.t(`duty.said.${what}`, { duty: values.duty });
  return goesOn
    ? sentence(said, undoButton('duty', duty, reader), showButton(duty, reader))
    : confirmation(said, duty, reader);
};

/** What happens to a duty is said in the same words as of a task. */
const happened = (one: Happened, reader: For): Span[] => happenedSpans(`task.happened.${verbOf(one)}`, one, reader);

/** All about a duty, with everything that can be done. */
export const dutyDetails = (duty: Duty, mayAct: boolean, last: Happened | undefined, reader: For): Message => {
  const { t } = reader;
  const blocks: Block[] = [
    { block: 'heading', text: `📄 ${heading(duty)}` },
    {
      block: 'facts',
      facts: [
        ...facts(duty, reader),
        { label: t('task.fact.visibility'), value: [text(t(`option.visibility.choice.${duty.visibility}`))] },
      ],
    },
    ...(duty.details ? [{ block: 'paragraph' as const, text: [text(duty.details)] }] : []),
    ...(last ? [{ block: 'note' as const, text: happened(last, reader) }] : []),
    ...(mayAct ? [{ block: 'actions' as const, elements: actions(duty, reader) }] : []),
  ];
  return { summary: heading(duty), blocks };
};

/** What happened, newest first. */
export const dutyHistory = (duty: Duty, history: readonly Happened[], reader: For): Message => {
  const title = reader.t('duty.history.title', { duty: heading(duty) });
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'list', items: history.map((one) => happened(one, reader)) },
      { block: 'actions', elements: [showButton(duty, reader)] },
    ],
  };
};

/** An undo that has happened. */
export const undone = (duty: Duty, reader: For): Message => sentence(`${reader.t('common.undone')} ${heading(duty)}`);

/** "… makes you responsible for …": all one needs to decide. */
export const dutyGiven = (duty: Duty, giver: string, reader: For): Message => {
  const said = reader.t('duty.given', { person: giver, duty: heading(duty) });
  return {
    summary: said,
    blocks: [
      { block: 'paragraph', text: said },
      { block: 'facts', facts: facts(duty, reader) },
      ...(duty.details ? [{ block: 'paragraph' as const, text: [text(duty.details)] }] : []),
      { block: 'actions', elements: actions(duty, reader) },
    ],
  };
};
