// A real message on the real path: written like every other delivery, sent by the same sender. What fails for it fails
// for cards too, and its reason is the one to mend.
import { Refusal } from '#bot/refusal.ts';
import { sayTo } from '#delivery/record.ts';
import { transact } from '#store/database.ts';
import type { MemberAct } from './act.ts';
import { channelById, type FoundChannel } from './channels.ts';
import { recordEvent } from './event.ts';

/**
 * @returns the delivery's id, under which its result can be asked for
 * @throws Refusal when the channel is not connected to the act's coalition
 */
export const sendTrial = (act: MemberAct, channelId: string): Promise<{ deliveryId: string; channel: FoundChannel }> =>
  transact(act.store, async (tx) => {
    const coalitionId = act.coalition.id;
    const channel = await channelById(tx, coalitionId, channelId);
    if (!channel) throw new Refusal('coalition.refusal.channel_gone');
    await recordEvent(tx, act, 0, { kind: 'channel.tried', coalitionId, data: { channelId } });
    const data = { personId: act.person.id };
    const [deliveryId] = await sayTo(tx, act, {
      channelId,
      coalitionId,
      topic: 'test',
      data,
      key: `test ${channelId} ${act.cause}`,
    });
    if (deliveryId === undefined) throw new Error('a test under a new key was not written');
    return { deliveryId, channel };
  });

export type TrialResult = { state: 'waiting' | 'arrived' | 'failed'; problem: string | null; channel: FoundChannel };

/** What became of a test. @throws Refusal when it is not this coalition's */
export async function trialResult(act: MemberAct, deliveryId: string): Promise<TrialResult> {
  const tx = act.store.prisma;
  const row = await tx.delivery.findFirst({
    where: { id: deliveryId, coalitionId: act.coalition.id, topic: 'test' },
    select: { state: true, problem: true, channelId: true },
  });
  const channel = row?.channelId ? await channelById(tx, act.coalition.id, row.channelId) : null;
  if (!row || !channel) throw new Refusal('coalition.refusal.channel_gone');
  const state =
    row.state === 'sent' ? 'arrived' : row.state === 'undeliverable' || row.state === 'unwanted' ? 'failed' : 'waiting';
  return { state, problem: row.problem, channel };
}
