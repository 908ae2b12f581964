// Leaving: one person, or a whole organisation. Nothing is lost: a person's items stay with the organisation, an
// organisation's items stay in the coalition without an owner, and its coordinators are told.
import { Refusal } from '#bot/refusal.ts';
import { redraw } from '#delivery/record.ts';
import { type Tx, transact } from '#store/database.ts';
import type { MemberAct, Membership } from './act.ts';
import { channelLabel } from './channels.ts';
import { withdrawChannel } from './connect.ts';
import { handOver } from './departure.ts';
import { freeDuties } from './duty/release.ts';
import { recordEvent } from './event.ts';
import { coordinatorsOf } from './people.ts';
import { open, releaseItems } from './release.ts';
import { isLastCoordinator, lockCoalition } from './roles.ts';
import { tell } from './tell.ts';

/** `code`: "T-12", "D-3". */
export type OpenItem = { code: string; title: string };

/** What would happen. Changes nothing. */
export type Leaving = {
  organisation: string;
  /** Open items that the person has taken: they go back to the organisation. */
  mine: OpenItem[];
  /** Set where the person may take the whole organisation out. */
  whole: { items: OpenItem[]; people: number; channels: string[] } | null;
};

/** Open tasks and duties, as somebody is told of them. */
async function openItems(
  tx: Tx,
  coalitionId: string,
  whose: { personId: string } | { organizationId: string },
): Promise<OpenItem[]> {
  const select = { number: true, title: true } as const;
  const orderBy = { number: 'asc' } as const;
  const mine = 'personId' in whose ? { assignees: { some: whose } } : whose;
  const kept = 'personId' in whose ? { ownerId: whose.personId } : whose;
  const [tasks, duties] = await Promise.all([
    tx.task.findMany({ where: { coalitionId, ...mine, ...open }, select, orderBy }),
    tx.duty.findMany({ where: { coalitionId, ...kept, state: 'open' }, select, orderBy }),
  ]);
  return [
    ...tasks.map(({ number, title }) => ({ code: `T-${number}`, title })),
    ...duties.map(({ number, title }) => ({ code: `D-${number}`, title })),
  ];
}

/** Whether somebody may take the own organisation out of the coalition. */
const speaks = (membership: Membership): boolean => membership.role === 'coordinator' && membership.status === 'active';

/** What happens to open items when the person leaves, and when the organisation does. */
export async function previewLeaving(act: MemberAct): Promise<Leaving> {
  const tx = act.store.prisma;
  const coalitionId = act.coalition.id;
  const { organization } = act.membership;
  const mine = await openItems(tx, coalitionId, { personId: act.person.id });
  if (!speaks(act.membership)) return { organisation: organization.name, mine, whole: null };
  const [items, people, channels] = await Promise.all([
    openItems(tx, coalitionId, { organizationId: organization.id }),
    tx.membership.count({ where: { organizationId: organization.id, status: 'active' } }),
    ownChannels(tx, coalitionId, organization.id),
  ]);
  return { organisation: organization.name, mine, whole: { items, people, channels: channels.map(channelLabel) } };
}

