// What people do with a duty, each as a decision on top of change.ts.
import { Refusal } from '#bot/refusal.ts';
import { transact } from '#store/database.ts';
import { toIso } from '#time/iso.ts';
import type { Moment } from '#time/moment.ts';
import { fold } from '#time/reading/fold.ts';
import type { Every } from '#time/recurrence.ts';
import type { MemberAct } from '../act.ts';
import { checkVisibility, showing } from '../permit.ts';
import { nextDue } from '../rules/repeat.ts';
import type { Visibility } from '../rules/visible.ts';
import { findUndone } from '../undo.ts';
import { type ChangedDuty, type Columns, changeDuty, dueOf, lockDuty, ruleOf, writeDuty } from './change.ts';
import { dueDay } from './duty.ts';

/**
 * Marks the present occurrence done. A duty that repeats stays open and moves on to its next date; the event keeps which
 * occurrence was finished (`due`) and what comes (`next`).
 * @param day the due day that a button was drawn for: the second of two presses finishes nothing that comes later
 * @throws Refusal when it has moved on since
 */
export const finishDuty = (act: MemberAct, dutyId: string, day?: string): Promise<ChangedDuty> =>
  changeDuty(act, dutyId, 'done', (duty) => {
    if (day !== undefined && day !== dueDay(duty))
      throw new Refusal('duty.refusal.moved_on', {
        values: { number: duty.number, title: duty.title },
        ways: [showing('duty', dutyId)],
      });
    const next = nextDue(duty.due, duty.every);
    const due = toIso(duty.due);
    if (next === null) return { columns: { state: 'done', doneById: act.person.id }, data: { due, next: null } };
    return { columns: { ...dueOf(next.due), every: next.every }, data: { due, next: toIso(next.due) } };
  });

/** Brings back what was done or dropped. */
export const reopenDuty = (act: MemberAct, dutyId: string): Promise<ChangedDuty> =>
  changeDuty(act, dutyId, 'reopen', () => ({ columns: { state: 'open', doneById: null } }));

/** Drops it: kept and restorable, and not the same as done. */
export const dropDuty = (act: MemberAct, dutyId: string): Promise<ChangedDuty> =>
  changeDuty(act, dutyId, 'drop', () => ({ columns: { state: 'dropped' } }));

export type DutyEdit = {
  title?: string | undefined;
  due?: Moment | undefined;
  /** null takes it away, here and below. */
  toWhom?: string | null | undefined;
  owner?: { id: string; organizationId: string } | null | undefined;
  every?: Every | null | undefined;
  details?: string | null | undefined;
  organizationId?: string | undefined;
  visibility?: Visibility | undefined;
};

/** Changes what it says. Left out means unchanged. */
export const editDuty = (act: MemberAct, dutyId: string, edit: DutyEdit): Promise<ChangedDuty> =>
  changeDuty(act, dutyId, 'edit', (duty) => {
    const organizationId = edit.organizationId ?? duty.organizationId ?? edit.owner?.organizationId ?? null;
    if (edit.visibility !== undefined || edit.organizationId !== undefined)
      checkVisibility('duty', act, edit.visibility ?? duty.visibility, organizationId);
    const every = edit.every ? ruleOf(edit.due ?? duty.due, edit.every) : edit.every;
    const columns: Columns = {
      ...(edit.title === undefined ? {} : { title: edit.title, folded: fold(edit.title) }),
      ...(edit.due === undefined ? {} : dueOf(edit.due)),
      ...(edit.toWhom === undefined ? {} : { toWhom: edit.toWhom }),
      ...(edit.owner === undefined ? {} : { ownerId: edit.owner?.id ?? null }),
      ...(every === undefined ? {} : { every }),
      ...(edit.details === undefined ? {} : { details: edit.details }),
      ...(organizationId === duty.organizationId ? {} : { organizationId }),
      ...(edit.visibility === undefined ? {} : { visibility: edit.visibility }),
    };
    return { columns };
  });

/**
 * Puts back what a change has changed.
 * @param revision the revision that the undone change made
 * @throws Refusal as `findUndone` says
 */
export const undoDuty = (act: MemberAct, dutyId: string, revision: number): Promise<ChangedDuty> =>
  transact(act.store, async (tx) => {
    const locked = await lockDuty(tx, act, dutyId);
    const undone = await findUndone(tx, act, { kind: 'duty', ...locked.duty }, revision);
    // Undoing the addition of a duty drops it: it stays restorable, and its number is not given twice.
    const before = undone.before as { columns: Columns } | undefined;
    const columns = before?.columns ?? { state: 'dropped' };
    return writeDuty(tx, act, locked, columns, { kind: 'duty.undo', data: { undone: undone.kind } });
  });
