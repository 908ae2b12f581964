// "/coalition invite": a code for one organisation, seven days, one use.
import { command } from '#bot/command.ts';
import { privately } from '#bot/say.ts';
import { invite } from '#coalition/invite.ts';
import { invitedMessage } from '#views/coalition/founded.ts';

export default command({
  role: 'coordinator',
  audience: 'private',
  needs: 'coalition',
  options: {},
  async run(context) {
    return privately(invitedMessage(await invite(context, context.codes), context.coalition, context));
  },
});
