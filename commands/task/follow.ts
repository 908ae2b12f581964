// "/task follow": hear of a task without owing it; "Stop following" is its other half.
import { action, command } from '#bot/command.ts';
import { task } from '#bot/options/task.ts';
import { privately } from '#bot/say.ts';
import { followTask } from '#coalition/task/verbs.ts';
import { already } from '#views/task/private.ts';

export default command({
  role: 'observer',
  audience: 'private',
  needs: 'coalition',
  options: { task: task({ offer: 'all' }) },
  async run(context, values) {
    const { task: followed } = await followTask(context, values.task.id, true);
    return privately(already('follow', followed, context));
  },
  actions: {
    stop: action({
      role: 'observer',
      audience: 'private',
      needs: 'coalition',
      options: { task: task({ offer: 'all' }) },
      async run(context, values) {
        const { task: left } = await followTask(context, values.task.id, false);
        return privately(already('unfollow', left, context));
      },
    }),
  },
});
