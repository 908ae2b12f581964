// Reading reminders. They are private: whoever made one sees it, and the person it is for; one for a channel is seen by
// those who answer for what hangs there, too: the coalition's coordinators, in an organisation's own channel its own.
import type { Reader, Store } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import { KIND, type Reminder, reminderFields, toReminder } from './reminder.ts';

/** Those a person may see: their own, those meant for them, and those in channels they answer for. */
const mine = (personId: string): Prisma.ReminderWhereInput => ({
  OR: [{ madeById: personId }, { personId }, ...inMyChannels(personId)],
});

/** Asked of the reminder's coalition and of the channel's as it is now: the channel may have gone over to another one. */
const inMyChannels = (personId: string): Prisma.ReminderWhereInput[] => {
  const mine = { personId, status: 'active' as const };
  const leads = { memberships: { some: { ...mine, coordinates: true } } };
  const speaks = { memberships: { some: { ...mine, role: 'coordinator' as const } } };
  return [
    { coalition: leads, channel: { audience: 'coalition', coalition: leads } },
    { coalition: { memberships: { some: mine } }, channel: { audience: 'organisation', organization: speaks } },
  ];
};

/** A reminder that this person may see, whatever its state. */
export const reminderById = async (tx: Reader, personId: string, id: string): Promise<Reminder | undefined> => {
  const row = await tx.reminder.findFirst({ where: { AND: [{ id }, mine(personId)] }, select: reminderFields });
  return row ? toReminder(row) : undefined;
};

/** Reminders by id, for whoever has already decided who may hear of them. */
export const remindersById = async (tx: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Reminder>> => {
  const rows = await tx.reminder.findMany({ where: { id: { in: [...ids] } }, select: reminderFields });
  return new Map(rows.map((row) => [row.id, toReminder(row)]));
};

/** With the moment at which it comes next. */
export type Coming = { reminder: Reminder; next: Date };

/** Whoever has more than this has other troubles; a list is read whole and sorted by what comes next. */
const most = 500;

const coming = async (store: Pick<Store, 'prisma'>, where: Prisma.ReminderWhereInput): Promise<Coming[]> => {
  const rows = await store.prisma.reminder.findMany({
    where: { AND: [{ state: 'active' }, where] },
    select: reminderFields,
    orderBy: { id: 'desc' },
    take: most,
  });
  const due = await store.prisma.due.findMany({
    where: { kind: KIND, subject: { in: rows.map(({ id }) => id) } },
    select: { subject: true, dueAt: true },
  });
  const next = new Map(due.map((row) => [row.subject, row.dueAt]));
  return rows
    .map((row) => ({ reminder: toReminder(row), next: next.get(row.id) ?? row.firstAt }))
    .sort((a, b) => a.next.getTime() - b.next.getTime());
};

/** All that wait and that this person may see, what comes next first. */
export const remindersOf = (store: Pick<Store, 'prisma'>, personId: string): Promise<Coming[]> =>
  coming(store, mine(personId));

/** Those that will be told to this person, what comes next first. */
export const remindersTo = (store: Pick<Store, 'prisma'>, personId: string): Promise<Coming[]> =>
  coming(store, { personId });
