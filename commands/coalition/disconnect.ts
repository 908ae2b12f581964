// "/coalition disconnect": takes the coalition out of a channel, after saying what that means. From a repair card the
// channel may be gone and nobody can be its manager any more: there a coalition coordinator is enough.
import { action, type CoalitionContext, command } from '#bot/command.ts';
import { channel } from '#bot/options/channel.ts';
import { Refusal } from '#bot/refusal.ts';
import { instead, privately } from '#bot/say.ts';
import { channelById, type FoundChannel } from '#coalition/channels.ts';
import { disconnectChannel } from '#coalition/connect.ts';
import { disconnectedMessage, disconnectPreview } from '#views/coalition/connecting.ts';

/** @throws Refusal when nothing is connected here */
const meant = async (context: CoalitionContext, named: FoundChannel | undefined): Promise<FoundChannel> => {
  const here =
    named ?? (context.place ? await channelById(context.store.prisma, context.coalition.id, context.place.id) : null);
  if (!here) throw new Refusal('common.refusal.channel_not_connected', { values: { command: '/coalition connect' } });
  return here;
};

/** Coordinators of the coalition, and of the organisation whose channel it is; or whoever manages the channel, in it. */
const mayDisconnect = async ({ membership, place, ask }: CoalitionContext, wanted: FoundChannel): Promise<void> => {
  if (membership.coordinates) return;
  if (membership.role === 'coordinator' && wanted.organizationId === membership.organization.id) return;
  if (place?.id === wanted.id && (await ask.mayConnect())) return;
  throw new Refusal('coalition.refusal.may_not_disconnect');
};

export default command({
  role: 'observer',
  audience: 'private',
  needs: 'coalition',
  options: { channel: channel({ main: true }) },
  async run(context, values) {
    const wanted = await meant(context, values.channel);
    await mayDisconnect(context, wanted);
    return privately(disconnectPreview(wanted, context.coalition.name, context));
  },
  actions: {
    confirm: action({
      role: 'observer',
      audience: 'private',
      needs: 'coalition',
      options: { channel: channel({ required: true }) },
      async run(context, values) {
        await mayDisconnect(context, values.channel);
        return instead(disconnectedMessage(await disconnectChannel(context, values.channel.id), context));
      },
    }),
  },
});
