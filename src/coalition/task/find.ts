// Finding tasks: by id, by number, by words, by list. Every query is scoped by the coalition and by what the viewer may see.

import type { Store } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import { matching, type Offer, readPage, type Wanted } from '../finding.ts';
import { stillTheirs, type Viewer, visibleTo } from '../rules/visible.ts';
import { type Task, taskFields, toTask } from './task.ts';

export type { Viewer } from '../rules/visible.ts';

/** A task by id, if this viewer may see it. */
export const taskById = async (store: Pick<Store, 'prisma'>, viewer: Viewer, id: string): Promise<Task | undefined> => {
  const row = await store.prisma.task.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, select: taskFields });
  return row ? toTask(row) : undefined;
};

/** To which coalition a task belongs. Not an authorisation: the answer to "where does this button belong?". */
export const coalitionOfTask = async (store: Pick<Store, 'prisma'>, id: string): Promise<string | undefined> =>
  (await store.prisma.task.findUnique({ where: { id }, select: { coalitionId: true } }))?.coalitionId;

const offered: Readonly<Record<Offer, Prisma.TaskWhereInput>> = {
  open: { state: { in: ['open', 'blocked'] } },
  closed: { state: { in: ['done', 'dropped'] } },
  all: {},
};

/**
 * Tasks by number or by words of the title, for autocomplete and for what somebody typed.
 * @param words folded; all of them must appear
 * @returns at most 25, the most urgent first
 */
export const findTasks = async (
  store: Pick<Store, 'prisma'>,
  viewer: Viewer,
  wanted: Wanted,
  offer: Offer,
): Promise<Task[]> => {
  const rows = await store.prisma.task.findMany({
    where: { AND: [visibleTo(viewer), matching(wanted), offered[offer]] },
    select: taskFields,
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { number: 'desc' }],
    take: 25,
  });
  return rows.map(toTask);
};

export type ListKind = 'mine' | 'open' | 'overdue' | 'done' | 'dropped';

/**
 * A list of tasks, and how many there are in all.
 * @param filter.now decides what is overdue
 * @param filter.page from 0
 */
export const listTasks = async (
  store: Pick<Store, 'prisma'>,
  viewer: Viewer & { personId: string },
  filter: { kind: ListKind; organizationId?: string; page: number; now: Date },
): Promise<{ tasks: Task[]; total: number }> => {
  const kinds: Readonly<Record<ListKind, Prisma.TaskWhereInput>> = {
    mine: { ...offered.open, assignees: { some: { personId: viewer.personId } } },
    open: offered.open,
    overdue: { ...offered.open, overAt: { lte: filter.now } },
    done: { state: 'done' },
    dropped: { state: 'dropped' },
  };
  const where: Prisma.TaskWhereInput = {
    AND: [
      visibleTo(viewer),
      kinds[filter.kind],
      filter.organizationId ? { organizationId: filter.organizationId } : {},
    ],
  };
  const closed = filter.kind === 'done' || filter.kind === 'dropped';
  const { rows, total } = await readPage(
    filter.page,
    (range) =>
      store.prisma.task.findMany({
        where,
        select: taskFields,
        orderBy: closed ? [{ stateAt: 'desc' }] : [{ dueAt: { sort: 'asc', nulls: 'last' } }, { number: 'asc' }],
        ...range,
      }),
    () => store.prisma.task.count({ where }),
  );
  return { tasks: rows.map(toTask), total };
};

/**
 * What waits for a person: what the person is on, and what nobody is on of an organisation that the person coordinates, so
 * that everybody who is reminded of a task finds it. Two queries, since one with "or" would read every open task.
 */
async function waitingFor({ prisma }: Pick<Store, 'prisma'>, personId: string): Promise<Prisma.TaskWhereInput[]> {
  const spoken = await prisma.membership.findMany({
    where: { personId, status: 'active', role: 'coordinator' },
    select: { coalitionId: true, organizationId: true },
  });
  const own: Prisma.TaskWhereInput = { ...offered.open, assignees: { some: { personId } }, ...stillTheirs(personId) };
  return spoken.length === 0 ? [own] : [own, { ...offered.open, assignees: { none: {} }, OR: spoken }];
}

const dueOrder = ({ dueAt }: { dueAt: Date | null }): number => dueAt?.getTime() ?? Number.POSITIVE_INFINITY;

/**
 * Everything that waits for a person, in all coalitions, the most urgent first; with the coalition's name where
 * the person belongs to several.
 * @param atMost how many to read; `total` counts all
 */
export const owedTasks = async (
  store: Pick<Store, 'prisma'>,
  personId: string,
  atMost: number,
): Promise<{ items: { task: Task; coalition: string | null }[]; total: number }> => {
  const [wheres, coalitions] = await Promise.all([
    waitingFor(store, personId),
    store.prisma.membership.count({ where: { personId, status: 'active' } }),
  ]);
  const read = (where: Prisma.TaskWhereInput) =>
    store.prisma.task.findMany({
      where,
      select: { ...taskFields, coalition: { select: { name: true } } },
      orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { number: 'asc' }],
      take: atMost,
    });
  const [lists, counts] = await Promise.all([
    Promise.all(wheres.map(read)),
    Promise.all(wheres.map((where) => store.prisma.task.count({ where }))),
  ]);
  const rows = lists.flat().toSorted((a, b) => {
    const [one, other] = [dueOrder(a), dueOrder(b)];
    return one === other ? a.number - b.number : one - other;
  });
  const items = rows.slice(0, atMost).map(({ coalition, ...row }) => ({
    task: toTask(row),
    coalition: coalitions > 1 ? coalition.name : null,
  }));
  return { items, total: counts.reduce((sum, count) => sum + count, 0) };
};

/** Tasks by id for drawing cards, whose channels have been checked when the delivery was recorded and are again when it is sent. */
export const tasksById = async (store: Pick<Store, 'prisma'>, ids: readonly string[]): Promise<Map<string, Task>> => {
  const rows = await store.prisma.task.findMany({ where: { id: { in: [...ids] } }, select: taskFields });
  return new Map(rows.map((row) => [row.id, toTask(row)]));
};

/** Whether a person follows a task. */
export const followsTask = async (store: Pick<Store, 'prisma'>, taskId: string, personId: string): Promise<boolean> =>
  (await store.prisma.taskFollower.count({ where: { taskId, personId } })) > 0;
