// "/digest history": the weekly digests so far, each opened again in private, as far as the reader may see it.
import { action, command } from '#bot/command.ts';
import { digest } from '#bot/options/digest.ts';
import { Refusal } from '#bot/refusal.ts';
import { privately } from '#bot/say.ts';
import { digestOf, pastDigests } from '#coalition/digest/digests.ts';
import { historyMessage } from '#views/digest/private.ts';
import { inFull } from '#views/digest/shown.ts';

/** As many as a menu holds. */
const AT_MOST = 25;

export default command({
  role: 'observer',
  audience: 'private',
  needs: 'coalition',
  options: {},
  async run(context) {
    const { store, coalition, membership } = context;
    const [all, of] = await Promise.all([
      pastDigests(store.prisma, coalition.id, AT_MOST),
      digestOf(store.prisma, coalition.id),
    ]);
    const past = all.filter(({ state }) => state !== 'proposed' || membership.coordinates);
    return privately(historyMessage(past, of, context));
  },
  actions: {
    /** "Full report" under a digest, and a line of the list. */
    open: action({
      role: 'observer',
      audience: 'private',
      needs: 'coalition',
      options: { digest: digest({ required: true }) },
      async run(context, values) {
        // What waits for a coordinator's word is nobody else's yet.
        if (values.digest.state === 'proposed' && !context.membership.coordinates)
          throw new Refusal('digest.refusal.gone', { values: { command: '/digest history' } });
        const { message } = await inFull(context.store, values.digest, context.membership, context);
        return privately(message);
      },
    }),
  },
});
