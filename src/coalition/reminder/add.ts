// A new reminder: for oneself (in no coalition), for a person or a channel of one. One transaction writes the row, when it
// falls due, and the event.
import { Refusal } from '#bot/refusal.ts';
import { transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import type { Moment } from '#time/moment.ts';
import { usualRest } from '#time/rest.ts';
import type { Act } from '../act.ts';
import { recordEvent } from '../event.ts';
import { setDue } from '../falls.ts';
import { holdMembers } from '../membership.ts';
import { KIND, type Reminder, reminderFields, toReminder } from './reminder.ts';
import { timed, type Wanted } from './timing.ts';

/** `person`: of the coalition `coalitionId`; oneself in none. */
export type Target = { personId: string; coalitionId: string | null } | { channelId: string; coalitionId: string };

export type NewReminder = {
  to: Target;
  when: Wanted;
  text: string;
  /** The message it is about. */
  sourceUrl?: string | undefined;
  /** A moment in the person's words, for the choices of a refusal. */
  show: (moment: Moment) => string;
};

/** More waiting reminders than anybody keeps in mind: then it is a program that types them. */
export const MOST = 200;

/**
 * @returns the reminder; its moment is the first that comes
 * @throws Refusal for a moment that has passed, a rule that never fires, a person who has left, or too many
 */
export const addReminder = (act: Act, wanted: NewReminder): Promise<Reminder> =>
  transact(act.store, async (tx) => {
    const { to } = wanted;
    const waiting = await tx.reminder.count({ where: { madeById: act.person.id, state: 'active' } });
    if (waiting >= MOST) throw new Refusal('reminder.refusal.too_many', { values: { count: MOST } });
    if ('personId' in to && to.coalitionId !== null) await holdMembers(tx, to.coalitionId, [to.personId]);
    const hour =
      'personId' in to
        ? (await tx.person.findUnique({ where: { id: to.personId }, select: { hour: true } }))?.hour
        : (await tx.coalition.findUnique({ where: { id: to.coalitionId }, select: { digestMinute: true } }))
            ?.digestMinute;
    const { at, zone, every, hasTime } = timed(wanted.when, hour ?? usualRest.hour, act.now, wanted.show);
    const id = newId(act.now);
    const row = await tx.reminder.create({
      data: {
        id,
        coalitionId: to.coalitionId,
        text: wanted.text,
        firstAt: at,
        zone,
        hasTime,
        every,
        madeById: act.person.id,
        personId: 'personId' in to ? to.personId : null,
        channelId: 'channelId' in to ? to.channelId : null,
        sourceUrl: wanted.sourceUrl ?? null,
        createdAt: act.now,
      },
      select: reminderFields,
    });
    await setDue(tx, { kind: KIND, subject: id, coalitionId: to.coalitionId, dueAt: at });
    await recordEvent(tx, act, 0, {
      kind: 'reminder.add',
      coalitionId: to.coalitionId,
      data: { reminderId: id, revision: 1 },
    });
    return toReminder(row);
  });
