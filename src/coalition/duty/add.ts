// Adding a duty: number, row and event in one transaction. The first look at its reminders is the database's business:
// a trigger sets it.
import { transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import type { Moment } from '#time/moment.ts';
import { fold } from '#time/reading/fold.ts';
import type { Every } from '#time/recurrence.ts';
import type { MemberAct } from '../act.ts';
import { recordEvent } from '../event.ts';
import { holdMembers } from '../membership.ts';
import { checkVisibility } from '../permit.ts';
import type { Visibility } from '../rules/visible.ts';
import { dueOf, ruleOf } from './change.ts';
import { type Duty, dutyFields, toDuty } from './duty.ts';
import { tellOwner } from './given.ts';

export type NewDuty = {
  title: string;
  due: Moment;
  /** To whom outside it is owed. */
  toWhom?: string | undefined;
  /** The person who takes care of it; the duty then belongs to that person's organisation unless another is named. */
  owner?: { id: string; organizationId: string } | null | undefined;
  /** The adding person's own unless named. */
  organizationId?: string | undefined;
  every?: Every | undefined;
  details?: string | undefined;
  visibility?: Visibility | undefined;
};

/**
 * Adds a duty.
 * @throws Refusal when it is to be visible to one organisation only and that is not the person's own,
 *   or its rule never comes
 */
export const addDuty = (act: MemberAct, wanted: NewDuty): Promise<Duty> => {
  const visibility = wanted.visibility ?? 'coalition';
  const own = act.membership.organization.id;
  const organizationId = wanted.organizationId ?? wanted.owner?.organizationId ?? own;
  checkVisibility('duty', act, visibility, organizationId);
  const every = wanted.every === undefined ? null : ruleOf(wanted.due, wanted.every);
  const id = newId(act.now);
  return transact(act.store, async (tx) => {
    // The row lock on the coalition makes numbers without gaps and without twins.
    const [counted] = await tx.$queryRaw<{ lastDuty: number }[]>`
      UPDATE "Coalition" SET "lastDuty" = "lastDuty" + 1 WHERE "id" = ${act.coalition.id} RETURNING "lastDuty"`;
    if (wanted.owner) await holdMembers(tx, act.coalition.id, [wanted.owner.id]);
    const row = await tx.duty.create({
      data: {
        id,
        coalitionId: act.coalition.id,
        number: counted?.lastDuty ?? 0,
        title: wanted.title,
        folded: fold(wanted.title),
        details: wanted.details ?? null,
        toWhom: wanted.toWhom ?? null,
        ...dueOf(wanted.due),
        every,
        organizationId,
        ownerId: wanted.owner?.id ?? null,
        visibility,
        createdById: act.person.id,
        createdAt: act.now,
        stateAt: act.now,
      },
      select: dutyFields,
    });
    await recordEvent(tx, act, 0, {
      kind: 'duty.add',
      coalitionId: act.coalition.id,
      organizationId: own,
      dutyId: id,
      data: { revision: 1, ...(wanted.owner ? { to: wanted.owner.id } : {}) },
    });
    if (wanted.owner) await tellOwner(tx, act, row, wanted.owner.id);
    return toDuty(row);
  });
};
