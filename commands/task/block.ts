// "/task block": something is in the way; says what, so that others can help.
import { command } from '#bot/command.ts';
import { task } from '#bot/options/task.ts';
import { longText } from '#bot/options/text.ts';
import { privately } from '#bot/say.ts';
import { checkVerb } from '#coalition/task/change.ts';
import { blockTask } from '#coalition/task/verbs.ts';
import { outcome } from '#views/task/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  needs: 'coalition',
  options: { task: task(), reason: longText({ required: true, maxLength: 500 }) },
  async prefill(context, { task: now }) {
    if (now) checkVerb('block', now, context);
    return {};
  },
  async run(context, values) {
    const result = await blockTask(context, values.task.id, values.reason);
    return privately(outcome('block', result, context));
  },
});
