// The one way to change a reminder that exists: lock it, check who and in which state, write, set when it falls due, and
// record the event. Its words never go into the event: what was there before is kept as a cancelled reminder of its own,
// so that erasing a person erases it too.
import { Refusal } from '#bot/refusal.ts';
import { type Tx, transact } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import { newId } from '#store/id.ts';
import type { Act } from '../act.ts';
import { recordEvent } from '../event.ts';
import { dropDue, setDue } from '../falls.ts';
import { takingPart } from '../people.ts';
import { reminderById } from './find.ts';
import { KIND, type Reminder, reminderFields, toReminder } from './reminder.ts';

/** The button that shows what waits. */
const showList = { label: 'common.show', press: 'reminder.list' };

/**
 * Locks a reminder for the rest of the transaction: first its row in Due, as the tick does, so that the two wait for each
 * other instead of dying together.
 * @throws Refusal when this person may not see it
 */
export const lockReminder = async (tx: Tx, act: Act, id: string): Promise<Reminder> => {
  await tx.$executeRaw`SELECT 1 FROM "Due" WHERE kind = ${KIND} AND subject = ${id} FOR UPDATE`;
  await tx.$executeRaw`SELECT 1 FROM "Reminder" WHERE id = ${id} FOR NO KEY UPDATE`;
  const reminder = await reminderById(tx, act.person.id, id);
  if (!reminder) throw new Refusal('common.refusal.gone', { ways: [showList] });
  return reminder;
};

/** What has been said to nobody yet although its moment has come: a rest rule or a broken channel holds it. */
const stillWaits = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.delivery.count({
    where: { key: { startsWith: `${KIND} ${id} ` }, state: { in: ['waiting', 'bundled', 'undeliverable'] } },
  })) > 0;

/** Whoever has left the coalition says nothing new in it: not to its people, and not in its channels. */
const stillThere = async (tx: Tx, act: Act, { coalitionId }: Reminder): Promise<boolean> =>
  coalitionId === null ||
  (await tx.membership.count({ where: { ...takingPart, personId: act.person.id, coalitionId } })) > 0;

/**
 * Whoever made it may change it, as long as they take part; those it is for, and those who answer for the channel, may
 * end it.
 * @throws Refusal for others, and for one that has been told or cancelled
 */
export const checkChange = async (tx: Tx, act: Act, reminder: Reminder, what: 'edit' | 'cancel'): Promise<void> => {
  if (reminder.state === 'cancelled') throw new Refusal('reminder.refusal.is_cancelled', { ways: [showList] });
  if (reminder.state === 'done' && (what === 'edit' || !(await stillWaits(tx, reminder.id))))
    throw new Refusal('reminder.refusal.is_done', { ways: [showList] });
  if (what === 'edit' && reminder.madeBy.id !== act.person.id)
    throw new Refusal('reminder.refusal.not_yours', { values: { person: reminder.madeBy.name }, ways: [showList] });
  if (what === 'edit' && !(await stillThere(tx, act, reminder)))
    throw new Refusal('reminder.refusal.not_there', { ways: [showList] });
};

/** Writes a change with its event. @param dueAt when it falls due next; null: never again; left out: as it was */
export const writeReminder = async (
  tx: Tx,
  act: Act,
  before: Reminder,
  change: Prisma.ReminderUncheckedUpdateInput,
  event: { kind: string; data?: Prisma.InputJsonObject; dueAt?: Date | null },
): Promise<Reminder> => {
  const row = await tx.reminder.update({
    where: { id: before.id },
    data: { ...change, revision: { increment: 1 } },
    select: reminderFields,
  });
  if (event.dueAt === null) await dropDue(tx, KIND, [before.id]);
  else if (event.dueAt)
    await setDue(tx, { kind: KIND, subject: before.id, coalitionId: before.coalitionId, dueAt: event.dueAt });
  await recordEvent(tx, act, 0, {
    kind: event.kind,
    coalitionId: before.coalitionId,
    data: { ...event.data, reminderId: before.id, revision: row.revision },
  });
  return toReminder(row);
};

/** Keeps how a reminder was, for the undo. @returns the id of the copy, which nobody is told and nobody finds in a list */
export const keepBefore = async (tx: Tx, act: Act, before: Reminder): Promise<string> => {
  const id = newId(act.now);
  await tx.reminder.create({
    data: {
      id,
      coalitionId: before.coalitionId,
      text: before.text,
      firstAt: before.at,
      zone: before.zone,
      hasTime: before.hasTime,
      every: before.every,
      madeById: before.madeBy.id,
      personId: before.person?.id ?? null,
      channelId: before.channel?.id ?? null,
      sourceUrl: before.sourceUrl,
      state: 'cancelled',
      createdAt: act.now,
    },
    select: { id: true },
  });
  return id;
};

/** Ends a reminder: nobody is told any more, also where it waits to be sent. @throws Refusal, see checkChange */
export const cancelReminder = (act: Act, id: string): Promise<Reminder> =>
  transact(act.store, async (tx) => {
    const before = await lockReminder(tx, act, id);
    await checkChange(tx, act, before, 'cancel');
    return writeReminder(tx, act, before, { state: 'cancelled' }, { kind: 'reminder.cancel', dueAt: null });
  });
