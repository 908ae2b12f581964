// Reminders where a person goes, is erased, becomes one with another, or asks for everything that is known.
import { type Recording, sayTo } from '#delivery/record.ts';
import type { Tx } from '#store/database.ts';
import { dropDue } from '../falls.ts';
import { KIND } from './reminder.ts';

/**
 * Ends what waits for people who are gone. Whoever set it for them is told, with its words.
 * @param personIds whose own reminders end, and those for them
 */
export const endRemindersTo = async (tx: Tx, recording: Recording, personIds: readonly string[]): Promise<void> => {
  const me = { in: [...personIds] };
  // Due before Reminder, as the tick does.
  await tx.$executeRaw`
    SELECT 1 FROM "Due" WHERE kind = ${KIND} AND subject IN (SELECT id FROM "Reminder" WHERE "personId" = ANY(${[...personIds]}) AND state = 'active')
    ORDER BY subject FOR UPDATE`;
  const ended = await tx.reminder.updateManyAndReturn({
    where: { personId: me, state: 'active' },
    data: { state: 'cancelled', revision: { increment: 1 } },
    select: { id: true, madeById: true, coalitionId: true, revision: true },
  });
  await dropDue(
    tx,
    KIND,
    ended.map(({ id }) => id),
  );
  const notes = ended
    .filter(({ madeById }) => !personIds.includes(madeById))
    .map(({ id, madeById, coalitionId, revision }) => ({
      topic: 'reminder-ended',
      data: { reminderId: id, why: 'left' },
      key: `${KIND}-ended ${id} ${revision}`,
      coalitionId,
      personId: madeById,
    }));
  if (notes.length > 0) await sayTo(tx, recording, ...notes);
};

/** An erased person: what they set for others and for channels ends too, and no word of theirs or about them is kept. */
export const eraseReminders = async (tx: Tx, recording: Recording, personIds: readonly string[]): Promise<void> => {
  await endRemindersTo(tx, recording, personIds);
  const me = { in: [...personIds] };
  const mine = await tx.reminder.findMany({ where: { madeById: me, state: 'active' }, select: { id: true } });
  await dropDue(
    tx,
    KIND,
    mine.map(({ id }) => id),
  );
  await tx.reminder.updateMany({ where: { madeById: me, state: 'active' }, data: { state: 'cancelled' } });
  await tx.reminder.updateMany({
    where: { OR: [{ madeById: me }, { personId: me }] },
    data: { text: '', sourceUrl: null },
  });
};

/** Two people turn out to be one: what the one has set or is told, the other has. */
export const mergeReminders = async (tx: Tx, survivor: string, absorbed: string): Promise<void> => {
  await tx.reminder.updateMany({ where: { madeById: absorbed }, data: { madeById: survivor } });
  await tx.reminder.updateMany({ where: { personId: absorbed }, data: { personId: survivor } });
};

const exported = {
  text: true,
  firstAt: true,
  zone: true,
  every: true,
  state: true,
  sourceUrl: true,
  createdAt: true,
  coalition: { select: { name: true } },
  channel: { select: { name: true } },
} as const;

/** What a person has set, and what others have set for them, for the export. */
export const remindersAbout = async (tx: Tx, personIds: readonly string[]) => {
  const me = { in: [...personIds] };
  const [made, forMe] = await Promise.all([
    tx.reminder.findMany({ where: { madeById: me }, select: exported }),
    tx.reminder.findMany({ where: { personId: me, madeById: { notIn: [...personIds] } }, select: exported }),
  ]);
  return { made, forMe };
};