/** Channels that go with an organisation: its own, and those of a space in which no other organisation of the coalition lives. */
async function ownChannels(tx: Tx, coalitionId: string, organizationId: string) {
  const organization = await tx.organization.findUnique({ where: { id: organizationId }, select: { spaceId: true } });
  const spaceId = organization?.spaceId ?? null;
  const shared =
    spaceId === null ||
    (await tx.organization.count({
      where: { coalitionId, spaceId, id: { not: organizationId }, status: { in: ['active', 'observer', 'asked'] } },
    })) > 0;
  return tx.channel.findMany({
    where: { coalitionId, OR: [{ organizationId }, ...(shared ? [] : [{ spaceId }])] },
    select: { id: true, name: true, space: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
}

/**
 * The person leaves the coalition; what was taken goes back to the organisation.
 * @throws Refusal for the last coordinator, who names another one first
 */
export const leavePerson = (act: MemberAct): Promise<{ organisation: string; items: number }> =>
  transact(act.store, async (tx) => {
    const coalitionId = act.coalition.id;
    await lockCoalition(tx, coalitionId);
    const { organization } = act.membership;
    await recordEvent(tx, act, 0, { kind: 'member.left', coalitionId, organizationId: organization.id });
    if (await isLastCoordinator(tx, coalitionId, [act.person.id]))
      throw new Refusal('coalition.refusal.hand_over_first');
    await tx.membership.updateMany({
      where: { personId: act.person.id, coalitionId },
      data: { status: 'left', coordinates: false },
    });
    const { items, released } = await releaseItems(tx, act, coalitionId, [act.person.id], 1);
    await handOver(tx, act, { coalitionId, organizationId: organization.id, personId: act.person.id, items: released });
    return { organisation: organization.name, items };
  });

export type Left = { organisation: string; items: number; channels: number };

/**
 * The whole organisation leaves. Its open items stay without an owner; what only it could see becomes visible to nobody
 * but the coalition's coordinators' lists; its channels are disconnected.
 * @throws Refusal when the person does not speak for it, or every coordinator of the coalition would go with it
 */
export const leaveOrganisation = (act: MemberAct): Promise<Left> =>
  transact(act.store, async (tx) => {
    const coalitionId = act.coalition.id;
    const organizationId = act.membership.organization.id;
    await lockCoalition(tx, coalitionId);
    await recordEvent(tx, act, 0, { kind: 'organisation.left', coalitionId, organizationId });
    if (!speaks(act.membership))
      throw new Refusal('coalition.refusal.not_your_organisation', {
        values: { organisation: act.membership.organization.name },
      });
    const gone = await tx.organization.updateMany({
      where: { id: organizationId, status: { in: ['active', 'observer'] } },
      data: { status: 'left', leftAt: act.now },
    });
    if (gone.count === 0) throw new Refusal('coalition.refusal.organisation_gone');
    const people = await tx.membership.findMany({
      where: { organizationId, status: { in: ['active', 'asked'] } },
      select: { personId: true },
    });
    const personIds = people.map((one) => one.personId);
    if (await isLastCoordinator(tx, coalitionId, personIds)) throw new Refusal('coalition.refusal.hand_over_first');
    await tx.membership.updateMany({ where: { organizationId }, data: { status: 'left', coordinates: false } });
    const { ordinal } = await releaseItems(tx, act, coalitionId, personIds, 1);
    const items = await freeItems(tx, act, coalitionId, organizationId, ordinal);
    const channels = await ownChannels(tx, coalitionId, organizationId);
    for (const channel of channels) await withdrawChannel(tx, act, channel.id);
    for (const { id } of await coordinatorsOf(tx, coalitionId)) {
      await tell(tx, act, { personId: id, coalitionId, topic: 'organisation-left', data: { organizationId, items } });
    }
    return { organisation: act.membership.organization.name, items, channels: channels.length };
  });

/** Open items of the whole coalition lose their owner; what was the organisation's own is dropped and kept. */
async function freeItems(
  tx: Tx,
  act: MemberAct,
  coalitionId: string,
  organizationId: string,
  ordinal: number,
): Promise<number> {
  const tasks = await tx.task.findMany({
    where: { coalitionId, organizationId, ...open },
    select: { id: true, visibility: true, organizationId: true },
    orderBy: { id: 'asc' },
  });
  for (const [i, task] of tasks.entries()) {
    const own = task.visibility === 'organisation';
    const change = own ? { state: 'dropped' as const, stateAt: act.now } : { organizationId: null };
    await tx.task.update({
      where: { id: task.id },
      data: { ...change, revision: { increment: 1 } },
      select: { id: true },
    });
    await recordEvent(tx, act, ordinal + i, {
      kind: own ? 'task.drop' : 'task.release',
      coalitionId,
      organizationId,
      taskId: task.id,
    });
    const seen = own ? task : { ...task, organizationId: null };
    await redraw(tx, { store: act.store, now: act.now, coalitionId, task: seen, before: task });
  }
  const { duties } = await freeDuties(tx, act, coalitionId, organizationId, ordinal + tasks.length);
  return tasks.filter((task) => task.visibility !== 'organisation').length + duties.length;
}
