// Everything stored about a person, as one readable file: what the law asks for, and what a person may want to keep.
// Words of others appear only where they are part of an item that this person wrote, holds or finished.
import type { Tx } from '#store/database.ts';
import { dutiesOf } from '../duty/people.ts';
import { kudosAbout } from '../kudos/people.ts';
import { remindersAbout } from '../reminder/people.ts';
import { idsOf } from './merge.ts';

/** @returns a plain value for JSON; moments are ISO 8601 in UTC */
export async function everythingAbout(tx: Tx, personId: string, now: Date): Promise<Record<string, unknown>> {
  const ids = await idsOf(tx, personId);
  const me = { in: ids };
  const item = {
    number: true,
    title: true,
    details: true,
    state: true,
    dueAt: true,
    dueZone: true,
    createdAt: true,
    coalition: { select: { name: true } },
  } as const;
  const [
    person,
    accounts,
    memberships,
    created,
    assigned,
    followed,
    finished,
    events,
    deliveries,
    invitations,
    drafts,
    absences,
    wishes,
    duties,
    reminders,
    kudos,
  ] = await Promise.all([
    tx.person.findUniqueOrThrow({ where: { id: personId } }),
    tx.account.findMany({ where: { personId } }),
    tx.membership.findMany({
      where: { personId: me },
      include: { coalition: { select: { name: true } }, organization: { select: { name: true } } },
    }),
    tx.task.findMany({ where: { createdById: me }, select: item }),
    tx.task.findMany({ where: { assignees: { some: { personId: me } } }, select: item }),
    tx.task.findMany({ where: { followers: { some: { personId: me } } }, select: item }),
    tx.task.findMany({ where: { doneById: me }, select: item }),
    tx.event.findMany({
      where: { personId: me },
      select: {
        at: true,
        kind: true,
        data: true,
        coalition: { select: { name: true } },
        task: { select: { number: true, title: true } },
        duty: { select: { number: true, title: true } },
      },
      orderBy: { at: 'asc' },
    }),
    tx.delivery.findMany({
      where: { personId: me },
      select: { topic: true, createdAt: true, sentAt: true, state: true },
      orderBy: { createdAt: 'asc' },
    }),
    tx.invitation.findMany({
      where: { invitedById: me },
      select: { createdAt: true, expiresAt: true, state: true, coalition: { select: { name: true } } },
    }),
    tx.draft.findMany({
      where: { account: { personId } },
      select: { command: true, values: true, createdAt: true, expiresAt: true },
    }),
    tx.absence.findMany({
      where: { personId },
      select: { firstDay: true, lastDay: true, createdAt: true },
      orderBy: { firstDay: 'asc' },
    }),
    tx.wish.findMany({
      where: { personId },
      select: { about: true, measure: true, coalition: { select: { name: true } } },
    }),
    dutiesOf(tx, ids),
    remindersAbout(tx, ids),
    kudosAbout(tx, ids),
  ]);
  return {
    exportedAt: now,
    person,
    accounts,
    memberships: memberships.map(({ coalition, organization, ...row }) => ({
      coalition: coalition.name,
      organisation: organization.name,
      ...row,
    })),
    tasks: { created, assigned, followed, finished },
    duties,
    reminders,
    kudos,
    // What the person did, comments included.
    events,
    messagesToMe: deliveries,
    invitations,
    drafts,
    absences,
    wishes,
  };
}
