// What people do with a task, each as a decision on top of change.ts.

import { transact } from '#store/database.ts';
import type { Moment } from '#time/moment.ts';
import { fold } from '#time/reading/fold.ts';
import type { MemberAct } from '../act.ts';
import { recordEvent } from '../event.ts';
import { checkVisibility } from '../permit.ts';
import type { Visibility } from '../rules/visible.ts';
import { dueColumns } from './add.ts';
import { type Changed, changeTask, checkVerb, lockTask } from './change.ts';
import type { Priority, Task } from './task.ts';

const ids = (task: Task): string[] => task.assignees.map((one) => one.id);

/** Takes a task: the person joins those on it; a task that nobody owns becomes the person's organisation's. */
export const takeTask = (act: MemberAct, taskId: string): Promise<Changed> =>
  changeTask(act, taskId, 'take', (task) =>
    ids(task).includes(act.person.id)
      ? undefined
      : {
          change: {
            assignees: [...ids(task), act.person.id],
            columns: { organizationId: task.organizationId ?? act.membership.organization.id },
          },
        },
  );

/** Gives a task back: the person leaves, the organisation keeps owing it. */
export const releaseTask = (act: MemberAct, taskId: string): Promise<Changed> =>
  changeTask(act, taskId, 'release', (task) =>
    ids(task).includes(act.person.id)
      ? { change: { assignees: ids(task).filter((id) => id !== act.person.id) } }
      : undefined,
  );

/** Adds a person to those on the task, or hands it to another organisation (whose people then claim it). */
export const assignTask = (
  act: MemberAct,
  taskId: string,
  to: { person?: { id: string; organizationId: string } | undefined; organizationId?: string | undefined },
): Promise<Changed> =>
  changeTask(act, taskId, 'assign', (task) => {
    const organizationId =
      to.organizationId ??
      (task.organizationId === null ? to.person?.organizationId : undefined) ??
      task.organizationId;
    checkVisibility(
      'task',
      act,
      task.visibility,
      task.visibility === 'organisation' ? organizationId : act.membership.organization.id,
    );
    const handedOver = to.organizationId !== undefined && to.organizationId !== task.organizationId;
    const before = handedOver ? [] : ids(task);
    const assignees = to.person && !before.includes(to.person.id) ? [...before, to.person.id] : before;
    if (organizationId === task.organizationId && assignees.length === task.assignees.length) return undefined;
    return {
      change: { assignees, columns: { organizationId } },
      data: { to: to.person?.id ?? null, toOrganisation: to.organizationId ?? null },
    };
  });

/** Marks it done, by this person. */
export const finishTask = (act: MemberAct, taskId: string): Promise<Changed> =>
  changeTask(act, taskId, 'done', () => ({ change: { columns: { doneById: act.person.id, blockedReason: null } } }));

/** Brings back what was done or dropped. */
export const reopenTask = (act: MemberAct, taskId: string): Promise<Changed> =>
  changeTask(act, taskId, 'reopen', () => ({ change: { columns: { doneById: null } } }));

/** Says what stands in the way. A second reason replaces the first; both stay in the history. */
export const blockTask = (act: MemberAct, taskId: string, reason: string): Promise<Changed> =>
  changeTask(act, taskId, 'block', (task) =>
    task.state === 'blocked' && task.blockedReason === reason
      ? undefined
      : { change: { columns: { blockedReason: reason } }, data: { reason } },
  );

/** The obstacle is gone. */
export const unblockTask = (act: MemberAct, taskId: string): Promise<Changed> =>
  changeTask(act, taskId, 'unblock', () => ({ change: { columns: { blockedReason: null } } }));

/** Drops it: kept and restorable, and not the same as done. */
export const dropTask = (act: MemberAct, taskId: string): Promise<Changed> =>
  changeTask(act, taskId, 'drop', () => ({ change: {} }));

export type Edit = {
  title?: string | undefined;
  /** null takes it away. */
  due?: Moment | null | undefined;
  details?: string | null | undefined;
  organizationId?: string | null | undefined;
  owner?: { id: string; organizationId: string } | null | undefined;
  priority?: Priority | undefined;
  visibility?: Visibility | undefined;
};

/** Changes what it says. Left out means unchanged. */
export const editTask = (act: MemberAct, taskId: string, edit: Edit): Promise<Changed> =>
  changeTask(act, taskId, 'edit', (task) => {
    const visibility = edit.visibility ?? task.visibility;
    const organizationId = edit.organizationId === undefined ? task.organizationId : edit.organizationId;
    if (edit.visibility !== undefined || edit.organizationId !== undefined)
      checkVisibility('task', act, visibility, organizationId);
    const title = edit.title ?? task.title;
    const columns = {
      title,
      folded: fold(title),
      ...(edit.due === undefined ? {} : dueColumns(edit.due)),
      ...(edit.details === undefined ? {} : { details: edit.details }),
      organizationId: organizationId ?? edit.owner?.organizationId ?? null,
      priority: edit.priority ?? task.priority,
      visibility,
    };
    return {
      change: { columns, ...(edit.owner === undefined ? {} : { assignees: edit.owner ? [edit.owner.id] : [] }) },
    };
  });

/** Writes a word under a task; the copies are drawn anew because the card says who spoke last. */
export const commentTask = (act: MemberAct, taskId: string, text: string): Promise<Changed> =>
  changeTask(act, taskId, 'comment', () => ({ change: {}, data: { text } }));

/** Follows or unfollows. @returns the task and whether this changed anything */
export const followTask = (act: MemberAct, taskId: string, follow: boolean): Promise<Changed> =>
  transact(act.store, async (tx) => {
    const { task } = await lockTask(tx, act, taskId);
    checkVerb('follow', task, act);
    const { count } = follow
      ? await tx.taskFollower.createMany({
          data: [{ taskId, personId: act.person.id, since: act.now }],
          skipDuplicates: true,
        })
      : await tx.taskFollower.deleteMany({ where: { taskId, personId: act.person.id } });
    if (count > 0)
      await recordEvent(tx, act, 0, {
        kind: follow ? 'task.follow' : 'task.unfollow',
        coalitionId: task.coalitionId,
        taskId,
      });
    return { task, places: 0, changed: count > 0 };
  });
