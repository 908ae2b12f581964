// Erasing a person: the row is blanked and stays, so that the log and the counts still add up; accounts, settings, drafts
// and codes go. Open items go back to the organisation, and every card that shows the name is drawn without it.
import { redraw, type TaskSeen } from '#delivery/record.ts';
import { type Tx, transact } from '#store/database.ts';
import type { Act } from '../act.ts';
import { handOver } from '../departure.ts';
import { disownDuties, openDutiesOf } from '../duty/people.ts';
import { recordEvent } from '../event.ts';
import { dropDue } from '../falls.ts';
import { eraseKudos } from '../kudos/people.ts';
import { releaseItems } from '../release.ts';
import { eraseReminders } from '../reminder/people.ts';
import { lockCoalition } from '../roles.ts';
import { tell } from '../tell.ts';
import { idsOf } from './merge.ts';
import { unset } from './rest.ts';

/** Who takes over a coalition whose only coordinator goes; `heir` is null where nobody is left. */
export type Handover = {
  coalitionId: string;
  coalition: string;
  heir: { personId: string; membershipId: string; name: string } | null;
};

/** `openItems`: tasks that the person has taken and duties of the person. */
export type Erasing = { openItems: number; accounts: number; coalitions: string[]; handovers: Handover[] };

/** What would happen. Changes nothing. */
export async function previewErasing(tx: Tx, personId: string): Promise<Erasing> {
  const [openTasks, openDuties, accounts, memberships, handovers] = await Promise.all([
    tx.taskAssignee.count({ where: { personId, task: { state: { in: ['open', 'blocked'] } } } }),
    openDutiesOf(tx, personId),
    tx.account.count({ where: { personId } }),
    tx.membership.findMany({
      where: { personId, status: { in: ['asked', 'active'] } },
      select: { coalition: { select: { name: true } } },
    }),
    handoversOf(tx, personId),
  ]);
  const coalitions = memberships.map((one) => one.coalition.name);
  return { openItems: openTasks + openDuties, accounts, coalitions, handovers };
}

/**
 * The right to be erased does not wait for a successor: where the only coordinator goes, the longest-standing
 * organisation coordinator takes over, or else the longest-standing member.
 */
async function handoversOf(tx: Tx, personId: string): Promise<Handover[]> {
  const own = await tx.membership.findMany({
    where: { personId, coordinates: true, status: 'active' },
    select: { coalitionId: true, coalition: { select: { name: true } } },
  });
  const handovers: Handover[] = [];
  for (const { coalitionId, coalition } of own) {
    const others = await tx.membership.findMany({
      where: { coalitionId, status: 'active', personId: { not: personId }, organization: { status: 'active' } },
      select: { id: true, personId: true, role: true, coordinates: true, person: { select: { name: true } } },
      orderBy: { createdAt: 'asc' },
    });
    if (others.some((one) => one.coordinates)) continue;
    const heir =
      others.find((one) => one.role === 'coordinator') ?? others.find((one) => one.role === 'member') ?? others[0];
    handovers.push({
      coalitionId,
      coalition: coalition.name,
      heir: heir ? { personId: heir.personId, membershipId: heir.id, name: heir.person.name } : null,
    });
  }
  return handovers;
}

/** Blanks the acting person. Afterwards the same chat account is a stranger. */
export const erasePerson = (act: Act): Promise<void> =>
  transact(act.store, async (tx) => {
    const personId = act.person.id;
    await recordEvent(tx, act, 0, { kind: 'person.erased' });
    const ids = await idsOf(tx, personId);
    const me = { in: ids };
    const memberships = await tx.membership.findMany({
      where: { personId, status: 'active' },
      select: { coalitionId: true, organizationId: true },
      orderBy: { coalitionId: 'asc' },
    });
    for (const { coalitionId } of memberships) await lockCoalition(tx, coalitionId);
    for (const { coalitionId, heir } of await handoversOf(tx, personId)) {
      if (!heir) continue;
      await tx.membership.update({
        where: { id: heir.membershipId },
        data: { coordinates: true },
        select: { id: true },
      });
      await tell(tx, act, {
        personId: heir.personId,
        coalitionId,
        topic: 'role-given',
        data: { membershipId: heir.membershipId },
      });
    }
    // A card names whoever holds or finished its item. Old ones of finished items are few: they are drawn anew as well.
    const shown = await tx.task.findMany({
      where: { OR: [{ assignees: { some: { personId: me } } }, { doneById: me }] },
      select: { id: true, visibility: true, organizationId: true, coalitionId: true },
    });
    let ordinal = 1;
    for (const { coalitionId, organizationId } of memberships) {
      const given = await releaseItems(tx, act, coalitionId, ids, ordinal);
      ordinal = given.ordinal;
      await handOver(tx, act, { coalitionId, organizationId, personId, items: given.released });
    }
    await tx.taskAssignee.deleteMany({ where: { personId: me } });
    await tx.taskFollower.deleteMany({ where: { personId: me } });
    await disownDuties(tx, ids);
    await eraseReminders(tx, act, ids);
    await eraseKudos(tx, ids);
    await tx.membership.updateMany({ where: { personId: me }, data: { status: 'left', coordinates: false } });
    await tx.delivery.deleteMany({ where: { personId: me } });
    await tx.account.deleteMany({ where: { personId: me } });
    await tx.absence.deleteMany({ where: { personId: me } });
    await tx.wish.deleteMany({ where: { personId: me } });
    await tx.ladderChoice.deleteMany({ where: { personId: me } });
    await dropDue(tx, 'personal-digest', ids);
    await tx.person.updateMany({
      where: { id: me },
      data: {
        ...{ name: '', folded: '', language: null, timezone: null, greetedAt: null, activeAt: null, erasedAt: act.now },
        ...unset,
      },
    });
    for (const { coalitionId, ...task } of shown) {
      await redraw(tx, { store: act.store, now: act.now, coalitionId, task: task satisfies TaskSeen });
    }
  });
