// A task as the house passes it around: everything a card shows, read in one query.
import type { Prisma } from '#store/generated/client.ts';
import { fromStored, type Moment } from '#time/moment.ts';
import type { TaskState } from '../rules/task.ts';
import type { Visibility } from '../rules/visible.ts';
import { type Someone, someone, toSomeone } from '../someone.ts';

export type Priority = 'low' | 'normal' | 'high';

export type Task = {
  id: string;
  coalitionId: string;
  number: number;
  title: string;
  details: string | null;
  due: Moment | null;
  organizationId: string | null;
  organization: string | null;
  priority: Priority;
  visibility: Visibility;
  state: TaskState;
  blockedReason: string | null;
  sourceUrl: string | null;
  createdById: string;
  doneBy: Someone | null;
  assignees: readonly Someone[];
  stateAt: Date;
  revision: number;
};

/** What to read of a task; `toTask` makes the value of it. */
export const taskFields = {
  id: true,
  coalitionId: true,
  number: true,
  title: true,
  details: true,
  dueAt: true,
  dueZone: true,
  dueHasTime: true,
  organizationId: true,
  organization: { select: { name: true } },
  priority: true,
  visibility: true,
  state: true,
  blockedReason: true,
  sourceUrl: true,
  createdById: true,
  doneBy: someone,
  assignees: { select: { person: someone }, orderBy: { since: 'asc' } },
  stateAt: true,
  revision: true,
} satisfies Prisma.TaskSelect;

export type TaskRow = Prisma.TaskGetPayload<{ select: typeof taskFields }>;

/** A due moment as kept in three columns, or none. */
export const dueOf = (row: Pick<TaskRow, 'dueAt' | 'dueZone' | 'dueHasTime'>): Moment | null =>
  row.dueAt && row.dueZone ? fromStored({ dueAt: row.dueAt, dueZone: row.dueZone, dueHasTime: row.dueHasTime }) : null;

/** The row as a task. */
export const toTask = (row: TaskRow): Task => ({
  id: row.id,
  coalitionId: row.coalitionId,
  number: row.number,
  title: row.title,
  details: row.details,
  due: dueOf(row),
  organizationId: row.organizationId,
  organization: row.organization?.name ?? null,
  priority: row.priority,
  visibility: row.visibility,
  state: row.state,
  blockedReason: row.blockedReason,
  sourceUrl: row.sourceUrl,
  createdById: row.createdById,
  doneBy: row.doneBy && toSomeone(row.doneBy),
  assignees: row.assignees.map(({ person }) => toSomeone(person)),
  stateAt: row.stateAt,
  revision: row.revision,
});
