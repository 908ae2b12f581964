// Undo of a change to a task.
import { transact } from '#store/database.ts';
import type { MemberAct } from '../act.ts';
import { findUndone } from '../undo.ts';
import { type Before, type Changed, lockTask, writeChange } from './change.ts';

/**
 * @param revision the revision that the undone change made
 * @throws Refusal as `findUndone` says
 */
export const undoTask = (act: MemberAct, taskId: string, revision: number): Promise<Changed> =>
  transact(act.store, async (tx) => {
    const locked = await lockTask(tx, act, taskId);
    const undone = await findUndone(tx, act, { kind: 'task', ...locked.task }, revision);
    const before = undone.before as Before | undefined;
    // Undoing the addition of a task drops it: it stays restorable, and its number is not given twice.
    const change = before
      ? { columns: before.columns, assignees: before.assignees }
      : { columns: { state: 'dropped' as const } };
    return writeChange(tx, act, locked, change, { kind: 'task.undo', data: { undone: undone.kind } });
  });
