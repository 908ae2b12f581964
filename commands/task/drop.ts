// "/task drop": put aside for good; kept, restorable, and not the same as done.
import { command } from '#bot/command.ts';
import { task } from '#bot/options/task.ts';
import { privately } from '#bot/say.ts';
import { dropTask } from '#coalition/task/verbs.ts';
import { outcome } from '#views/task/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  needs: 'coalition',
  options: { task: task({ offer: 'open' }) },
  async run(context, values) {
    const result = await dropTask(context, values.task.id);
    return privately(outcome('drop', result, context));
  },
});
