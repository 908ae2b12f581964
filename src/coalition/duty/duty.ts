// A duty as the house passes it around: something owed by a date to somebody outside (a report, a settlement, a permit).
// Read in one query; a duty always has a due moment.
import type { Prisma } from '#store/generated/client.ts';
import { dateOf, fromStored, type Moment } from '#time/moment.ts';
import type { Every } from '#time/recurrence.ts';
import type { Visibility } from '../rules/visible.ts';
import { type Someone, someone, toSomeone } from '../someone.ts';

export type DutyState = 'open' | 'done' | 'dropped';

export type Duty = {
  id: string;
  coalitionId: string;
  number: number;
  title: string;
  details: string | null;
  /** To whom it is owed, in the words of whoever wrote it down. */
  toWhom: string | null;
  due: Moment;
  /** How it repeats; null: once. */
  every: Every | null;
  organizationId: string | null;
  organization: string | null;
  /** Who takes care of it; null: whoever coordinates the organisation. */
  owner: Someone | null;
  visibility: Visibility;
  state: DutyState;
  createdById: string;
  doneBy: Someone | null;
  stateAt: Date;
  revision: number;
};

/** What to read of a duty; `toDuty` makes the value of it. */
export const dutyFields = {
  id: true,
  coalitionId: true,
  number: true,
  title: true,
  details: true,
  toWhom: true,
  dueAt: true,
  dueZone: true,
  dueHasTime: true,
  every: true,
  organizationId: true,
  organization: { select: { name: true } },
  owner: someone,
  visibility: true,
  state: true,
  createdById: true,
  doneBy: someone,
  stateAt: true,
  revision: true,
} satisfies Prisma.DutySelect;

export type DutyRow = Prisma.DutyGetPayload<{ select: typeof dutyFields }>;

/** The row as a duty. */
export const toDuty = ({ dueAt, dueZone, dueHasTime, ...row }: DutyRow): Duty => ({
  id: row.id,
  coalitionId: row.coalitionId,
  number: row.number,
  title: row.title,
  details: row.details,
  toWhom: row.toWhom,
  due: fromStored({ dueAt, dueZone, dueHasTime }),
  every: row.every,
  organizationId: row.organizationId,
  organization: row.organization?.name ?? null,
  owner: row.owner && toSomeone(row.owner),
  visibility: row.visibility,
  state: row.state,
  createdById: row.createdById,
  doneBy: row.doneBy && toSomeone(row.doneBy),
  stateAt: row.stateAt,
  revision: row.revision,
});

/** The day on which it is due, in the zone in which that was said: names one occurrence of a duty that repeats. */
export const dueDay = ({ due }: Pick<Duty, 'due'>): string => dateOf(due, due.zone);
