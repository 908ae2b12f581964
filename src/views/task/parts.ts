// The parts of a task that card, board, list and confirmation share.

import { packPress } from '#bot/press.ts';
import type { Task } from '#coalition/task/task.ts';
import type { Button, Menu, Span } from '#message/message.ts';
import { openingMenu } from '../item.ts';
import type { For } from '../when.ts';
import { dueSpans, peopleSpans } from '../when.ts';

const text = (words: string): Span => ({ span: 'text', text: words });

/** A task as a button carries it. */
export const picked = (task: Pick<Task, 'id'>): string => `id:${task.id}`;

/** "T-12 · Book the hall" */
export const heading = (task: Task): string => `T-${task.number} · ${task.title}`;

export const isOpen = (task: Task): boolean => task.state === 'open' || task.state === 'blocked';

/** "in progress", "open", "blocked: …": taken is not a state of its own but somebody being on it. */
export const stateSpans = (task: Task, { t }: For): Span[] => {
  if (task.state === 'blocked')
    return t.spans('task.state.blocked_because', { reason: text(task.blockedReason ?? '') });
  return [
    text(t(task.state === 'open' && task.assignees.length > 0 ? 'task.state.taken' : `task.state.${task.state}`)),
  ];
};

/** Who owes it: "Partner in Austria · @person", or that nobody has taken it yet. */
export const ownerSpans = (task: Task, { t }: For): Span[] => {
  // What was done without anybody having taken it first was done by somebody all the same.
  const people = peopleSpans(task.assignees.length === 0 && task.doneBy ? [task.doneBy] : task.assignees, t);
  if (task.organization === null) return people.length > 0 ? people : [text(t('task.nobody_yet'))];
  return people.length > 0 ? [text(`${task.organization} · `), ...people] : [text(task.organization)];
};

/** The facts of a card, in reading order: when, who, state. */
export const facts = (task: Task, reader: For): { label: string; value: Span[] }[] => [
  ...(task.due ? [{ label: reader.t('task.fact.due'), value: dueSpans(task.due, reader, isOpen(task)) }] : []),
  { label: reader.t('task.fact.owner'), value: ownerSpans(task, reader) },
  { label: reader.t('task.fact.state'), value: stateSpans(task, reader) },
  ...(task.priority === 'normal'
    ? []
    : [{ label: reader.t('task.fact.priority'), value: [text(reader.t(`option.priority.choice.${task.priority}`))] }]),
];

const button = (label: string, command: string, task: Task, tone?: Button['tone']): Button => ({
  kind: 'button',
  label,
  press: packPress(command, { task: picked(task) }),
  ...(tone === undefined ? {} : { tone }),
});

/** A menu that opens each of some tasks. */
export const openingTasks = (tasks: readonly Task[], { t }: For): Menu =>
  openingMenu(
    t('task.board.open'),
    'task',
    tasks.map((task) => ({ id: task.id, heading: heading(task) })),
  );

/**
 * What can be done now, the likely one first; at most four with "More".
 * @param mine whether the only reader is on it: then there is nothing left to take
 */
export const mainButtons = (task: Task, { t }: For, mine = false): Button[] => {
  const more = button(t('common.more'), 'task.show', task);
  if (!isOpen(task))
    return [button(t(task.state === 'done' ? 'task.button.reopen' : 'task.button.restore'), 'task.reopen', task), more];
  const done = button(t('task.button.done'), 'task.done', task, task.assignees.length > 0 ? 'primary' : undefined);
  const take = button(t('task.button.take'), 'task.take', task, task.assignees.length > 0 ? undefined : 'primary');
  const third =
    task.state === 'blocked'
      ? button(t('task.button.unblock'), 'task.unblock', task)
      : button(t('task.button.block'), 'task.block', task);
  if (mine) return [done, third, more];
  return task.assignees.length > 0 ? [done, take, third, more] : [take, done, third, more];
};

/** What else can be done, as one menu: nine buttons in two rows would be a wall. */
export const moreMenu = (task: Task, { t }: For, personal: { assigned: boolean; following: boolean }): Menu => {
  const line = (label: string, command: string) => ({
    label: t(`task.button.${label}`),
    press: packPress(command, { task: picked(task) }),
  });
  const open = isOpen(task);
  return {
    kind: 'menu',
    label: t('common.more'),
    choices: [
      ...(open ? [line('edit', 'task.edit'), line('assign', 'task.assign')] : []),
      line('comment', 'task.comment'),
      line('history', 'task.show!history'),
      personal.following ? line('unfollow', 'task.follow!stop') : line('follow', 'task.follow'),
      ...(personal.assigned && open ? [line('release', 'task.take!release')] : []),
      ...(open ? [line('drop', 'task.drop')] : []),
    ],
  };
};
