// "/task comment": a word under a task; it stands in the task's history.
import { command } from '#bot/command.ts';
import { task } from '#bot/options/task.ts';
import { longText } from '#bot/options/text.ts';
import { privately } from '#bot/say.ts';
import { commentTask } from '#coalition/task/verbs.ts';
import { confirmation } from '#views/task/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  needs: 'coalition',
  options: { task: task({ offer: 'all' }), text: longText({ required: true, maxLength: 1000 }) },
  async run(context, values) {
    const result = await commentTask(context, values.task.id, values.text);
    return privately(confirmation('comment', result.task, result.places, context));
  },
});
