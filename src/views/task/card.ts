// A task as a living card: one glance says what, when, who and in which state; the last line says who moved it and when.

import type { Happened } from '#coalition/history.ts';
import type { Task } from '#coalition/task/task.ts';
import type { Block, Message } from '#message/message.ts';
import { atSpan, type For, personSpan } from '../when.ts';
import { facts, heading, mainButtons } from './parts.ts';

/** "Taken: @person, today 10:42" */
export const lastLine = (last: Happened, reader: For): Block => ({
  block: 'note',
  text: reader.t.spans(`task.happened.${last.kind.replace('task.', '')}`, {
    who: personSpan(last.who, reader.t),
    when: atSpan(last.at, reader),
  }),
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
