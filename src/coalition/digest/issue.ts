// Issuing a digest: the row with what was chosen, and the deliveries to channels (or the proposal to coordinators), in
// the transaction of whoever decides. Each place gets each digest once: the delivery's key names both.
import { type Recording, sayTo } from '#delivery/record.ts';
import type { Tx } from '#store/database.ts';
import type { DigestState } from '#store/generated/enums.ts';
import { newId } from '#store/id.ts';
import type { DigestChoice } from './choice.ts';
import { composeDigest } from './compose.ts';
import { toJson } from './content.ts';
import { coordinatorsOf } from './coordinators.ts';
import { digestChannels } from './places.ts';
import { loadSections, type Period } from './section.ts';
import { periodOf } from './slot.ts';

/** What the next digest is about, if it is chosen now. */
export const periodNow = (choice: DigestChoice, now: Date): Period => ({
  coalitionId: choice.coalitionId,
  zone: choice.zone,
  ...periodOf(choice.told, now),
});

/** Has a digest said in each channel that wants one. @returns in how many */
export async function deliverDigest(
  tx: Tx,
  recording: Recording,
  digest: { id: string; coalitionId: string },
): Promise<number> {
  const channels = await digestChannels(tx, digest.coalitionId);
  await sayTo(
    tx,
    recording,
    ...channels.map((channel) => ({
      topic: 'digest',
      data: { digestId: digest.id },
      key: `digest ${digest.id} ${channel.id}`,
      coalitionId: digest.coalitionId,
      channelId: channel.id,
    })),
  );
  return channels.length;
}

/** Asks the coalition's coordinators, each in private; whoever answers first decides. */
async function propose(tx: Tx, recording: Recording, digest: { id: string; coalitionId: string }): Promise<void> {
  const coordinators = await coordinatorsOf(tx, digest.coalitionId);
  await sayTo(
    tx,
    recording,
    ...coordinators.map((personId) => ({
      topic: 'digest-proposal',
      data: { digestId: digest.id },
      key: `digest-proposal ${digest.id} ${personId}`,
      coalitionId: digest.coalitionId,
      personId,
    })),
  );
}

export type Issued = { id: string; state: DigestState; places: number };

/**
 * Chooses the content, keeps it and has it said, or proposed. A proposal that nobody has answered gives way: its news is
 * in this one.
 * @param by the coordinator who sends it by hand, without asking anybody; null: the clock
 */
export async function issueDigest(
  tx: Tx,
  recording: Recording,
  choice: DigestChoice,
  by: { personId: string } | null,
): Promise<Issued> {
  const { now } = recording;
  const { coalitionId } = choice;
  const period = periodNow(choice, now);
  const { content, news } = await composeDigest(tx, period, await loadSections());
  const state: DigestState = by ? 'sent' : !news ? 'empty' : choice.approval ? 'proposed' : 'sent';
  const digest = { id: newId(now), coalitionId };
  await tx.digest.updateMany({ where: { coalitionId, state: 'proposed' }, data: { state: 'skipped', decidedAt: now } });
  await tx.digest.create({
    data: {
      ...digest,
      fromAt: period.from,
      untilAt: period.until,
      state,
      content: toJson(content),
      createdAt: now,
      ...(state === 'proposed' ? {} : { decidedAt: now, decidedById: by?.personId ?? null }),
    },
    select: { id: true },
  });
  if (state === 'proposed') await propose(tx, recording, digest);
  const said = state === 'sent' || (state === 'empty' && choice.empty === 'line');
  return { id: digest.id, state, places: said ? await deliverDigest(tx, recording, digest) : 0 };
}
