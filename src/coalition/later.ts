// "Remind me later" under a message that asks for something: what it asked is said again at the chosen moment, if it is still
// true then. The words are found when it is sent, so nothing but the delivery is copied.
import { Refusal } from '#bot/refusal.ts';
import { sayTo } from '#delivery/record.ts';
import { transact } from '#store/database.ts';
import type { Act } from './act.ts';
import { recordEvent } from './event.ts';

/**
 * @param id the delivery of the message: one thing, or several in one
 * @param asking the topics that ask for something; what else stood in the message was said and is not repeated
 * @param until when it comes again; the caller has checked that it lies ahead
 * @throws Refusal when it was not said to this person, or so long ago that it is forgotten
 */
export const sayLater = (act: Act, id: string, asking: ReadonlySet<string>, until: Date): Promise<void> =>
  transact(act.store, async (tx) => {
    const personId = act.person.id;
    const rows = await tx.delivery.findMany({
      where: { personId, topic: { in: [...asking] }, OR: [{ id }, { bundleId: id }] },
      select: { id: true, topic: true, data: true, coalitionId: true },
      orderBy: { id: 'asc' },
    });
    const [first] = rows;
    if (!first) throw new Refusal('common.refusal.gone');
    await recordEvent(tx, act, 0, {
      kind: 'reminder.later',
      coalitionId: first.coalitionId,
      data: { deliveryIds: rows.map((row) => row.id), until: until.toISOString() },
    });
    const notes = rows.map(({ id: before, topic, data, coalitionId }) => ({
      topic,
      data: { ...(data as Record<string, unknown>), again: true },
      key: `later ${before} ${until.toISOString()}`,
      coalitionId,
      personId,
      dueAt: until,
    }));
    await sayTo(tx, act, ...notes);
  });
