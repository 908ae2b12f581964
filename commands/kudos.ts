// "/kudos Partner in Austria for the room": thanks to a person or an organisation. They appear in the next digest; whoever
// is thanked hears of it at once, in private.
import { action, command } from '#bot/command.ts';
import { recipient } from '#bot/options/recipient.ts';
import { hidden, text } from '#bot/options/text.ts';
import { instead, privately } from '#bot/say.ts';
import { giveKudos, withdrawKudos } from '#coalition/kudos/give.ts';
import { kudosConfirmation, kudosWithdrawn } from '#views/kudos/said.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  needs: 'coalition',
  options: { whom: recipient(), for: text({ required: true, maxLength: 300 }) },
  async run(context, { whom, for: what }) {
    const to = whom.kind === 'person' ? { personId: whom.id } : { organizationId: whom.id };
    return privately(kudosConfirmation(await giveKudos(context, { to, text: what }), context));
  },
  actions: {
    undo: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: { kudos: hidden({ required: true }) },
      async run(context, { kudos }) {
        const { changed } = await withdrawKudos(context, kudos);
        return instead(kudosWithdrawn(changed, context));
      },
    }),
  },
});
