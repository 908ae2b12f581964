// "/coalition connect": this channel takes part in the coalition. Says first who elsewhere will see what; only the button
// connects. On a channel that is connected already it changes the terms.
import type { RawValues } from '#bot/ask.ts';
import { action, type CoalitionContext, command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { language } from '#bot/options/language.ts';
import { purposes } from '#bot/options/purposes.ts';
import { hidden } from '#bot/options/text.ts';
import { Refusal } from '#bot/refusal.ts';
import { instead, privately } from '#bot/say.ts';
import { whenceOf } from '#bot/whence.ts';
import { channelAt } from '#coalition/channels.ts';
import { connectChannel, previewChannel, type Spot } from '#coalition/connect.ts';
import type { Purpose } from '#coalition/rules/purposes.ts';
import { audiences, modes, type Terms, unpackTerms } from '#coalition/rules/terms.ts';
import type { Lang } from '#i18n/lang.ts';
import { connectedMessage, connectPreview, nothingChanged } from '#views/coalition/connecting.ts';

/** @throws Refusal in a direct message, or where the person may not connect this channel */
const spotOf = async ({ ask }: CoalitionContext): Promise<Spot> => {
  if (ask.channel.direct || ask.space === '') throw new Refusal('coalition.refusal.not_a_channel');
  if (!(await ask.mayConnect())) throw new Refusal(`coalition.refusal.may_not_connect_${ask.platform}`);
  return { whence: whenceOf(ask), channel: { id: ask.channel.id, name: ask.channel.name } };
};

type Chosen = {
  purposes?: readonly Purpose[] | undefined;
  audience?: Terms['audience'] | undefined;
  mode?: Terms['mode'] | undefined;
  language?: Lang | undefined;
};

/** What was not chosen stays as the channel has it, or is as most channels have it. */
const termsOf = async (context: CoalitionContext, chosen: Chosen): Promise<Terms> => {
  const { ask, store, coalition, membership } = context;
  const row = await channelAt(store.prisma, { platform: ask.platform, space: ask.space, channel: ask.channel.id });
  const now = row?.coalitionId === coalition.id ? row : null;
  const observes = membership.organization.status === 'observer';
  return {
    purposes: chosen.purposes ?? (now?.purposes as Purpose[] | undefined) ?? ['all'],
    audience: chosen.audience ?? now?.audience ?? (observes ? 'organisation' : 'coalition'),
    mode: chosen.mode ?? now?.mode ?? 'board',
    language:
      chosen.language ?? (now?.language as Lang | undefined) ?? membership.organization.language ?? coalition.language,
  };
};

const preview = async (context: CoalitionContext, chosen: Chosen) => {
  const spot = await spotOf(context);
  const terms = await termsOf(context, chosen);
  const reach = await previewChannel(context, spot, terms);
  const names = {
    channel: spot.channel.name,
    coalition: context.coalition,
    organisation: context.membership.organization.name,
  };
  return connectPreview(reach, terms, names, context);
};

const options = {
  purposes: purposes(),
  audience: choice('audience', audiences),
  mode: choice('mode', modes),
  language: language(),
};

export default command({
  role: 'observer',
  audience: 'private',
  needs: 'coalition',
  options,
  async run(context, values) {
    return privately(await preview(context, values));
  },
  actions: {
    confirm: action({
      role: 'observer',
      audience: 'private',
      needs: 'coalition',
      options: { terms: hidden({ required: true }) },
      async run(context, values) {
        const terms = unpackTerms(values.terms);
        if (!terms) throw new Refusal('common.refusal.old_button', { values: { command: '/coalition connect' } });
        const channel = await connectChannel(context, await spotOf(context), terms);
        return instead(connectedMessage(channel, context.coalition, context));
      },
    }),
    /** The same as a form, with what is in force filled in. */
    terms: action({
      role: 'observer',
      audience: 'private',
      opens: 'form',
      edits: true,
      needs: 'coalition',
      options,
      async prefill(context): Promise<RawValues> {
        if (!context.coalition || !context.membership) return {};
        const now = await termsOf(context as CoalitionContext, {});
        return { purposes: now.purposes.join(','), audience: now.audience, mode: now.mode, language: now.language };
      },
      async run(context, values) {
        return privately(await preview(context, values));
      },
    }),
    cancel: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: {},
      run: async (context) => instead(nothingChanged(context)),
    }),
  },
});
