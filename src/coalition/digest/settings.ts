// When a coalition's digest comes, and what of it a channel reads. Whoever changes the hour need not think of the clock:
// a trigger of the database has it looked at anew.
import { Refusal } from '#bot/refusal.ts';
import { transact } from '#store/database.ts';
import type { DigestDepth, EmptyDigest } from '#store/generated/enums.ts';
import type { MemberAct } from '../act.ts';
import { recordEvent } from '../event.ts';
import { type Purpose, purposes } from '../rules/purposes.ts';
import type { DigestAudience, Level } from './eyes.ts';
import { connectedChannels, type DigestChannel, takesDigest } from './places.ts';

/** Left out: stays as it is. `weekday`: ISO, null: never. `minute`: after midnight. `zone` null: the coalition's. */
export type DigestChange = {
  weekday?: number | null;
  minute?: number;
  zone?: string | null;
  empty?: EmptyDigest;
  approval?: boolean;
};

/** The command has checked that a coordinator asks. */
export const changeDigest = (act: MemberAct, change: DigestChange): Promise<void> =>
  transact(act.store, async (tx) => {
    await recordEvent(tx, act, 0, {
      kind: 'digest.changed',
      coalitionId: act.coalition.id,
      data: { changed: Object.keys(change) },
    });
    const { weekday, minute, zone, empty, approval } = change;
    await tx.coalition.update({
      where: { id: act.coalition.id },
      data: {
        updatedAt: act.now,
        ...(weekday === undefined ? {} : { digestOn: weekday !== null }),
        ...(typeof weekday === 'number' ? { digestWeekday: weekday } : {}),
        ...(minute === undefined ? {} : { digestMinute: minute }),
        ...(zone === undefined ? {} : { digestZone: zone }),
        ...(empty === undefined ? {} : { digestEmpty: empty }),
        ...(approval === undefined ? {} : { digestApproval: approval }),
      },
      select: { id: true },
    });
  });

/** What a channel reads: whose news ("none": no digest there), of which level, how much. */
export type ChannelReading = {
  whose?: DigestAudience | 'none' | undefined;
  level?: Level | undefined;
  depth?: DigestDepth | undefined;
};

/** @throws Refusal unless the coalition's coordinator asks, or the coordinator of the organisation whose own channel it is */
export const mayReadIn = ({ membership }: MemberAct, channel: Pick<DigestChannel, 'organizationId'>): boolean =>
  membership.coordinates ||
  (membership.role === 'coordinator' && channel.organizationId === membership.organization.id);

/** A connected channel of the act's coalition. @throws Refusal when it is not one (any more) */
export const channelOf = async (act: MemberAct, channelId: string): Promise<DigestChannel> => {
  const channel = (await connectedChannels(act.store.prisma, act.coalition.id)).find(({ id }) => id === channelId);
  if (!channel) throw new Refusal('coalition.refusal.channel_gone');
  return channel;
};

const withDigest = (before: readonly string[], on: boolean): string[] => {
  if (takesDigest(before) === on) return [...before];
  if (on) return [...before, 'digest'];
  const known: readonly Purpose[] = purposes;
  const all = before.includes('all') ? known.filter((one) => one !== 'all') : before;
  return all.filter((one) => one !== 'digest');
};

/**
 * @returns the channel as it is now
 * @throws Refusal when it is not this person's to choose, or what was chosen does not fit the channel
 */
export const changeChannelDigest = async (
  act: MemberAct,
  channelId: string,
  change: ChannelReading,
): Promise<DigestChannel> => {
  const channel = await channelOf(act, channelId);
  if (!mayReadIn(act, channel)) throw new Refusal('digest.refusal.not_your_channel');
  const whose = change.whose ?? (takesDigest(channel.purposes) ? channel.digestAudience : 'none');
  const level = change.level ?? channel.digestLevel;
  if (whose === 'organisation' && channel.audience !== 'organisation')
    throw new Refusal('digest.refusal.own_channel', { values: { command: '/coalition connect' }, option: 'whose' });
  if (whose === 'level' && level === null) throw new Refusal('digest.refusal.level_needed', { option: 'level' });
  await transact(act.store, async (tx) => {
    await recordEvent(tx, act, 0, {
      kind: 'channel.changed',
      coalitionId: act.coalition.id,
      data: { channelId, digest: whose, ...(level === null ? {} : { level }) },
    });
    const { count } = await tx.channel.updateMany({
      where: { id: channelId, coalitionId: act.coalition.id },
      data: {
        purposes: withDigest(channel.purposes, whose !== 'none'),
        ...(whose === 'none' ? {} : { digestAudience: whose, digestLevel: level }),
        ...(change.depth === undefined ? {} : { digestDepth: change.depth }),
      },
    });
    if (count === 0) throw new Refusal('coalition.refusal.channel_gone');
  });
  return channelOf(act, channelId);
};
