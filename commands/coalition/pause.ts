// "/coalition pause until: 7 January": nothing new is said in the coalition, or in this channel, until that day begins.
import { action, type CoalitionContext, command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { moment } from '#bot/options/moment.ts';
import { hidden } from '#bot/options/text.ts';
import { Refusal } from '#bot/refusal.ts';
import { instead, privately } from '#bot/say.ts';
import { type ChannelName, pauseChannel, pauseCoalition } from '#coalition/pause.ts';
import { startOf } from '#time/moment.ts';
import { showMoment } from '#time/show.ts';
import { pauseMessage } from '#views/coalition/pause.ts';

/** @throws Refusal where this channel is not one of the coalition's */
const here = ({ place, coalition }: CoalitionContext): string => {
  if (!place || place.coalition.id !== coalition.id)
    throw new Refusal('rest.refusal.not_connected', { option: 'where' });
  return place.id;
};

/** @param channelId undefined: the whole coalition */
const pause = async (context: CoalitionContext, channelId: string | undefined, until: Date | null) => {
  const channel: ChannelName | null = channelId === undefined ? null : await pauseChannel(context, channelId, until);
  if (!channel) await pauseCoalition(context, until);
  return pauseMessage({ coalition: context.coalition, channel, until }, context);
};

export default command({
  role: 'organisation-coordinator',
  audience: 'private',
  opens: 'form',
  needs: 'coalition',
  options: {
    until: { ...moment({ required: true }), main: true },
    where: choice('where', ['coalition', 'here']),
  },
  prefill: async () => ({ where: 'coalition' }),
  async run(context, { until, where }) {
    const at = startOf(until);
    if (at <= context.now) {
      const said = showMoment(until, { ...context, style: 'full' });
      throw new Refusal('time.refusal.past', { values: { moment: said, suggestions: 'none' }, option: 'until' });
    }
    return privately(await pause(context, where === 'here' ? here(context) : undefined, at));
  },
  actions: {
    resume: action({
      role: 'organisation-coordinator',
      audience: 'private',
      needs: 'coalition',
      options: { channel: hidden() },
      run: async (context, { channel }) => instead(await pause(context, channel, null)),
    }),
  },
});
