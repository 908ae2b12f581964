// "/coalition status": organisations, spaces, channels, and what could not be delivered, with the way out of it.
import { action, command } from '#bot/command.ts';
import { channel } from '#bot/options/channel.ts';
import { organisation } from '#bot/options/organisation.ts';
import { Refusal } from '#bot/refusal.ts';
import { privately } from '#bot/say.ts';
import { retryDeliveries } from '#coalition/retry.ts';
import { statusOf } from '#coalition/status.ts';
import { askingOrganisations } from '#coalition/told.ts';
import { askingMessage } from '#views/coalition/joining.ts';
import { retriedMessage, statusMessage } from '#views/coalition/status.ts';

export default command({
  role: 'member',
  audience: 'private',
  bare: true,
  needs: 'coalition',
  options: {},
  async run(context) {
    const { store, coalition, membership } = context;
    const status = await statusOf(store, coalition.id);
    return privately(statusMessage(status, coalition.id, { coordinate: membership.coordinates }, context));
  },
  actions: {
    retry: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: { channel: channel({ required: true }) },
      async run(context, values) {
        const { channel: tried, count } = await retryDeliveries(context, values.channel.id);
        return privately(retriedMessage(tried, count, context.coalition.id, context));
      },
    }),
    /** The question again, for a coordinator who has lost the private message. */
    asked: action({
      role: 'coordinator',
      audience: 'private',
      needs: 'coalition',
      options: { organisation: organisation({ required: true, statuses: ['asked'] }) },
      async run(context, values) {
        const [asking] = (await askingOrganisations(context.store.prisma, [values.organisation.id])).values();
        if (!asking) throw new Refusal('coalition.refusal.organisation_gone');
        return privately(askingMessage(asking, context));
      },
    }),
  },
});
