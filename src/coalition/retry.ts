// Somebody says that a channel is mended: what could not be delivered there is tried again.
import { Refusal } from '#bot/refusal.ts';
import { retryChannel } from '#delivery/trouble.ts';
import type { MemberAct } from './act.ts';
import { channelById, type FoundChannel } from './channels.ts';

/**
 * @returns how many deliveries wait again
 * @throws Refusal when the channel is not connected to the act's coalition
 */
export async function retryDeliveries(
  act: MemberAct,
  channelId: string,
): Promise<{ channel: FoundChannel; count: number }> {
  const channel = await channelById(act.store.prisma, act.coalition.id, channelId);
  if (!channel) throw new Refusal('coalition.refusal.channel_gone');
  return { channel, count: await retryChannel(act.store, channelId, act.now) };
}
