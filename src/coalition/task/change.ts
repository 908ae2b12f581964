// The one way to change a task: lock it, check the rule, write it, record the event with what was there before (so that
// an undo can bring it back), and have every copy drawn anew. One transaction; all verbs go through here.
import { Refusal } from '#bot/refusal.ts';
import { redraw } from '#delivery/record.ts';
import { type Tx, transact } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import type { MemberAct } from '../act.ts';
import { recordEvent } from '../event.ts';
import { holdMembers } from '../membership.ts';
import { permit } from '../permit.ts';
import { after, type Verb } from '../rules/task.ts';
import { maySee } from '../rules/visible.ts';
import { tellGiven } from './given.ts';
import { type Task, taskFields, toTask } from './task.ts';

/** The columns that a change may touch, and who is on it. */
export type Change = {
  columns?: Omit<
    Prisma.TaskUncheckedUpdateInput,
    'id' | 'coalitionId' | 'number' | 'revision' | 'assignees' | 'followers' | 'cards' | 'events'
  >;
  /** The full list of assignees afterwards. */
  assignees?: readonly string[];
};

export type Changed = {
  task: Task;
  /** In how many channels the task can be seen now. */
  places: number;
  /** Whether anything changed; a second press on the same button changes nothing. */
  changed: boolean;
};

/** Everything an undo needs to put back. */
export type Before = {
  columns: {
    title: string;
    folded: string;
    details: string | null;
    dueAt: string | null;
    dueZone: string | null;
    dueHasTime: boolean;
    overAt: string | null;
    organizationId: string | null;
    priority: Task['priority'];
    visibility: Task['visibility'];
    state: Task['state'];
    blockedReason: string | null;
    doneById: string | null;
  };
  assignees: string[];
};

const lockedFields = { ...taskFields, folded: true, overAt: true, doneById: true } satisfies Prisma.TaskSelect;
type Locked = Prisma.TaskGetPayload<{ select: typeof lockedFields }>;

const beforeOf = (row: Locked): Before => ({
  columns: {
    title: row.title,
    folded: row.folded,
    details: row.details,
    dueAt: row.dueAt?.toISOString() ?? null,
    dueZone: row.dueZone,
    dueHasTime: row.dueHasTime,
    overAt: row.overAt?.toISOString() ?? null,
    organizationId: row.organizationId,
    priority: row.priority,
    visibility: row.visibility,
    state: row.state,
    blockedReason: row.blockedReason,
    doneById: row.doneById,
  },
  assignees: row.assignees.map(({ person }) => person.id),
});

/** Locks the task for the rest of the transaction. @throws Refusal when this person may not see it */
export const lockTask = async (tx: Tx, act: MemberAct, taskId: string): Promise<{ task: Task; before: Before }> => {
  await tx.$executeRaw`SELECT 1 FROM "Task" WHERE "id" = ${taskId} AND "coalitionId" = ${act.coalition.id} FOR NO KEY UPDATE`;
  const row = await tx.task.findFirst({ where: { id: taskId, coalitionId: act.coalition.id }, select: lockedFields });
  if (!row || !maySee(row, act)) throw new Refusal('common.refusal.not_found', { values: { typed: '' } });
  return { task: toTask(row), before: beforeOf(row) };
};

/** @throws Refusal when the state does not allow the verb ("already done by …"), or the task belongs to others */
export const checkVerb = (verb: Verb, task: Task, act: MemberAct): void =>
  permit(verb, { kind: 'task', ...task, on: task.assignees.map((one) => one.id) }, act, [
    { label: 'task.button.follow', press: `task.follow?task=id:${task.id}` },
  ]);

/** Writes a change that has been checked, with its event, and has the copies drawn. */
export const writeChange = async (
  tx: Tx,
  act: MemberAct,
  locked: { task: Task; before: Before },
  change: Change,
  event: { kind: string; data?: Prisma.InputJsonObject },
): Promise<Changed> => {
  const { task, before } = locked;
  const stateChanges = change.columns?.state !== undefined && change.columns.state !== task.state;
  const added = (change.assignees ?? []).filter((id) => !before.assignees.includes(id));
  await holdMembers(tx, task.coalitionId, added);
  const row = await tx.task.update({
    where: { id: task.id },
    data: {
      ...change.columns,
      ...(stateChanges ? { stateAt: act.now } : {}),
      revision: { increment: 1 },
      ...(change.assignees === undefined
        ? {}
        : { assignees: assigneesAfter(before.assignees, change.assignees, act.now, task.id) }),
    },
    select: taskFields,
  });
  await recordEvent(tx, act, 0, {
    kind: event.kind,
    coalitionId: task.coalitionId,
    organizationId: act.membership.organization.id,
    taskId: task.id,
    data: { ...event.data, revision: row.revision, before },
  });
  // An undo puts back what was there before: nothing that anybody would have to be told.
  if (event.kind !== 'task.undo') await tellGiven(tx, act, task, added);
  const places = await redraw(tx, {
    store: act.store,
    now: act.now,
    coalitionId: task.coalitionId,
    task: { id: task.id, visibility: row.visibility, organizationId: row.organizationId },
    before: { visibility: task.visibility, organizationId: task.organizationId },
  });
  return { task: toTask(row), places, changed: true };
};

const assigneesAfter = (before: readonly string[], after: readonly string[], since: Date, taskId: string) => ({
  deleteMany: { personId: { in: before.filter((id) => !after.includes(id)) } },
  connectOrCreate: after
    .filter((id) => !before.includes(id))
    .map((personId) => ({ where: { taskId_personId: { taskId, personId } }, create: { personId, since } })),
});

/**
 * Changes a task in one transaction.
 * @param decide gets the locked task and says what becomes of it; nothing when it is so already
 * @returns the task afterwards and in how many channels it can be seen
 * @throws Refusal by the rules of rules/task.ts, or what `decide` throws
 */
export const changeTask = (
  act: MemberAct,
  taskId: string,
  verb: Verb,
  decide: (task: Task) => { change: Change; data?: Prisma.InputJsonObject } | undefined,
): Promise<Changed> =>
  transact(act.store, async (tx) => {
    const locked = await lockTask(tx, act, taskId);
    checkVerb(verb, locked.task, act);
    const decided = decide(locked.task);
    if (!decided) return { task: locked.task, places: 0, changed: false };
    const columns = { ...decided.change.columns, state: after(verb, locked.task.state) };
    return writeChange(
      tx,
      act,
      locked,
      { ...decided.change, columns },
      { kind: `task.${verb}`, ...(decided.data ? { data: decided.data } : {}) },
    );
  });
