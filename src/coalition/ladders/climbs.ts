// Reads all that a ladder's decisions need, for up to a hundred items in a handful of statements: who still owes what,
// which ladder they want, how they rest, what is snoozed, and who may be asked to help.
import { type Resting, restKey, restOf } from '#delivery/rest.ts';
import type { Tx } from '#store/database.ts';
import { type RestFacts, usualRest } from '#time/rest.ts';
import { present } from '../people.ts';
import { type Choice, type Climb, chosen, wished } from '../rules/rungs.ts';
import type { Ladder, Owed, Ower } from './ladder.ts';
import { latestOf } from './since.ts';

/** Somebody who owes it and wants steps; `snoozed`: they come later, at the person's own wish. */
export type Climber = { personId: string; climb: Climb; rest: Resting; snoozed: boolean };

/** Who may be told that it is overdue, and in whose calendar that counts. */
export type Escalation = { calendar: RestFacts; own: readonly string[]; coalition: readonly string[] };

export type Climbing = { item: Owed; climbers: readonly Climber[]; escalation: Escalation | null };

/** The subject of a snooze in Due. */
export const snoozeOf = (kind: string, itemId: string, personId: string): string => `${kind} ${itemId} ${personId}`;

/**
 * @param ids items of the ladder's kind
 * @returns those that still owe something
 */
export async function climbingOf(tx: Tx, ladder: Ladder, ids: readonly string[], now: Date): Promise<Climbing[]> {
  const items = await ladder.owed(tx, ids, now);
  if (items.length === 0) return [];
  const asked = items.flatMap((item) => item.owers.map((ower) => ({ item, ower })));
  const [choices, rests, snoozed, calendars, coordinators] = await Promise.all([
    choicesFor(tx, ladder.kind, items),
    restOf(
      tx,
      asked.map(({ item, ower }) => ({ personId: ower.personId, coalitionId: item.coalitionId })),
    ),
    snoozesFor(
      tx,
      asked.map(({ item, ower }) => snoozeOf(ladder.kind, item.id, ower.personId)),
    ),
    calendarsFor(tx, items),
    coordinatorsFor(tx, items),
  ]);
  return items.map((item): Climbing => {
    const climber = (ower: Ower): Climber[] => {
      const rest = rests.get(restKey({ personId: ower.personId, coalitionId: item.coalitionId }));
      const own = choices.filter((one) => one.coalitionId === item.coalitionId);
      const rungs = chosen(own, item.id, ower.personId, ladder.rungs);
      const wanted = rest && wished(rungs, rest.wishes.get('steps'), ower.named);
      if (!rest || !wanted) return [];
      // A ladder says nothing that it would have said before it was chosen.
      const climb = { due: item.due, rungs: wanted, rest, since: latestOf(ower.since, rungs.since) };
      const { personId } = ower;
      return [{ personId, climb, rest, snoozed: snoozed.has(snoozeOf(ladder.kind, item.id, personId)) }];
    };
    const calendar = ladder.escalates ? calendars(item) : null;
    return {
      item,
      climbers: item.owers.flatMap(climber),
      escalation: calendar && { calendar, ...coordinators(item) },
    };
  });
}

/** In how many coalitions the items are. */
const coalitionsOf = (items: readonly Owed[]): string[] => [...new Set(items.map((item) => item.coalitionId))];

async function choicesFor(tx: Tx, kind: string, items: readonly Owed[]): Promise<(Choice & { coalitionId: string })[]> {
  const people = [...new Set(items.flatMap((item) => item.owers.map((one) => one.personId)))];
  return tx.ladderChoice.findMany({
    where: {
      kind,
      coalitionId: { in: coalitionsOf(items) },
      AND: [
        { OR: [{ itemId: null }, { itemId: { in: items.map((item) => item.id) } }] },
        { OR: [{ personId: null }, { personId: { in: people } }] },
      ],
    },
    select: { coalitionId: true, itemId: true, personId: true, before: true, overdueEvery: true, since: true },
  });
}

async function snoozesFor(tx: Tx, subjects: string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.due.findMany({
    where: { kind: 'snooze', subject: { in: subjects } },
    select: { subject: true },
  });
  return new Set(rows.map((row) => row.subject));
}

/** The calendar in which an item's working days count; null where its organisation wants no escalation. */
async function calendarsFor(tx: Tx, items: readonly Owed[]): Promise<(item: Owed) => RestFacts | null> {
  const [organizations, coalitions] = await Promise.all([
    tx.organization.findMany({
      where: { id: { in: items.flatMap((item) => item.organizationId ?? []) } },
      select: { id: true, timezone: true, country: true, region: true, escalates: true },
    }),
    tx.coalition.findMany({ where: { id: { in: coalitionsOf(items) } }, select: { id: true, timezone: true } }),
  ]);
  const zones = new Map(coalitions.map((one) => [one.id, one.timezone]));
  const known = new Map(organizations.map((one) => [one.id, one]));
  return ({ organizationId, coalitionId }) => {
    const common = zones.get(coalitionId) ?? 'UTC';
    const own = organizationId === null ? null : known.get(organizationId);
    if (!own) return { ...usualRest, zone: common };
    if (!own.escalates) return null;
    const holidays = { country: own.country, region: own.region };
    return { ...usualRest, zone: own.timezone ?? common, holidays };
  };
}

/** Whoever coordinates the item's organisation, and the coalition. */
async function coordinatorsFor(
  tx: Tx,
  items: readonly Owed[],
): Promise<(item: Owed) => { own: string[]; coalition: string[] }> {
  const rows = await tx.membership.findMany({
    where: {
      coalitionId: { in: coalitionsOf(items) },
      ...present,
      OR: [{ coordinates: true }, { role: 'coordinator' }],
    },
    select: { personId: true, coalitionId: true, organizationId: true, role: true, coordinates: true },
    orderBy: { id: 'asc' },
  });
  return ({ coalitionId, organizationId, visibility }) => {
    const here = rows.filter((one) => one.coalitionId === coalitionId);
    const own = here.filter((one) => one.organizationId === organizationId);
    // What is one organisation's own is not shown to the coalition's coordinators either.
    const all = (visibility === 'organisation' ? own : here).filter((one) => one.coordinates);
    return {
      own: own.filter((one) => one.role === 'coordinator').map((one) => one.personId),
      coalition: all.map((one) => one.personId),
    };
  };
}
