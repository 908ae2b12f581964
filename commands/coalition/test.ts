// "/coalition test": a real message on the real path into a connected channel; its result names what is missing.
import { action, command } from '#bot/command.ts';
import { channel } from '#bot/options/channel.ts';
import { hidden } from '#bot/options/text.ts';
import { Refusal } from '#bot/refusal.ts';
import { instead, privately } from '#bot/say.ts';
import { sendTrial, trialResult } from '#coalition/trial.ts';
import { trialResultMessage, trialSent } from '#views/coalition/connecting.ts';

export default command({
  role: 'member',
  audience: 'private',
  needs: 'coalition',
  options: { channel: channel({ main: true }) },
  async run(context, values) {
    const id = values.channel?.id ?? context.place?.id;
    if (id === undefined)
      throw new Refusal('common.refusal.channel_not_connected', { values: { command: '/coalition connect' } });
    const sent = await sendTrial(context, id);
    return privately(trialSent(sent.deliveryId, sent.channel, context.coalition.id, context));
  },
  actions: {
    result: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: { delivery: hidden({ required: true }) },
      async run(context, values) {
        return instead(
          trialResultMessage(
            await trialResult(context, values.delivery),
            values.delivery,
            context.coalition.id,
            context,
          ),
        );
      },
    }),
  },
});
