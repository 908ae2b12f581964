// Somebody rests no longer, or not as long: what was held back for that is looked at anew, under the rule as it is now.
import type { Tx } from '#store/database.ts';
import { queueOf } from './queue.ts';
import type { Recording } from './record.ts';

/** Why a waiting delivery is due later than it was meant to be. */
export const rests = 'rests';

/**
 * Looks again at what rests, in the transaction that changed the rest.
 * @param whose all that is meant for a person, a channel, or anybody in a coalition
 * @returns how many are looked at again
 */
export async function lookAgain(
  tx: Tx,
  { store, now }: Recording,
  whose: { personId: string } | { channelId: string } | { coalitionId: string },
): Promise<number> {
  const rows = await tx.delivery.updateManyAndReturn({
    where: { ...whose, state: 'waiting', problem: rests, dueAt: { gt: now } },
    data: { dueAt: now },
    select: { id: true },
  });
  await queueOf(store)?.enqueue(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.length;
}

/**
 * Withdraws posts that a pause has kept from channels, since something newer says the same.
 * @param same the topic, and the name and values of the entry of `data` that tells what it is about
 * @returns the `data` of each that was withdrawn
 */
export async function withdrawResting(
  tx: Tx,
  same: { topic: string; entry: string; values: readonly string[]; channelIds: readonly string[] },
): Promise<Record<string, unknown>[]> {
  const rows = await tx.$queryRaw<{ data: Record<string, unknown> }[]>`
    UPDATE "Delivery" SET state = 'unwanted', problem = 'folded'
    WHERE "channelId" = ANY(${[...same.channelIds]}) AND state = 'waiting' AND topic = ${same.topic} AND problem = ${rests}
      AND data->>${same.entry} = ANY(${[...same.values]})
    RETURNING data`;
  return rows.map(({ data }) => data);
}
