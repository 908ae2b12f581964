// Two people turn out to be one. Everything that lives moves to the survivor; the log is append-only and keeps the old
// id, so the other row stays as a shadow with the survivor's name, and the event "person.linked" says whose shadow it is.
import { redraw } from '#delivery/record.ts';
import type { Tx } from '#store/database.ts';
import type { Act } from '../act.ts';
import { mergeDuties } from '../duty/people.ts';
import { mergeKudos } from '../kudos/people.ts';
import { mergeLadders } from '../ladders/people.ts';
import { mergeReminders } from '../reminder/people.ts';
import { mergeRest } from './rest.ts';

/** In one coalition both were members: the older membership stands. */
export type Kept = { coalition: string; organisation: string; other: string };

/**
 * @param survivor the person who was here first
 * @param absorbed the other; left without accounts, memberships and items
 */
export async function mergePeople(
  tx: Tx,
  act: Pick<Act, 'store' | 'now'>,
  survivor: string,
  absorbed: string,
): Promise<Kept[]> {
  // Always in the same order, so that two merges that cross wait for each other instead of dying together.
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" IN (${survivor}, ${absorbed}) ORDER BY "id" FOR NO KEY UPDATE`;
  const kept = await mergeMemberships(tx, survivor, absorbed);
  const touched = await tx.task.findMany({
    where: { OR: [{ assignees: { some: { personId: absorbed } } }, { doneById: absorbed }] },
    select: { id: true, coalitionId: true, visibility: true, organizationId: true, state: true },
  });
  await tx.$executeRaw`
    INSERT INTO "TaskAssignee" ("taskId", "personId", "since") SELECT "taskId", ${survivor}, "since" FROM "TaskAssignee" WHERE "personId" = ${absorbed}
    ON CONFLICT DO NOTHING`;
  await tx.taskAssignee.deleteMany({ where: { personId: absorbed } });
  await tx.$executeRaw`
    INSERT INTO "TaskFollower" ("taskId", "personId", "since") SELECT "taskId", ${survivor}, "since" FROM "TaskFollower" WHERE "personId" = ${absorbed}
    ON CONFLICT DO NOTHING`;
  await tx.taskFollower.deleteMany({ where: { personId: absorbed } });
  const was = { personId: absorbed };
  const is = { personId: survivor };
  await tx.task.updateMany({ where: { createdById: absorbed }, data: { createdById: survivor } });
  await tx.task.updateMany({ where: { doneById: absorbed }, data: { doneById: survivor } });
  await mergeDuties(tx, survivor, absorbed);
  await mergeReminders(tx, survivor, absorbed);
  await mergeKudos(tx, survivor, absorbed, act.now);
  await tx.invitation.updateMany({ where: { invitedById: absorbed }, data: { invitedById: survivor } });
  await mergeLadders(tx, survivor, absorbed);
  await tx.account.updateMany({ where: was, data: is });
  await mergeSettings(tx, survivor, absorbed);
  await mergeRest(tx, survivor, absorbed);
  for (const { coalitionId, state, ...task } of touched) {
    if (state === 'open' || state === 'blocked')
      await redraw(tx, { store: act.store, now: act.now, coalitionId, task });
  }
  return kept;
}

/** A language or a zone that only the other one had set is kept; the shadow gets the survivor's name and nothing else. */
async function mergeSettings(tx: Tx, survivor: string, absorbed: string): Promise<void> {
  const fields = { name: true, folded: true, language: true, timezone: true, greetedAt: true } as const;
  const own = await tx.person.findUniqueOrThrow({ where: { id: survivor }, select: fields });
  const other = await tx.person.findUniqueOrThrow({ where: { id: absorbed }, select: fields });
  await tx.person.update({
    where: { id: survivor },
    data: {
      language: own.language ?? other.language,
      timezone: own.timezone ?? other.timezone,
      greetedAt: own.greetedAt ?? other.greetedAt,
    },
    select: { id: true },
  });
  await tx.person.update({
    where: { id: absorbed },
    data: { name: own.name, folded: own.folded, language: null, timezone: null },
    select: { id: true },
  });
}

const living = (status: string): boolean => status !== 'left';

/** One membership a coalition: the older one that lives, with the greater trust of the two. */
async function mergeMemberships(tx: Tx, survivor: string, absorbed: string): Promise<Kept[]> {
  const fields = {
    id: true,
    personId: true,
    coalitionId: true,
    status: true,
    coordinates: true,
    createdAt: true,
    organization: { select: { name: true, status: true } },
    coalition: { select: { name: true } },
  } as const;
  const rows = await tx.membership.findMany({ where: { personId: { in: [survivor, absorbed] } }, select: fields });
  const kept: Kept[] = [];
  for (const row of rows.filter((one) => one.personId === absorbed)) {
    const own = rows.find((one) => one.personId === survivor && one.coalitionId === row.coalitionId);
    if (!own) {
      await tx.membership.update({ where: { id: row.id }, data: { personId: survivor }, select: { id: true } });
      continue;
    }
    const rank = (one: typeof row): number => (living(one.status) ? (one.status === 'active' ? 0 : 1) : 2);
    const [first, second] = [own, row].sort(
      (a, b) => rank(a) - rank(b) || a.createdAt.getTime() - b.createdAt.getTime(),
    ) as [typeof row, typeof row];
    const coordinates = (own.status === 'active' && own.coordinates) || (row.status === 'active' && row.coordinates);
    await tx.membership.delete({ where: { id: second.id }, select: { id: true } });
    await tx.membership.update({
      where: { id: first.id },
      data: { personId: survivor, coordinates },
      select: { id: true },
    });
    if (living(second.status))
      kept.push({
        coalition: row.coalition.name,
        organisation: first.organization.name,
        other: second.organization.name,
      });
  }
  return kept;
}

/** The ids under which a person stands in the log: the own one and those of shadows. */
export async function idsOf(tx: Tx, personId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE shadow(id) AS (
      SELECT ${personId}::text
      UNION SELECT e."data"->>'absorbed' FROM "Event" e JOIN shadow s ON e."personId" = s.id WHERE e."kind" = 'person.linked'
    ) SELECT id FROM shadow WHERE id IS NOT NULL`;
  return rows.map((row) => row.id);
}
