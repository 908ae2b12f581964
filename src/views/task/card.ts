// A task as a living card: one glance says what, when, who and in which state; the last line says who moved it and when.

import type { Happened } from '#coalition/history.ts';
import type { Task } from '#coalition/task/task.ts';
import type { Block, Message } from '#message/message.ts';
import { happenedSpans, verbOf } from '../item.ts';
import type { For } from '../when.ts';
import { facts, heading, mainButtons } from './parts.ts';

/** "Taken: @person, today 10:42" */
export const lastLine = (last: Happened, reader: For): Block => ({
  block: 'note',
  text: happenedSpans(`task.happened.${verbOf(last)}`, { ...last, text: null }, reader),
});

/**
 * @param last the newest event, for the last line
 */
export const taskCard = (task: Task, last: Happened | undefined, reader: For): Message => ({
  summary: reader.t('task.card.summary', {
    number: task.number,
    title: task.title,
    state: reader.t(`task.state.${task.state}`),
  }),
  blocks: [
    { block: 'heading', text: `📌 ${heading(task)}` },
    { block: 'facts', facts: facts(task, reader) },
    ...(last ? [lastLine(last, reader)] : []),
    { block: 'actions', elements: mainButtons(task, reader) },
  ],
});
