// What the entries of a digest name, as it is now: tasks, duties, organisations, thanks; and why something was moved.
// Read when a digest is drawn, so that what is gone, hidden or erased meanwhile is not in it.
import type { Tx } from '#store/database.ts';
import type { Visibility } from '../rules/visible.ts';
import { type Someone, someone, toSomeone } from '../someone.ts';
import { dueOf } from '../task/task.ts';
import { type Entry, idOf } from './section.ts';

/** A task or a duty. */
export type Item = {
  kind: 'task' | 'duty';
  id: string;
  number: number;
  title: string;
  due: ReturnType<typeof dueOf>;
  organizationId: string | null;
  organization: string | null;
  visibility: Visibility;
  state: 'open' | 'blocked' | 'done' | 'dropped';
  /** What holds it up. */
  reason: string | null;
  /** Done once, it comes again. */
  repeats: boolean;
};

const idsOf = (entries: readonly Pick<Entry, 'key'>[], kind: string): string[] =>
  entries.flatMap((entry) => (entry.key.startsWith(`${kind}:`) ? [idOf(entry)] : []));

const shared = {
  id: true,
  number: true,
  title: true,
  dueAt: true,
  dueZone: true,
  dueHasTime: true,
  organizationId: true,
  organization: { select: { name: true } },
  visibility: true,
  state: true,
} as const;

/** Tasks and duties by the keys of entries; dropped and vanished ones are left out. */
export async function itemsOf(reader: Tx, entries: readonly Pick<Entry, 'key'>[]): Promise<Map<string, Item>> {
  const [tasks, duties] = await Promise.all([
    reader.task.findMany({
      where: { id: { in: idsOf(entries, 'task') }, state: { not: 'dropped' } },
      select: { ...shared, blockedReason: true },
    }),
    reader.duty.findMany({
      where: { id: { in: idsOf(entries, 'duty') }, state: { not: 'dropped' } },
      select: { ...shared, every: true },
    }),
  ]);
  const items = new Map<string, Item>();
  for (const { dueAt, dueZone, dueHasTime, organization, blockedReason, ...task } of tasks)
    items.set(`task:${task.id}`, {
      ...task,
      kind: 'task',
      due: dueOf({ dueAt, dueZone, dueHasTime }),
      organization: organization?.name ?? null,
      reason: task.state === 'blocked' ? blockedReason : null,
      repeats: false,
    });
  for (const { dueAt, dueZone, dueHasTime, organization, every, ...duty } of duties)
    items.set(`duty:${duty.id}`, {
      ...duty,
      kind: 'duty',
      due: dueOf({ dueAt, dueZone, dueHasTime }),
      organization: organization?.name ?? null,
      reason: null,
      repeats: every !== null,
    });
  return items;
}

/** The reasons that were given with events, by event. */
export async function reasonsOf(reader: Tx, eventIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.event.findMany({ where: { id: { in: [...eventIds] } }, select: { id: true, data: true } });
  return new Map(
    rows.flatMap(({ id, data }) => {
      const { reason } = (data ?? {}) as { reason?: unknown };
      return typeof reason === 'string' && reason !== '' ? [[id, reason] as const] : [];
    }),
  );
}

export type NewMember = { id: string; name: string; country: string; observes: boolean };

/** Organisations by the keys of entries, as far as they still take part. */
export async function membersOf(reader: Tx, entries: readonly Pick<Entry, 'key'>[]): Promise<Map<string, NewMember>> {
  const rows = await reader.organization.findMany({
    where: { id: { in: idsOf(entries, 'organisation') }, status: { in: ['active', 'observer'] } },
    select: { id: true, name: true, country: true, status: true },
  });
  return new Map(
    rows.map(({ status, ...row }) => [`organisation:${row.id}`, { ...row, observes: status === 'observer' }]),
  );
}

export type Thanks = {
  /** To a person, or to an organisation. */
  to: { person: Someone } | { organisation: string };
  organizationId: string | null;
  from: Someone;
  text: string;
};

/** Thanks by the keys of entries, without what was taken back. Whoever is thanked and is gone takes the thanks along. */
export async function thanksOf(reader: Tx, entries: readonly Entry[]): Promise<Map<string, Thanks>> {
  const rows = await reader.kudos.findMany({
    where: { id: { in: idsOf(entries, 'kudos') }, withdrawnAt: null },
    select: {
      id: true,
      text: true,
      giver: someone,
      person: { select: { ...someone.select, erasedAt: true } },
      organization: { select: { name: true } },
    },
  });
  const owner = new Map(entries.map(({ key, organizationId }) => [key, organizationId]));
  return new Map(
    rows.flatMap(({ id, text, giver, person, organization }) => {
      if (person?.erasedAt) return [];
      const to = organization
        ? { organisation: organization.name }
        : person
          ? { person: toSomeone(person) }
          : undefined;
      const key = `kudos:${id}`;
      if (!to) return [];
      return [[key, { to, text, from: toSomeone(giver), organizationId: owner.get(key) ?? null }] as const];
    }),
  );
}
