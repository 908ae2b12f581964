// Changing a reminder that waits, and taking a change back. What has been told is over; what is told again and again goes
// on with its new words or its new rule.
import { Refusal } from '#bot/refusal.ts';
import { type Tx, transact } from '#store/database.ts';
import type { Moment } from '#time/moment.ts';
import type { Every } from '#time/recurrence.ts';
import { usualRest } from '#time/rest.ts';
import type { Act } from '../act.ts';
import { nextOf } from '../rules/reminder.ts';
import { mayUndo } from '../rules/task.ts';
import { checkChange, keepBefore, lockReminder, writeReminder } from './change.ts';
import { type Reminder, timingOf } from './reminder.ts';
import { timed, type Wanted } from './timing.ts';

export type Edit = {
  text?: string | undefined;
  when?: Wanted | undefined;
  /** null: once, from now on. */
  every?: Every | null | undefined;
  show: (moment: Moment) => string;
};

const hourOf = async (tx: Tx, { person, coalitionId }: Reminder): Promise<number> => {
  const found = person
    ? (await tx.person.findUnique({ where: { id: person.id }, select: { hour: true } }))?.hour
    : (await tx.coalition.findUnique({ where: { id: coalitionId ?? '' }, select: { digestMinute: true } }))
        ?.digestMinute;
  return found ?? usualRest.hour;
};

/** The form shows the next moment: sent back as it was, it changes nothing of the rule. */
const sameTiming = (reminder: Reminder, every: Every | null, wanted: Wanted | undefined, now: Date): boolean => {
  if (every !== reminder.every) return false;
  if (!wanted) return true;
  const next = nextOf(timingOf(reminder), now);
  return wanted.moment.kind === 'time' && wanted.moment.at.getTime() === next?.getTime();
};

/** @throws Refusal for one that is over, or somebody else's, and as `addReminder` for a moment that cannot be */
export const editReminder = (act: Act, id: string, edit: Edit): Promise<Reminder> =>
  transact(act.store, async (tx) => {
    const before = await lockReminder(tx, act, id);
    await checkChange(tx, act, before, 'edit');
    const every = edit.every === undefined ? (edit.when?.every ?? before.every) : edit.every;
    const same = sameTiming(before, every, edit.when, act.now);
    const text = edit.text ?? before.text;
    if (same && text === before.text) return before;
    const copy = await keepBefore(tx, act, before);
    const event = { kind: 'reminder.edit', data: { before: copy } };
    if (same) return writeReminder(tx, act, before, { text }, event);
    const next = nextOf(timingOf(before), act.now) ?? before.at;
    const from: Wanted = edit.when ?? { moment: { kind: 'time', at: next, zone: before.zone }, every, open: true };
    const { at, zone, hasTime } = timed({ ...from, every }, await hourOf(tx, before), act.now, edit.show);
    const timing = { firstAt: at, zone, every, hasTime: edit.when ? hasTime : before.hasTime };
    return writeReminder(tx, act, before, { text, ...timing }, { ...event, dueAt: at });
  });

type Happened = { kind: string; before: string | null };

/** Events of reminders have no key of their own: the last five minutes of a coalition are few. */
const changeOf = async (tx: Tx, act: Act, reminder: Reminder, revision: number): Promise<Happened | null> => {
  const since = new Date(act.now.getTime() - 2 * 3_600_000);
  const events = await tx.event.findMany({
    where: {
      coalitionId: reminder.coalitionId,
      at: { gte: since },
      personId: act.person.id,
      kind: { startsWith: 'reminder.' },
      AND: [
        { data: { path: ['reminderId'], equals: reminder.id } },
        { data: { path: ['revision'], equals: revision } },
      ],
    },
    select: { at: true, kind: true, data: true },
  });
  const event = events.find(({ at }) => mayUndo(at, act.now));
  if (!event) return null;
  const { before } = event.data as { before?: unknown };
  return { kind: event.kind, before: typeof before === 'string' ? before : null };
};

/**
 * Takes the last change back: a new one is cancelled, a cancelled one waits again, a changed one is as it was.
 * @param revision the revision that the undone change made
 * @throws Refusal when it is too late, or something has happened to it since
 */
export const undoReminder = (act: Act, id: string, revision: number): Promise<Reminder> =>
  transact(act.store, async (tx) => {
    const now = await lockReminder(tx, act, id);
    const change = await changeOf(tx, act, now, revision);
    if (!change) throw new Refusal('common.refusal.undo_expired');
    if (now.revision !== revision || now.state === 'done') throw new Refusal('reminder.refusal.changed_since');
    const event = { kind: 'reminder.undo', data: { undone: change.kind } };
    if (change.kind === 'reminder.add')
      return writeReminder(tx, act, now, { state: 'cancelled' }, { ...event, dueAt: null });
    if (change.kind === 'reminder.cancel') {
      const dueAt = nextOf(timingOf(now), new Date(act.now.getTime() - 1)) ?? now.at;
      return writeReminder(tx, act, now, { state: 'active' }, { ...event, dueAt });
    }
    const row = await tx.reminder.findUnique({ where: { id: change.before ?? '' } });
    if (!row) throw new Refusal('common.refusal.undo_expired');
    const { text, firstAt, zone, hasTime, every } = row;
    const dueAt = nextOf({ at: firstAt, zone, every }, act.now) ?? firstAt;
    return writeReminder(tx, act, now, { text, firstAt, zone, hasTime, every }, { ...event, dueAt });
  });
