// "/digest settings": when the coalition's weekly digest comes, what it says in a week without news, whether a coordinator
// looks first; and for each channel whose news it reads and how much of it.
import { action, type CoalitionContext, command } from '#bot/command.ts';
import { channel } from '#bot/options/channel.ts';
import { choice } from '#bot/options/choice.ts';
import { daytime } from '#bot/options/daytime.ts';
import { level } from '#bot/options/level.ts';
import { isoWeekday, weekday, weekdays } from '#bot/options/weekday.ts';
import { zone } from '#bot/options/zone.ts';
import { privately } from '#bot/say.ts';
import { choiceOf, nextDigestAt } from '#coalition/digest/choice.ts';
import { connectedChannels, takesDigest } from '#coalition/digest/places.ts';
import {
  changeChannelDigest,
  changeDigest,
  channelOf,
  type DigestChange,
  mayReadIn,
} from '#coalition/digest/settings.ts';
import { showClock } from '#time/typed-clock.ts';
import { channelSettings, digestSettings } from '#views/digest/settings.ts';

/** The settings of one channel, as they are now. */
const showChannel = async (context: CoalitionContext, channelId: string) => {
  const { store, coalition, membership, now } = context;
  const [is, there] = await Promise.all([choiceOf(store.prisma, coalition.id), channelOf(context, channelId)]);
  const may = { channel: mayReadIn(context, there), time: membership.coordinates };
  return privately(channelSettings(is, nextDigestAt(is, now), there, may, context));
};

export default command({
  role: 'coordinator',
  audience: 'private',
  opens: 'form',
  edits: true,
  needs: 'coalition',
  options: {
    weekday: weekday({ main: true }),
    hour: daytime(),
    timezone: zone(),
    empty: choice('empty', ['silence', 'line']),
    approval: choice('approval', ['yes', 'no']),
  },
  async prefill({ store, coalition, membership }) {
    if (!membership?.coordinates || !coalition) return {};
    const is = await choiceOf(store.prisma, coalition.id);
    return {
      weekday: is.on ? (weekdays[is.weekday - 1] ?? 'monday') : 'never',
      hour: showClock(is.minute),
      timezone: is.zone,
      empty: is.empty,
      approval: is.approval ? 'yes' : 'no',
    };
  },
  async run(context, values) {
    const { store, coalition, now, emptied } = context;
    // An emptied zone is the coalition's again, which it also is when it was left as the form showed it.
    const own = values.timezone === coalition.timezone || (values.timezone === undefined && emptied.has('timezone'));
    const change: DigestChange = {
      ...(values.weekday === undefined ? {} : { weekday: isoWeekday(values.weekday) }),
      ...(values.hour === undefined ? {} : { minute: values.hour }),
      ...(own ? { zone: null } : values.timezone === undefined ? {} : { zone: values.timezone }),
      ...(values.empty === undefined ? {} : { empty: values.empty }),
      ...(values.approval === undefined ? {} : { approval: values.approval === 'yes' }),
    };
    await changeDigest(context, change);
    const [is, channels] = await Promise.all([
      choiceOf(store.prisma, coalition.id),
      connectedChannels(store.prisma, coalition.id),
    ]);
    return privately(digestSettings(is, nextDigestAt(is, now), channels, context));
  },
  actions: {
    /** "Settings of this digest", under the digest itself: everybody learns when it comes and who can change it. */
    show: action({
      role: 'observer',
      audience: 'private',
      needs: 'coalition',
      options: { channel: channel({ required: true }) },
      run: (context, values) => showChannel(context, values.channel.id),
    }),
    channel: action({
      role: 'organisation-coordinator',
      audience: 'private',
      opens: 'form',
      edits: true,
      needs: 'coalition',
      options: {
        channel: channel({ required: true }),
        whose: choice('whose', ['coalition', 'organisation', 'level', 'outward', 'none']),
        level: level(),
        depth: choice('depth', ['short', 'full']),
      },
      async prefill(context, { channel: meant }) {
        if (!meant) return {};
        const is = await channelOf(context, meant.id);
        return {
          whose: takesDigest(is.purposes) ? is.digestAudience : 'none',
          depth: is.digestDepth,
          ...(is.digestLevel === null ? {} : { level: is.digestLevel }),
        };
      },
      async run(context, values) {
        await changeChannelDigest(context, values.channel.id, values);
        return showChannel(context, values.channel.id);
      },
    }),
  },
});
