// Adding a task: number, row, event and cards in one transaction.
import { redraw } from '#delivery/record.ts';
import { transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { endOf, type Moment, toStored } from '#time/moment.ts';
import { fold } from '#time/reading/fold.ts';
import type { MemberAct } from '../act.ts';
import { recordEvent } from '../event.ts';
import { holdMembers } from '../membership.ts';
import { checkVisibility } from '../permit.ts';
import type { Visibility } from '../rules/visible.ts';
import type { Changed } from './change.ts';
import { tasksById } from './find.ts';
import { tellGiven } from './given.ts';
import type { Priority } from './task.ts';

export type NewTask = {
  title: string;
  due?: Moment | undefined;
  /** The person who is to do it; the task then belongs to that person's organisation unless another is named. */
  owner?: { id: string; organizationId: string } | undefined;
  organizationId?: string | undefined;
  priority?: Priority | undefined;
  details?: string | undefined;
  visibility?: Visibility | undefined;
  /** The message it was made from. */
  sourceUrl?: string | undefined;
};

/** A due moment as its columns; all empty without one. */
export const dueColumns = (due: Moment | null | undefined) => {
  if (!due) return { dueAt: null, dueZone: null, dueHasTime: false, overAt: null };
  return { ...toStored(due), overAt: due.kind === 'day' ? endOf(due) : due.at };
};

/**
 * Adds a task.
 * @returns the task and in how many channels it can be seen
 * @throws Refusal when it is to be visible to one organisation only and that is not the person's own
 */
export const addTask = async (act: MemberAct, wanted: NewTask): Promise<Changed> => {
  const visibility = wanted.visibility ?? 'coalition';
  // Kept to one's own organisation without naming it: which other could be meant?
  const organizationId =
    wanted.organizationId ??
    wanted.owner?.organizationId ??
    (visibility === 'organisation' ? act.membership.organization.id : null);
  checkVisibility('task', act, visibility, organizationId);
  const id = newId(act.now);
  const places = await transact(act.store, async (tx) => {
    // The row lock on the coalition makes numbers without gaps and without twins, and lets one addition through at a time:
    // so nothing is read under it that can be read afterwards.
    const [counted] = await tx.$queryRaw<{ lastTask: number }[]>`
      UPDATE "Coalition" SET "lastTask" = "lastTask" + 1 WHERE "id" = ${act.coalition.id} RETURNING "lastTask"`;
    if (wanted.owner) await holdMembers(tx, act.coalition.id, [wanted.owner.id]);
    await tx.task.create({
      data: {
        id,
        coalitionId: act.coalition.id,
        number: counted?.lastTask ?? 0,
        title: wanted.title,
        folded: fold(wanted.title),
        details: wanted.details ?? null,
        ...dueColumns(wanted.due),
        organizationId,
        priority: wanted.priority ?? 'normal',
        visibility,
        sourceUrl: wanted.sourceUrl ?? null,
        createdById: act.person.id,
        createdAt: act.now,
        stateAt: act.now,
        ...(wanted.owner ? { assignees: { create: { personId: wanted.owner.id, since: act.now } } } : {}),
      },
      select: { id: true },
    });
    await recordEvent(tx, act, 0, {
      kind: 'task.add',
      coalitionId: act.coalition.id,
      organizationId: act.membership.organization.id,
      taskId: id,
      data: { revision: 1 },
    });
    if (wanted.owner) await tellGiven(tx, act, { id, coalitionId: act.coalition.id }, [wanted.owner.id]);
    return redraw(tx, {
      store: act.store,
      now: act.now,
      coalitionId: act.coalition.id,
      task: { id, visibility, organizationId },
    });
  });
  const task = (await tasksById(act.store, [id])).get(id);
  if (!task) throw new Error('a task that was just added cannot be read');
  return { task, places, changed: true };
};
