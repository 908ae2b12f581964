// "/digest preview": exactly what the next weekly digest would say now, where it goes, in which language and when.
import { action, type CoalitionContext, command } from '#bot/command.ts';
import { channel } from '#bot/options/channel.ts';
import { instead, privately } from '#bot/say.ts';
import { previewDigest } from '#coalition/digest/preview.ts';
import { previewMessage } from '#views/digest/private.ts';
import { asInChannel } from '#views/digest/shown.ts';

/** @param wanted the channel as which it is shown; this one, or the first, unless told */
const preview = async (context: CoalitionContext, wanted: string | undefined) => {
  const { store, coalition, membership, now } = context;
  const previewed = await previewDigest(store, coalition.id, membership, now);
  const find = (id: string | undefined) => previewed.channels.find((one) => one.id === id);
  const as = find(wanted) ?? find(context.place?.id) ?? previewed.channels[0];
  const looked = await asInChannel(store, previewed.digest, as, membership, context);
  return previewMessage(
    previewed,
    { ...looked, channel: as },
    { ...context, coordinates: membership.coordinates, coalitionId: coalition.id },
  );
};

export default command({
  role: 'observer',
  audience: 'private',
  bare: true,
  needs: 'coalition',
  options: {},
  run: async (context) => privately(await preview(context, undefined)),
  actions: {
    as: action({
      role: 'observer',
      audience: 'private',
      needs: 'coalition',
      options: { channel: channel({ required: true }) },
      run: async (context, values) => instead(await preview(context, values.channel.id)),
    }),
  },
});
