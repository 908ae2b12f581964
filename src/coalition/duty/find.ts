// Finding duties: by id, by number, by words, by list. Every query is scoped by the coalition and by what the viewer may see.
import type { Store } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import { matching, type Offer, readPage, type Wanted } from '../finding.ts';
import { stillTheirs, type Viewer, visibleTo } from '../rules/visible.ts';
import { type Duty, dutyFields, toDuty } from './duty.ts';

type Reading = Pick<Store, 'prisma'>;

/** A duty by id, if this viewer may see it. */
export const dutyById = async (store: Reading, viewer: Viewer, id: string): Promise<Duty | undefined> => {
  const row = await store.prisma.duty.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, select: dutyFields });
  return row ? toDuty(row) : undefined;
};

/** To which coalition a duty belongs. Not an authorisation: the answer to "where does this button belong?". */
export const coalitionOfDuty = async (store: Reading, id: string): Promise<string | undefined> =>
  (await store.prisma.duty.findUnique({ where: { id }, select: { coalitionId: true } }))?.coalitionId;

const offered: Readonly<Record<Offer, Prisma.DutyWhereInput>> = {
  open: { state: 'open' },
  closed: { state: { in: ['done', 'dropped'] } },
  all: {},
};

/**
 * Duties by number or by words of the title, for autocomplete and for what somebody typed.
 * @returns at most 25, the most urgent first
 */
export const findDuties = async (store: Reading, viewer: Viewer, wanted: Wanted, offer: Offer): Promise<Duty[]> => {
  const rows = await store.prisma.duty.findMany({
    where: { AND: [visibleTo(viewer), matching(wanted), offered[offer]] },
    select: dutyFields,
    orderBy: [{ dueAt: 'asc' }, { number: 'desc' }],
    take: 25,
  });
  return rows.map(toDuty);
};

/** Open duties that wait for a person: the own ones, and those without an owner of an organisation the person coordinates. */
const waitingFor = (personId: string): Prisma.DutyWhereInput => ({
  state: 'open',
  OR: [
    { ownerId: personId },
    {
      ownerId: null,
      organization: { memberships: { some: { personId, status: 'active', role: 'coordinator' } } },
    },
  ],
});

export type DutyListKind = 'open' | 'mine' | 'overdue' | 'done' | 'dropped' | 'all';

/**
 * A list of duties, and how many there are in all.
 * @param filter.now decides what is overdue
 * @param filter.page from 0
 */
export const listDuties = async (
  store: Reading,
  viewer: Viewer & { personId: string },
  filter: { kind: DutyListKind; organizationId?: string | undefined; page: number; now: Date },
): Promise<{ duties: Duty[]; total: number }> => {
  const kinds: Readonly<Record<DutyListKind, Prisma.DutyWhereInput>> = {
    open: offered.open,
    mine: waitingFor(viewer.personId),
    overdue: { state: 'open', overAt: { lte: filter.now } },
    done: { state: 'done' },
    dropped: { state: 'dropped' },
    all: {},
  };
  const ofOne = filter.organizationId === undefined ? {} : { organizationId: filter.organizationId };
  const where: Prisma.DutyWhereInput = { AND: [visibleTo(viewer), kinds[filter.kind], ofOne] };
  const closed = filter.kind === 'done' || filter.kind === 'dropped';
  const { rows, total } = await readPage(
    filter.page,
    (range) =>
      store.prisma.duty.findMany({
        where,
        select: dutyFields,
        orderBy: closed ? [{ stateAt: 'desc' }] : [{ dueAt: 'asc' }, { number: 'asc' }],
        ...range,
      }),
    () => store.prisma.duty.count({ where }),
  );
  return { duties: rows.map(toDuty), total };
};

/**
 * Every open duty that waits for a person, in all coalitions, the most urgent first; with the coalition's name where
 * the person belongs to several.
 * @param atMost how many to read; `total` counts all
 */
export const owedDuties = async (
  store: Reading,
  personId: string,
  atMost: number,
): Promise<{ items: { duty: Duty; coalition: string | null }[]; total: number }> => {
  const where: Prisma.DutyWhereInput = { AND: [waitingFor(personId), stillTheirs(personId)] };
  const [rows, total, coalitions] = await Promise.all([
    store.prisma.duty.findMany({
      where,
      select: { ...dutyFields, coalition: { select: { name: true } } },
      orderBy: [{ dueAt: 'asc' }, { number: 'asc' }],
      take: atMost,
    }),
    store.prisma.duty.count({ where }),
    store.prisma.membership.count({ where: { personId, status: 'active' } }),
  ]);
  const items = rows.map(({ coalition, ...row }) => ({
    duty: toDuty(row),
    coalition: coalitions > 1 ? coalition.name : null,
  }));
  return { items, total };
};

/** Duties by id, for what is said later; whether the reader may see them is asked when it is sent. */
export const dutiesById = async (store: Reading, ids: readonly string[]): Promise<Map<string, Duty>> => {
  const rows = await store.prisma.duty.findMany({ where: { id: { in: [...ids] } }, select: dutyFields });
  return new Map(rows.map((row) => [row.id, toDuty(row)]));
};
