// "/coalition rehearse": who would get what, when, where and in which language over the next 14 days. Sends nothing.
import { command } from '#bot/command.ts';
import { privately } from '#bot/say.ts';
import { rehearse } from '#coalition/rehearse/rehearse.ts';
import { rehearsalMessage } from '#views/rehearse/rehearsal.ts';
import { loadTopics } from '#views/topics.ts';

export default command({
  role: 'coordinator',
  audience: 'private',
  needs: 'coalition',
  options: {},
  async run(context) {
    const rehearsal = await rehearse(context, context.coalition, await loadTopics());
    return privately(rehearsalMessage(rehearsal, context));
  },
});
