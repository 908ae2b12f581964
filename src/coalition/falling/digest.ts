// The weekly digest falls due, once a week for each coalition, in its own hour. A row is looked at anew when a coalition
// has been founded or has chosen another hour (a trigger of the database writes it), and moves on by itself.
import type { Store } from '#store/database.ts';
import { choicesOf, holdDigests, nextDigestAt } from '../digest/choice.ts';
import { coordinatorsOf } from '../digest/coordinators.ts';
import { issueDigest } from '../digest/issue.ts';
import { digestChannels } from '../digest/places.ts';
import { decide, nextSlot, slotFrom } from '../digest/slot.ts';
import { type Fallen, type Foreseen, falls } from '../falls.ts';

/** The epoch: the coalition's choice has changed since the row was written. */
const again = ({ dueAt }: Fallen): boolean => dueAt.getTime() === 0;

export default falls({
  kind: 'digest',
  async fall(tx, fallen, recording) {
    const { now } = recording;
    const next = new Map<string, Date | null>();
    const subjects = fallen.map(({ subject }) => subject);
    await holdDigests(tx, subjects);
    const choices = await choicesOf(tx, subjects);
    for (const row of fallen) {
      const choice = choices.get(row.subject);
      if (!choice?.on) continue;
      const decision = decide(choice, choice.before, now, again(row));
      if (!decision.now) {
        next.set(row.subject, decision.at);
        continue;
      }
      // Where nobody would read it nothing is chosen: the news waits until a channel is connected.
      if ((await digestChannels(tx, row.subject)).length > 0) await issueDigest(tx, recording, choice, null);
      next.set(row.subject, nextSlot(choice, now, now));
    }
    return next;
  },
  foresee: async (store, coalitionId, from, until) => foreseeDigests(store, coalitionId, from, until),
});

async function foreseeDigests(store: Store, coalitionId: string, from: Date, until: Date): Promise<Foreseen[]> {
  const tx = store.prisma;
  const choice = (await choicesOf(tx, [coalitionId])).get(coalitionId);
  const first = choice && nextDigestAt(choice, from);
  if (!choice || !first) return [];
  const moments: Date[] = [];
  for (let at = first; at < until; at = slotFrom(choice, new Date(at.getTime() + 1))) moments.push(at);
  const readers = choice.approval
    ? (await coordinatorsOf(tx, coalitionId)).map((personId) => ({ personId }))
    : (await digestChannels(tx, coalitionId)).map(({ id }) => ({ channelId: id }));
  const topic = choice.approval ? 'digest-proposal' : 'digest';
  return moments.flatMap((at) => readers.map((to) => ({ at, to, topic, data: {}, unmade: true as const })));
}
