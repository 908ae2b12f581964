// "/task show": all about one task, in private, with everything that can be done; its history; and undo.
import { action, command } from '#bot/command.ts';
import { task } from '#bot/options/task.ts';
import { hidden } from '#bot/options/text.ts';
import { mayAct, roleOf } from '#bot/role.ts';
import { instead, privately } from '#bot/say.ts';
import { historyOf } from '#coalition/history.ts';
import { followsTask } from '#coalition/task/find.ts';
import { undoTask } from '#coalition/task/undo.ts';
import { taskDetails, taskHistory, undone } from '#views/task/private.ts';

export default command({
  role: 'observer',
  audience: 'private',
  needs: 'coalition',
  options: { task: task({ offer: 'all' }) },
  async run(context, values) {
    const [history, following] = await Promise.all([
      historyOf(context.store, { taskId: values.task.id }, 1),
      followsTask(context.store, values.task.id, context.person.id),
    ]);
    const assigned = values.task.assignees.some((one) => one.id === context.person.id);
    const personal = { assigned, following, mayAct: mayAct(roleOf(context.membership), 'member') };
    return privately(taskDetails(values.task, personal, history, context));
  },
  actions: {
    history: action({
      role: 'observer',
      audience: 'private',
      needs: 'coalition',
      options: { task: task({ offer: 'all' }) },
      async run(context, values) {
        return privately(taskHistory(values.task, await historyOf(context.store, { taskId: values.task.id }), context));
      },
    }),
    undo: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: { task: task({ offer: 'all' }), revision: hidden({ required: true }) },
      async run(context, values) {
        const result = await undoTask(context, values.task.id, Number(values.revision));
        return instead(undone(result.task, context));
      },
    }),
  },
});
