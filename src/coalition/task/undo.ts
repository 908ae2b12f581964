// Undo: puts back what the event before wrote down, for five minutes and only while nobody has built on it.
import { Refusal } from '#bot/refusal.ts';
import { transact } from '#store/database.ts';
import type { MemberAct } from '../act.ts';
import { mayUndo } from '../rules/task.ts';
import { type Before, type Changed, lockTask, writeChange } from './change.ts';

/**
 * @param revision the revision that the undone change made; another one since then means somebody else was here
 * @throws Refusal when it is too late, somebody else has changed the task since, or it is not this person's own change
 */
export const undoTask = (act: MemberAct, taskId: string, revision: number): Promise<Changed> =>
  transact(act.store, async (tx) => {
    const locked = await lockTask(tx, act, taskId);
    const [event] = await tx.event.findMany({
      where: { taskId, coalitionId: act.coalition.id, data: { path: ['revision'], equals: revision } },
      orderBy: { at: 'desc' },
      take: 1,
    });
    const show = [{ label: 'common.show', press: `task.show?task=id:${taskId}` }];
    const undone =
      locked.task.revision === revision + 1 &&
      (await tx.event.count({
        where: {
          taskId,
          kind: 'task.undo',
          personId: act.person.id,
          data: { path: ['revision'], equals: revision + 1 },
        },
      })) > 0;
    if (undone)
      throw new Refusal('task.refusal.undone', {
        values: { number: locked.task.number, title: locked.task.title },
        ways: show,
      });
    if (!event || event.personId !== act.person.id)
      throw new Refusal('common.refusal.old_button', { values: { command: '/task show' }, ways: show });
    if (!mayUndo(event.at, act.now)) throw new Refusal('common.refusal.undo_expired', { ways: show });
    if (locked.task.revision !== revision)
      throw new Refusal('task.refusal.changed_since', { values: { number: locked.task.number }, ways: show });
    const before = (event.data as { before?: Before }).before;
    // Undoing the addition of a task drops it: it stays restorable, and its number is not given twice.
    const change = before
      ? { columns: before.columns, assignees: before.assignees }
      : { columns: { state: 'dropped' as const } };
    return writeChange(tx, act, locked, change, { kind: 'task.undo', data: { undone: event.kind } });
  });
