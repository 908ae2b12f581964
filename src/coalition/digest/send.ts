// A coordinator's word about a digest: send one now, send the one that was proposed, or leave it out this week. Whoever
// presses first decides; the others are told what was decided.
import { Refusal } from '#bot/refusal.ts';
import { type Tx, transact } from '#store/database.ts';
import type { MemberAct } from '../act.ts';
import { recordEvent } from '../event.ts';
import { afterwards, choiceOf, holdDigests } from './choice.ts';
import { deliverDigest, type Issued, issueDigest } from './issue.ts';
import { digestChannels } from './places.ts';

/** So soon after another one nobody means it. */
const twiceMs = 15 * 60_000;

export type Sent = { id: string; places: number; next: Date | null };

/** @throws Refusal when no channel wants a digest, or one was sent a moment ago: two coordinators have pressed */
export async function checkSending(tx: Tx, act: MemberAct): Promise<void> {
  const last = await tx.digest.findFirst({
    where: { coalitionId: act.coalition.id, state: 'sent', decidedAt: { gt: new Date(act.now.getTime() - twiceMs) } },
    select: { decidedAt: true },
  });
  if (last?.decidedAt) throw new Refusal('digest.refusal.just_sent', { values: { moment: last.decidedAt } });
  if ((await digestChannels(tx, act.coalition.id)).length === 0)
    throw new Refusal('digest.refusal.nowhere', { values: { command: '/digest settings' } });
}

/** Chooses and sends one now; it counts as the week's. @throws as checkSending */
export const sendDigestNow = (act: MemberAct): Promise<Sent> =>
  transact(act.store, async (tx) => {
    const coalitionId = act.coalition.id;
    await holdDigests(tx, [coalitionId]);
    await checkSending(tx, act);
    const choice = await choiceOf(tx, coalitionId);
    const issued: Issued = await issueDigest(tx, act, choice, { personId: act.person.id });
    await recordEvent(tx, act, 0, { kind: 'digest.sent', coalitionId, data: { digestId: issued.id } });
    return { id: issued.id, places: issued.places, next: afterwards(choice, act.now) };
  });

const answer = async (tx: Tx, act: MemberAct, digestId: string, state: 'sent' | 'skipped'): Promise<void> => {
  const coalitionId = act.coalition.id;
  await holdDigests(tx, [coalitionId]);
  const { count } = await tx.digest.updateMany({
    where: { id: digestId, coalitionId, state: 'proposed' },
    data: { state, decidedAt: act.now, decidedById: act.person.id },
  });
  if (count === 1) {
    const kind = state === 'sent' ? 'digest.sent' : 'digest.skipped';
    return recordEvent(tx, act, 0, { kind, coalitionId, data: { digestId } });
  }
  const digest = await tx.digest.findFirst({ where: { id: digestId, coalitionId }, select: { state: true } });
  if (!digest) throw new Refusal('digest.refusal.gone', { values: { command: '/digest history' } });
  throw new Refusal(digest.state === 'sent' ? 'digest.refusal.is_sent' : 'digest.refusal.is_skipped', {
    ways: [{ label: 'digest.button.history', press: 'digest.history' }],
  });
};

/** Sends a proposed digest, as it was chosen. @throws Refusal when it has been decided already */
export const approveDigest = (act: MemberAct, digestId: string): Promise<Sent> =>
  transact(act.store, async (tx) => {
    await answer(tx, act, digestId, 'sent');
    const places = await deliverDigest(tx, act, { id: digestId, coalitionId: act.coalition.id });
    const choice = await choiceOf(tx, act.coalition.id);
    const next = await tx.due.findUnique({
      where: { kind_subject: { kind: 'digest', subject: act.coalition.id } },
      select: { dueAt: true },
    });
    return { id: digestId, places, next: choice.on && next && next.dueAt > act.now ? next.dueAt : null };
  });

/** Leaves a proposed digest out: its news goes into the next one. @throws Refusal when it has been decided already */
export const skipDigest = (act: MemberAct, digestId: string): Promise<void> =>
  transact(act.store, (tx) => answer(tx, act, digestId, 'skipped'));
