// A channel in which the coalition is present: by native mention where one stands in its space, by name, or picked.
import { z } from 'zod';
import { channelById, channelLabel, channelsOf, coalitionOfChannel, type FoundChannel } from '#coalition/channels.ts';
import { fold } from '#time/reading/fold.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

const PICKED = 'id:';

const offer = (one: FoundChannel) => ({ label: channelLabel(one).slice(0, 100), value: PICKED + one.id });

export const channel = <R extends boolean = false>(
  said: { required?: R; main?: boolean } = {},
): Option<FoundChannel, R> => ({
  required: (said.required ?? false) as R,
  main: said.main ?? false,
  schema: z.string().trim().max(200),
  maxLength: 200,
  form: 'search',
  read: async (raw, { store, coalition, ask }) => {
    if (!coalition) throw new Refusal('common.refusal.not_a_member');
    // The repair card names channels by bare id: a press without the prefix is a picked one too.
    const id = raw.startsWith(PICKED) ? raw.slice(PICKED.length) : raw;
    const picked = await channelById(store.prisma, coalition.id, id);
    if (picked) return picked;
    if (raw.startsWith(PICKED)) throw new Refusal('coalition.refusal.channel_gone');
    const all = await channelsOf(store.prisma, coalition.id);
    const mention = /^<#([A-Za-z0-9]+)(?:\|[^>]*)?>$/.exec(raw)?.[1];
    const wanted = fold(raw).trim().replace(/^#/, '');
    const found = all.filter((one) =>
      mention === undefined
        ? fold(one.name) === wanted
        : one.externalId === mention && one.space.externalId === ask.space,
    );
    const only = found.length === 1 ? found[0] : undefined;
    if (only) return only;
    throw new Refusal(found.length === 0 ? 'common.refusal.not_found' : 'common.refusal.which_one', {
      values: { typed: raw },
      choices: (found.length === 0 ? all : found).slice(0, 25).map(offer),
    });
  },
  coalitionOf: (raw, store) =>
    coalitionOfChannel(store.prisma, raw.startsWith(PICKED) ? raw.slice(PICKED.length) : raw),
  suggest: async (typed, { store, coalition, membership }) => {
    if (!coalition || !membership) return [];
    const wanted = fold(typed).trim().replace(/^#/, '');
    return (await channelsOf(store.prisma, coalition.id))
      .filter((one) => fold(channelLabel(one)).includes(wanted))
      .slice(0, 25)
      .map(offer);
  },
});
