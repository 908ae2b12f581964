// Whoever is put on a task by somebody else hears of it in private: a card in a channel pings nobody.
import type { Tx } from '#store/database.ts';
import type { MemberAct } from '../act.ts';
import { tell } from '../tell.ts';

/** @param personIds those who are on the task since this act; nobody is told about an own act */
export const tellGiven = async (
  tx: Tx,
  act: MemberAct,
  task: { id: string; coalitionId: string },
  personIds: readonly string[],
): Promise<void> => {
  for (const personId of personIds)
    await tell(tx, act, {
      personId,
      coalitionId: task.coalitionId,
      topic: 'task-given',
      data: { taskId: task.id, byId: act.person.id },
    });
};
