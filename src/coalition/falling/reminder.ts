// A reminder falls due: the latest moment that has passed is said once, older ones that were never said are folded into
// it. Whom it can no longer be said to ends it, and whoever made it hears of that, with its words.
import { setImmediate as breathe } from 'node:timers/promises';
import { withdrawResting } from '#delivery/awake.ts';
import { type Note, sayTo } from '#delivery/record.ts';
import type { Tx } from '#store/database.ts';
import { occurrencesBetween } from '#time/recurrence.ts';
import { type Foreseen, falls } from '../falls.ts';
import { takingPart } from '../people.ts';
import { isOwn, KIND, type Reminder, reminderFields, timingOf, toReminder } from '../reminder/reminder.ts';
import { LATE_MS, nextOf, type Passed, passedBy } from '../rules/reminder.ts';

/** Why it can be said no more: the person has left the coalition, or the channel has been disconnected. */
type End = 'left' | 'disconnected';

/** Who of those that reminders of a coalition are for still takes part in it; "person coalition". */
const stillThere = async (tx: Tx, reminders: readonly Reminder[]): Promise<ReadonlySet<string>> => {
  const asked = reminders.flatMap(({ person, coalitionId }) =>
    person && coalitionId ? [{ person, coalitionId }] : [],
  );
  if (asked.length === 0) return new Set();
  const rows = await tx.membership.findMany({
    where: {
      ...takingPart,
      OR: asked.map(({ person, coalitionId }) => ({ personId: person.id, coalitionId })),
    },
    select: { personId: true, coalitionId: true },
  });
  return new Set(rows.map((row) => `${row.personId} ${row.coalitionId}`));
};

const endOf = (reminder: Reminder, there: ReadonlySet<string>): End | null => {
  const { person, channel, coalitionId } = reminder;
  if (channel) return channel.coalitionId === coalitionId ? null : 'disconnected';
  if (!person || coalitionId === null) return null;
  return there.has(`${person.id} ${coalitionId}`) ? null : 'left';
};

/** The topic that says it: what one asked for oneself comes when one chose, what others asked for rests when one rests. */
const topicOf = (reminder: Reminder): string =>
  reminder.channel ? 'reminder-here' : isOwn(reminder) ? 'reminder' : 'reminder-from';

const to = ({ person, channel }: Reminder): { personId: string } | { channelId: string } =>
  person ? { personId: person.id } : { channelId: channel?.id ?? '' };

/** The rule goes into the note: one that has been moved meanwhile is not said at its old moment. */
const dataOf = (reminder: Reminder, passed: Pick<Passed, 'at' | 'missed'>, late: boolean) => ({
  reminderId: reminder.id,
  at: passed.at.toISOString(),
  first: reminder.at.toISOString(),
  ...(passed.missed > 0 ? { missed: passed.missed } : {}),
  ...(late ? { late } : {}),
});

const noteOf = (reminder: Reminder, passed: Passed, now: Date): Note => ({
  topic: topicOf(reminder),
  data: dataOf(reminder, passed, now.getTime() - passed.at.getTime() > LATE_MS),
  key: `${KIND} ${reminder.id} ${passed.at.toISOString()}`,
  coalitionId: reminder.coalitionId,
  ...to(reminder),
});

/** What a pause keeps from a channel does not pile up: the next one of the same reminder counts those before it. */
const foldHeld = async (tx: Tx, reminders: readonly Reminder[]): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  const again = reminders.filter(({ channel, every }) => channel !== null && every !== null);
  if (again.length === 0) return counts;
  const held = await withdrawResting(tx, {
    topic: 'reminder-here',
    entry: 'reminderId',
    values: again.map(({ id }) => id),
    channelIds: again.flatMap(({ channel }) => channel?.id ?? []),
  });
  for (const { reminderId, missed } of held)
    counts.set(
      String(reminderId),
      (counts.get(String(reminderId)) ?? 0) + 1 + (typeof missed === 'number' ? missed : 0),
    );
  return counts;
};

const endNote = (reminder: Reminder, why: End): Note => ({
  topic: 'reminder-ended',
  data: { reminderId: reminder.id, why },
  key: `${KIND}-ended ${reminder.id} ${reminder.revision}`,
  coalitionId: reminder.coalitionId,
  personId: reminder.madeBy.id,
});

export default falls({
  kind: KIND,
  async fall(tx, fallen, { store, now }) {
    const rows = await tx.reminder.findMany({
      where: { id: { in: fallen.map(({ subject }) => subject) }, state: 'active' },
      select: reminderFields,
    });
    const reminders = rows.map(toReminder);
    const there = await stillThere(tx, reminders);
    const passing: { reminder: Reminder; passed: Passed }[] = [];
    const next = new Map<string, Date | null>();
    const notes: Note[] = [];
    const over: Record<'done' | 'cancelled', string[]> = { done: [], cancelled: [] };
    for (const one of fallen) {
      // A rule that was made to be slow takes 0.2 s, and there may be a hundred: what people press meanwhile is answered.
      await breathe();
      const reminder = reminders.find(({ id }) => id === one.subject);
      if (!reminder) continue;
      const end = endOf(reminder, there);
      if (end) {
        over.cancelled.push(reminder.id);
        notes.push(endNote(reminder, end));
        continue;
      }
      const passed = passedBy(timingOf(reminder), one.dueAt, now);
      const after = passed ? passed.next : nextOf(timingOf(reminder), now);
      if (passed) passing.push({ reminder, passed });
      if (after) next.set(reminder.id, after);
      else over.done.push(reminder.id);
    }
    const folded = await foldHeld(
      tx,
      passing.map(({ reminder }) => reminder),
    );
    for (const { reminder, passed } of passing)
      notes.push(noteOf(reminder, { ...passed, missed: passed.missed + (folded.get(reminder.id) ?? 0) }, now));
    for (const [state, ids] of Object.entries(over) as ['done' | 'cancelled', string[]][])
      if (ids.length > 0) await tx.reminder.updateMany({ where: { id: { in: ids } }, data: { state } });
    if (notes.length > 0) await sayTo(tx, { store, now }, ...notes);
    return next;
  },
  async foresee({ prisma }, coalitionId, from, until) {
    // What somebody keeps for themselves belongs to no coalition; those who take part in this one get it all the same.
    const own = { coalitionId: null, person: { memberships: { some: { coalitionId, ...takingPart } } } };
    const rows = await prisma.reminder.findMany({
      where: { state: 'active', OR: [{ coalitionId }, own] },
      select: reminderFields,
    });
    const reminders = rows.map(toReminder);
    const there = await stillThere(prisma, reminders);
    return reminders
      .filter((reminder) => endOf(reminder, there) === null)
      .flatMap((reminder): Foreseen[] =>
        momentsOf(reminder, from, until).map((at) => ({
          at,
          to: to(reminder),
          topic: topicOf(reminder),
          data: dataOf(reminder, { at, missed: 0 }, false),
          ...(reminder.coalitionId === null ? { common: true } : {}),
        })),
      );
  },
});

/** At most as many as a rule that comes every hour has in two weeks. */
const mostForeseen = 14 * 24;

const momentsOf = ({ at, zone, every }: Reminder, from: Date, until: Date): Date[] => {
  if (every === null) return at >= from && at < until ? [at] : [];
  const just = (moment: Date): Date => new Date(moment.getTime() - 1);
  return occurrencesBetween(every, { at, zone }, just(from), just(until), mostForeseen);
};
