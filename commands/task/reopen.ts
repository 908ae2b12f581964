// "/task reopen": brings back what was done or dropped.
import { command } from '#bot/command.ts';
import { task } from '#bot/options/task.ts';
import { privately } from '#bot/say.ts';
import { reopenTask } from '#coalition/task/verbs.ts';
import { outcome } from '#views/task/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  needs: 'coalition',
  options: { task: task({ offer: 'closed' }) },
  async run(context, values) {
    const result = await reopenTask(context, values.task.id);
    return privately(outcome('reopen', result, context));
  },
});
