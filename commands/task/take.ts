// "/task take": I do it. A second press gives it back only through its own button.
import { action, command } from '#bot/command.ts';
import { task } from '#bot/options/task.ts';
import { privately } from '#bot/say.ts';
import { releaseTask, takeTask } from '#coalition/task/verbs.ts';
import { outcome } from '#views/task/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  needs: 'coalition',
  options: { task: task() },
  async run(context, values) {
    const result = await takeTask(context, values.task.id);
    return privately(outcome('take', result, context));
  },
  actions: {
    release: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: { task: task() },
      async run(context, values) {
        const result = await releaseTask(context, values.task.id);
        return privately(outcome('release', result, context));
      },
    }),
  },
});
