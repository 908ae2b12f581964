// The one way to change a duty: lock it, check the rule, write it, record the event with what was there before, so that
// an undo can bring it back. One transaction; all verbs go through here. No card shows a duty, so none is drawn.
import { Refusal } from '#bot/refusal.ts';
import { type Tx, transact } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import { endOf, type Moment, toStored } from '#time/moment.ts';
import { describeEvery, type Every, tooOften } from '#time/recurrence.ts';
import type { MemberAct } from '../act.ts';
import { recordEvent } from '../event.ts';
import { holdMembers } from '../membership.ts';
import { permit } from '../permit.ts';
import { meant, nextDue } from '../rules/repeat.ts';
import { maySee } from '../rules/visible.ts';
import { type Duty, dutyFields, toDuty } from './duty.ts';
import { tellOwner } from './given.ts';

export type DutyVerb = 'done' | 'reopen' | 'drop' | 'edit';

/** What a change may touch. */
export type Columns = {
  title?: string;
  folded?: string;
  details?: string | null;
  toWhom?: string | null;
  dueAt?: Date | string;
  dueZone?: string;
  dueHasTime?: boolean;
  overAt?: Date | string;
  every?: string | null;
  organizationId?: string | null;
  ownerId?: string | null;
  visibility?: Duty['visibility'];
  state?: Duty['state'];
  doneById?: string | null;
};

/** `changed`: a second press on the same button changes nothing. */
export type ChangedDuty = { duty: Duty; changed: boolean };

export type LockedDuty = { duty: Duty; row: Required<Columns> };

/** A due moment as its columns. */
export const dueOf = (due: Moment) => ({ ...toStored(due), overAt: endOf(due) });

/**
 * The rule of a duty as it is kept.
 * @throws Refusal for a rule that comes too often, or never after the date it begins with
 */
export const ruleOf = (due: Moment, every: Every): Every => {
  const rule = meant(due, every);
  if (tooOften(rule)) throw new Refusal('option.every.refusal.too_often', { option: 'every' });
  const once = describeEvery(rule)?.times === 1;
  if (!once && nextDue(due, rule) === null) throw new Refusal('option.every.refusal.never', { option: 'every' });
  return rule;
};

const lockedFields = {
  ...dutyFields,
  folded: true,
  overAt: true,
  ownerId: true,
  doneById: true,
} satisfies Prisma.DutySelect;

/** Locks the duty for the rest of the transaction. @throws Refusal when this person may not see it */
export const lockDuty = async (tx: Tx, act: MemberAct, dutyId: string): Promise<LockedDuty> => {
  await tx.$executeRaw`SELECT 1 FROM "Duty" WHERE "id" = ${dutyId} AND "coalitionId" = ${act.coalition.id} FOR NO KEY UPDATE`;
  const row = await tx.duty.findFirst({ where: { id: dutyId, coalitionId: act.coalition.id }, select: lockedFields });
  if (!row || !maySee(row, act)) throw new Refusal('common.refusal.not_found', { values: { typed: '' } });
  return { duty: toDuty(row), row };
};

/** @throws Refusal when the state does not allow the verb ("already done by …"), or the duty belongs to others */
export const checkDuty = (verb: DutyVerb, duty: Duty, act: MemberAct): void =>
  permit(verb, { kind: 'duty', ...duty, on: duty.owner ? [duty.owner.id] : [] }, act);

const plain = (value: Date | string | boolean | null | undefined): string | boolean | null =>
  value instanceof Date ? value.toISOString() : (value ?? null);

/** Everything an undo needs to put back, as it waits in the event. */
export type Before = { columns: Record<string, string | boolean | null> };

/** What the changed columns held: dates as words, since it waits as JSON. */
const beforeOf = (row: LockedDuty['row'], columns: Columns) =>
  Object.fromEntries((Object.keys(columns) as (keyof Columns)[]).map((name) => [name, plain(row[name])]));

/** Writes a change that has been checked, with its event; a new owner is told. */
export const writeDuty = async (
  tx: Tx,
  act: MemberAct,
  { duty, row }: LockedDuty,
  columns: Columns,
  event: { kind: string; data?: Prisma.InputJsonObject },
): Promise<ChangedDuty> => {
  const stateChanges = columns.state !== undefined && columns.state !== duty.state;
  const given = columns.ownerId && columns.ownerId !== row.ownerId ? columns.ownerId : null;
  if (given !== null) await holdMembers(tx, duty.coalitionId, [given]);
  const written = await tx.duty.update({
    where: { id: duty.id },
    data: { ...columns, ...(stateChanges ? { stateAt: act.now } : {}), revision: { increment: 1 } },
    select: dutyFields,
  });
  await recordEvent(tx, act, 0, {
    kind: event.kind,
    coalitionId: duty.coalitionId,
    organizationId: act.membership.organization.id,
    dutyId: duty.id,
    data: {
      ...event.data,
      ...(given === null ? {} : { to: given }),
      revision: written.revision,
      before: { columns: beforeOf(row, columns) } satisfies Before,
    },
  });
  // An undo puts back what was there before: nothing that anybody would have to be told.
  if (given !== null && event.kind !== 'duty.undo') await tellOwner(tx, act, duty, given);
  return { duty: toDuty(written), changed: true };
};

/**
 * Changes a duty in one transaction.
 * @param decide gets the locked duty and says which columns change; nothing when it is so already
 * @throws Refusal as `checkDuty` says, or what `decide` throws
 */
export const changeDuty = (
  act: MemberAct,
  dutyId: string,
  verb: DutyVerb,
  decide: (duty: Duty) => { columns: Columns; data?: Prisma.InputJsonObject },
): Promise<ChangedDuty> =>
  transact(act.store, async (tx) => {
    const locked = await lockDuty(tx, act, dutyId);
    checkDuty(verb, locked.duty, act);
    const { columns, data } = decide(locked.duty);
    return writeDuty(tx, act, locked, columns, { kind: `duty.${verb}`, ...(data ? { data } : {}) });
  });
