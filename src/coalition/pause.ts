// A pause: nothing new is said until a date, in the whole coalition or in one of its channels. What falls due meanwhile
// waits; cards that hang are kept true.
import { Refusal } from '#bot/refusal.ts';
import { lookAgain } from '#delivery/awake.ts';
import { transact } from '#store/database.ts';
import type { MemberAct } from './act.ts';
import { recordEvent } from './event.ts';

/** @param until null: as usual again. @throws Refusal for anybody but the coalition's coordinators */
export const pauseCoalition = (act: MemberAct, until: Date | null): Promise<void> =>
  transact(act.store, async (tx) => {
    if (!act.membership.coordinates) throw new Refusal('rest.refusal.coordinators_pause');
    await recordEvent(tx, act, 0, {
      kind: until ? 'coalition.paused' : 'coalition.resumed',
      coalitionId: act.coalition.id,
    });
    await tx.coalition.update({
      where: { id: act.coalition.id },
      data: { pausedUntil: until, updatedAt: act.now },
      select: { id: true },
    });
    await lookAgain(tx, act, { coalitionId: act.coalition.id });
  });

/** As channelLabel shows it. */
export type ChannelName = { id: string; name: string; space: { name: string } };

/**
 * @param channelId a connected channel of the coalition
 * @param until null: as usual again
 * @throws Refusal for anybody but the coordinators of the coalition and of the channel's organisation
 */
export const pauseChannel = (act: MemberAct, channelId: string, until: Date | null): Promise<ChannelName> =>
  transact(act.store, async (tx) => {
    const channel = await tx.channel.findFirst({
      where: { id: channelId, coalitionId: act.coalition.id },
      select: { id: true, name: true, organizationId: true, space: { select: { name: true } } },
    });
    if (!channel) throw new Refusal('coalition.refusal.channel_gone');
    const own = act.membership.role === 'coordinator' && channel.organizationId === act.membership.organization.id;
    if (!act.membership.coordinates && !own) throw new Refusal('rest.refusal.own_channel_only');
    await recordEvent(tx, act, 0, {
      kind: until ? 'channel.paused' : 'channel.resumed',
      coalitionId: act.coalition.id,
      data: { channelId },
    });
    await tx.channel.update({ where: { id: channelId }, data: { pausedUntil: until }, select: { id: true } });
    await lookAgain(tx, act, { channelId });
    return channel;
  });
