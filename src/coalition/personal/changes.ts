// What a personal digest tells beyond what somebody owes: what others have done to the tasks a person follows, and what
// comes in the next days. For many people at once: a few queries for all of them.
import type { Reader } from '#store/database.ts';
import { type Duty, dutyFields, toDuty } from '../duty/duty.ts';
import { type Happened, happenedFields, toHappened } from '../history.ts';
import { stillTheirs } from '../rules/visible.ts';
import { type Task, taskFields, toTask } from '../task/task.ts';

/** A task, and the last that others have done to it. */
export type Changed = { task: Task; last: Happened };

/** What is worth telling: how it stands, when it is due, what was said. */
const news = ['done', 'reopen', 'block', 'unblock', 'drop', 'edit', 'comment', 'assign', 'take', 'release', 'undo'];

/** So many are read for one person; who follows more reads the rest on the cards. */
const most = 50;

/**
 * Tasks that a person follows and others have changed, the newest change first. Each stands once, with its last event.
 * @param since excluded
 */
export async function changedFor(reader: Reader, personId: string, since: Date, now: Date): Promise<Changed[]> {
  const rows = await reader.event.findMany({
    where: {
      at: { gt: since, lte: now },
      kind: { in: news.map((one) => `task.${one}`) },
      OR: [{ personId: null }, { personId: { not: personId } }],
      task: { followers: { some: { personId } }, ...stillTheirs(personId) },
    },
    select: { ...happenedFields, task: { select: taskFields } },
    orderBy: [{ at: 'desc' }, { ordinal: 'desc' }],
    take: most,
  });
  const changed = new Map<string, Changed>();
  for (const { task, ...row } of rows)
    if (task && !changed.has(task.id)) changed.set(task.id, { task: toTask(task), last: toHappened(row) });
  return [...changed.values()];
}

export type Coming = { tasks: Task[]; duties: Duty[] };

/**
 * What comes until then and is not the person's own to do: followed tasks, and duties of the own organisations.
 * @param until included
 */
export async function comingFor(reader: Reader, personId: string, now: Date, until: Date): Promise<Coming> {
  const soon = { overAt: { gt: now }, dueAt: { lte: until } };
  const own = { memberships: { some: { personId, status: 'active' as const } } };
  const [tasks, duties] = await Promise.all([
    reader.task.findMany({
      where: {
        ...soon,
        state: { in: ['open', 'blocked'] },
        followers: { some: { personId } },
        assignees: { none: { personId } },
        ...stillTheirs(personId),
      },
      select: taskFields,
      orderBy: [{ dueAt: 'asc' }, { number: 'asc' }],
      take: most,
    }),
    reader.duty.findMany({
      where: { ...soon, state: 'open', organization: own, AND: [stillTheirs(personId)] },
      select: dutyFields,
      orderBy: [{ dueAt: 'asc' }, { number: 'asc' }],
      take: most,
    }),
  ]);
  return { tasks: tasks.map(toTask), duties: duties.map(toDuty) };
}

/** When each person got the last one. */
export async function lastPersonal(reader: Reader, personIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const rows = await reader.delivery.groupBy({
    by: ['personId'],
    where: { personId: { in: [...personIds] }, topic: 'personal-digest', state: 'sent' },
    _max: { sentAt: true },
  });
  return new Map(
    rows.flatMap(({ personId, _max }) => (personId !== null && _max.sentAt ? [[personId, _max.sentAt] as const] : [])),
  );
}
