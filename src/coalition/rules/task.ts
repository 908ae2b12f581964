// What may be done with a task, by whom and in which state. Pure: no row is read here and no clock.
import type { Membership } from '../act.ts';

export type TaskState = 'open' | 'blocked' | 'done' | 'dropped';

/** Everything that can be done to a task after it has been added. */
export type Verb =
  | 'take'
  | 'release'
  | 'assign'
  | 'done'
  | 'reopen'
  | 'block'
  | 'unblock'
  | 'drop'
  | 'edit'
  | 'comment'
  | 'follow'
  | 'unfollow';

/** From which states a verb makes sense; a done task cannot be taken, a dropped one can be brought back. */
const from: Readonly<Record<Verb, readonly TaskState[]>> = {
  take: ['open', 'blocked'],
  release: ['open', 'blocked'],
  assign: ['open', 'blocked'],
  done: ['open', 'blocked'],
  reopen: ['done', 'dropped'],
  block: ['open', 'blocked'],
  unblock: ['blocked'],
  drop: ['open', 'blocked'],
  edit: ['open', 'blocked'],
  comment: ['open', 'blocked', 'done', 'dropped'],
  follow: ['open', 'blocked', 'done', 'dropped'],
  unfollow: ['open', 'blocked', 'done', 'dropped'],
};

/** Whether the state allows it. */
export const fits = (verb: Verb, state: TaskState): boolean => from[verb].includes(state);

/** The state after a verb. */
export const after = (verb: Verb, state: TaskState): TaskState => {
  if (verb === 'done') return 'done';
  if (verb === 'drop') return 'dropped';
  if (verb === 'block') return 'blocked';
  if (verb === 'unblock' || verb === 'reopen') return 'open';
  return state;
};

/** Whose a task is, as far as permission goes. */
export type Held = { organizationId: string | null; createdById: string; assignees: readonly string[] };

/**
 * Whether this person may do it: what nobody owns, everybody may move; what an organisation owns, its people, whoever
 * was given it, whoever wrote it down, and the coalition's coordinators. Talking and following are free.
 */
export const mayMove = (verb: Verb, task: Held, personId: string, membership: Membership): boolean => {
  if (verb === 'comment' || verb === 'follow' || verb === 'unfollow') return true;
  if (task.organizationId === null || task.organizationId === membership.organization.id) return true;
  return membership.coordinates || task.createdById === personId || task.assignees.includes(personId);
};

/** Five minutes: long enough to notice a slip, short enough that nobody has built on it. The issue's own number. */
export const UNDO_MS = 5 * 60 * 1000;

/** Whether an action of `at` may still be undone. */
export const mayUndo = (at: Date, now: Date): boolean => now.getTime() - at.getTime() <= UNDO_MS;
