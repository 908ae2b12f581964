// What one person gets to see of a task: the confirmation of an action, all details, the history.
import { packPress } from '#bot/press.ts';
import type { Happened } from '#coalition/history.ts';
import type { Changed } from '#coalition/task/change.ts';
import type { Task } from '#coalition/task/task.ts';
import type { Block, Button, Message, Span } from '#message/message.ts';
import { showMoment } from '#time/show.ts';
import { happenedSpans, sentence, undoButton, verbOf } from '../item.ts';
import type { For } from '../when.ts';
import { facts, heading, mainButtons, moreMenu, picked } from './parts.ts';

const text = (words: string): Span => ({ span: 'text', text: words });

/**
 * "Saved: T-12 …", the due moment in full with its zone, who will see it, and the way back.
 * @param what the verb, for the first words: "task.said.<what>"
 * @param more further buttons
 */
export const confirmation = (
  what: string,
  task: Task,
  places: number,
  reader: For,
  more: readonly Button[] = [],
): Message => {
  const { t } = reader;
  const said = t(`task.said.${what}`, { task: heading(task) });
  const due = task.due
    ? [showMoment(task.due, { lang: reader.lang, zone: reader.zone, now: reader.now, style: 'full' })]
    : [];
  const owner = task.organization ? [task.organization] : [];
  // Who will see it: what the whole coalition sees needs no word, what fewer or more do is said.
  const reach = task.visibility === 'coalition' ? [] : [t(`option.visibility.choice.${task.visibility}`)];
  return {
    summary: said,
    blocks: [
      { block: 'paragraph', text: said },
      { block: 'note', text: [...due, ...owner, ...reach, t('task.said.places', { count: places })].join(' · ') },
      { block: 'actions', elements: [undoButton('task', task, reader), ...more] },
    ],
  };
};

/** "It is so already": nothing was changed. */
export const already = (what: string, task: Task, reader: For): Message =>
  sentence(reader.t(`task.already.${what}`, { task: heading(task) }), ...mainButtons(task, reader).slice(-1));

/** What a verb has done, or that it was so already. */
export const outcome = (what: string, result: Changed, reader: For): Message =>
  result.changed ? confirmation(what, result.task, result.places, reader) : already(what, result.task, reader);

/** All about a task, with everything that can be done. */
export const taskDetails = (
  task: Task,
  personal: { assigned: boolean; following: boolean; mayAct: boolean },
  history: readonly Happened[],
  reader: For,
): Message => {
  const { t } = reader;
  const last = history[0];
  const blocks: Block[] = [
    { block: 'heading', text: `📌 ${heading(task)}` },
    {
      block: 'facts',
      facts: [
        ...facts(task, reader),
        { label: t('task.fact.visibility'), value: [text(t(`option.visibility.choice.${task.visibility}`))] },
      ],
    },
  ];
  if (task.details) blocks.push({ block: 'paragraph', text: [text(task.details)] });
  if (task.sourceUrl)
    blocks.push({ block: 'note', text: [{ span: 'link', text: t('task.source'), url: task.sourceUrl }] });
  if (last) blocks.push({ block: 'note', text: happened(last, reader) });
  if (personal.mayAct) {
    const now = mainButtons(task, reader, personal.assigned).slice(0, -1);
    blocks.push({ block: 'actions', elements: [...now, moreMenu(task, reader, personal)] });
  }
  return { summary: heading(task), blocks };
};

const happened = (one: Happened, reader: For): Span[] => happenedSpans(`task.happened.${verbOf(one)}`, one, reader);

/** What happened, newest first. */
export const taskHistory = (task: Task, history: readonly Happened[], reader: For): Message => ({
  summary: reader.t('task.history.title', { task: heading(task) }),
  blocks: [
    { block: 'heading', text: reader.t('task.history.title', { task: heading(task) }) },
    { block: 'list', items: history.map((one) => happened(one, reader)) },
    { block: 'actions', elements: mainButtons(task, reader).slice(-1) },
  ],
});

/** An undo that has happened. */
export const undone = (task: Task, reader: For): Message => sentence(`${reader.t('common.undone')} ${heading(task)}`);

/** "… hands you a task": all one needs to decide, and the way to give it back. */
export const taskGiven = (task: Task, giver: string, reader: For): Message => {
  const { t } = reader;
  const [done, ...others] = mainButtons(task, reader, true);
  const release: Button = {
    kind: 'button',
    label: t('task.button.release'),
    press: packPress('task.take!release', { task: picked(task) }),
  };
  return {
    summary: t('task.given', { person: giver, task: heading(task) }),
    blocks: [
      { block: 'paragraph', text: t('task.given', { person: giver, task: heading(task) }) },
      { block: 'facts', facts: facts(task, reader) },
      ...(task.details ? [{ block: 'paragraph' as const, text: [text(task.details)] }] : []),
      { block: 'actions', elements: [...(done ? [done] : []), release, ...others] },
    ],
  };
};
