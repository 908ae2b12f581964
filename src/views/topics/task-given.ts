// To somebody who has been put on a task by somebody else. Not said any more when the task is over, has gone to others in
// the meantime, or is none of the person's business.
import { tasksById } from '#coalition/task/find.ts';
import { peopleById } from '#coalition/told.ts';
import { topic } from '#delivery/topic.ts';
import { isOpen } from '../task/parts.ts';
import { taskGiven } from '../task/private.ts';
import { dataOf, pick } from '../told.ts';

export default topic({
  name: 'task-given',
  async load(store, said) {
    const [tasks, givers, belonging] = await Promise.all([
      tasksById(
        store,
        said.map((one) => dataOf(one, 'taskId')),
      ),
      peopleById(
        store.prisma,
        said.map((one) => ({ personId: dataOf(one, 'byId'), coalitionId: one.coalitionId })),
      ),
      store.prisma.membership.findMany({
        where: { status: 'active', personId: { in: said.flatMap((one) => one.personId ?? []) } },
        select: { personId: true, coalitionId: true, organizationId: true },
      }),
    ]);
    return pick(said, (one) => {
      const task = tasks.get(dataOf(one, 'taskId'));
      const giver = givers.get(`${dataOf(one, 'byId')} ${one.coalitionId}`);
      const member = belonging.find((row) => row.personId === one.personId && row.coalitionId === task?.coalitionId);
      if (!task || !giver || !member || !isOpen(task)) return undefined;
      if (!task.assignees.some((on) => on.id === one.personId)) return undefined;
      if (task.visibility === 'organisation' && member.organizationId !== task.organizationId) return undefined;
      return { task, giver: giver.person };
    });
  },
  why: (_given, { t }) => t('why.assigned'),
  names: ({ task }) => [`task:${task.id}`],
  draw: ({ task, giver }, reader) => taskGiven(task, giver, reader),
});
