// A small world for ladders: the seeded coalition with speakers in each organisation, a clock, ticks, and what was recorded.
import type { Falls } from '#coalition/falls.ts';
import { laddersFalling } from '#coalition/ladders/all.ts';
import type { Ladder } from '#coalition/ladders/ladder.ts';
import { fallDue } from '#schedule/due.ts';
import type { Store } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { fold } from '#time/reading/fold.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../../harness/seed.ts';

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** @param suffix so that several coalitions fit one database */
export async function makeWorld(store: Store, ladders: ReadonlyMap<string, Ladder>, now: Date, suffix: string) {
  const people: Seeded = await seedCoalition(store, now, { suffix });
  const falling: ReadonlyMap<string, Falls> = laddersFalling(ladders);
  const failed: object[] = [];
  const log = { error: (facts: object) => void failed.push(facts) };
  const { prisma } = store;
  const { coalitionId } = people;
  return {
    ...people,
    failed,
    falling,
    /** A tick, as the clock does it. */
    tick: (at: string | Date, other: Store = store) => fallDue({ store: other, falling, log }, new Date(at)),
    /** What has been recorded for somebody, oldest first: "step b7 15.11. 09:00". */
    async said(person: SeededPerson) {
      const rows = await prisma.delivery.findMany({
        where: { personId: person.id, topic: { in: ['step', 'escalation'] }, coalitionId },
        orderBy: { dueAt: 'asc' },
      });
      return rows.map(({ topic, data, dueAt }) => {
        const { step, level, again } = data as { step?: string; level?: number; again?: boolean };
        return `${topic} ${step ?? level}${again ? ' again' : ''} ${dueAt.toISOString().slice(5, 16)}`;
      });
    },
    coordinates: (person: SeededPerson) =>
      prisma.membership.updateMany({ where: { personId: person.id, coalitionId }, data: { role: 'coordinator' } }),
    async person(name: string, organizationId: string, role: 'coordinator' | 'member' = 'member') {
      const id = newId(now);
      await prisma.person.create({ data: { id, name, folded: fold(name), createdAt: now } });
      await prisma.account.create({
        data: {
          id: newId(now),
          personId: id,
          platform: 'slack',
          home: people.berta.home,
          userId: `U${id}`,
          name,
          createdAt: now,
        },
      });
      await prisma.membership.create({
        data: { id: newId(now), personId: id, coalitionId, organizationId, role, status: 'active', createdAt: now },
      });
      return { ...people.berta, id, name, user: `U${id}` };
    },
    /** A task as its rows say it; due on a day in Vienna unless told otherwise. */
    async task(more: {
      due: string;
      on?: readonly SeededPerson[];
      organizationId?: string | null;
      title?: string;
      visibility?: 'organisation';
    }) {
      const { lastTask } = await prisma.coalition.update({
        where: { id: coalitionId },
        data: { lastTask: { increment: 1 } },
      });
      const id = newId(now);
      const title = more.title ?? 'Book the hall';
      await prisma.task.create({
        data: {
          id,
          coalitionId,
          number: lastTask,
          title,
          folded: fold(title),
          organizationId: more.organizationId === undefined ? people.organizations.austria : more.organizationId,
          dueAt: new Date(`${more.due}T00:00:00+01:00`),
          overAt: new Date(new Date(`${more.due}T00:00:00+01:00`).getTime() + 86_400_000),
          dueZone: 'Europe/Vienna',
          visibility: more.visibility ?? 'coalition',
          createdById: people.ada.id,
          createdAt: now,
          stateAt: now,
          assignees: { create: (more.on ?? []).map((one) => ({ personId: one.id, since: now })) },
        },
      });
      return id;
    },
  };
}
