// Undo, for every kind of item: the event of a change wrote down what was there before; for five minutes, and only while
// nobody has built on it, that can be put back.
import { Refusal } from '#bot/refusal.ts';
import type { Tx } from '#store/database.ts';
import type { MemberAct } from './act.ts';
import { type ItemKind, showing } from './permit.ts';
import { mayUndo } from './rules/task.ts';

/** An item that has been locked, as it is now. */
export type Undoing = { kind: ItemKind; id: string; number: number; title: string; revision: number };

/**
 * Finds the change that may be undone.
 * @param revision the revision that the undone change made; another one since then means somebody else was here
 * @returns its kind ("task.done") and what it wrote down as `before`, if anything
 * @throws Refusal when it is too late, somebody else has changed the item since, or it is not this person's own change
 */
export const findUndone = async (
  tx: Tx,
  act: MemberAct,
  item: Undoing,
  revision: number,
): Promise<{ kind: string; before: unknown }> => {
  const of = item.kind === 'task' ? { taskId: item.id } : { dutyId: item.id };
  const event = await tx.event.findFirst({
    where: { ...of, data: { path: ['revision'], equals: revision } },
    orderBy: { at: 'desc' },
  });
  const ways = [showing(item.kind, item.id)];
  const values = { number: item.number, title: item.title };
  const undone =
    item.revision === revision + 1 &&
    (await tx.event.count({
      where: {
        ...of,
        kind: `${item.kind}.undo`,
        personId: act.person.id,
        data: { path: ['revision'], equals: revision + 1 },
      },
    })) > 0;
  if (undone) throw new Refusal(`${item.kind}.refusal.undone`, { values, ways });
  if (!event || event.personId !== act.person.id)
    throw new Refusal('common.refusal.old_button', { values: { command: `/${item.kind} show` }, ways });
  if (!mayUndo(event.at, act.now)) throw new Refusal('common.refusal.undo_expired', { ways });
  if (item.revision !== revision) throw new Refusal(`${item.kind}.refusal.changed_since`, { values, ways });
  return { kind: event.kind, before: (event.data as { before?: unknown }).before };
};
