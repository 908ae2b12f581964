// A channel takes part in a coalition, or stops. Before it does, people are told who elsewhere will see what: the preview
// is the question, and the connection is only made from its button.
import { Refusal } from '#bot/refusal.ts';
import { redrawChannel } from '#delivery/record.ts';
import { type Tx, transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import type { MemberAct } from './act.ts';
import { channelById, type FoundChannel } from './channels.ts';
import { recordEvent } from './event.ts';
import { takingPart } from './people.ts';
import type { Terms } from './rules/terms.ts';
import { spaceRow, type Whence } from './spaces.ts';

/** A channel of the chat world, as the ask names it. */
export type Spot = { whence: Whence; channel: { id: string; name: string } };

export type Reach = {
  /** Active people of the coalition without its observers, and the channels and spaces in which they are, this one not counted. */
  people: number;
  places: number;
  organisations: string[];
  /** Open items that will appear here at once. */
  openTasks: number;
  /** Already connected to this coalition: these are its terms now. */
  before: FoundChannel | null;
};

/**
 * Who elsewhere will see what is done here, and what will be seen here. Changes nothing.
 * @throws Refusal when the channel belongs to another coalition, or these terms are not this person's to choose
 */
export async function previewChannel(act: MemberAct, spot: Spot, terms: Terms): Promise<Reach> {
  const tx = act.store.prisma;
  const { platform, space } = spot.whence;
  const row = await tx.channel.findFirst({
    where: { externalId: spot.channel.id, space: { platform, externalId: space } },
    select: { id: true, coalitionId: true },
  });
  checkTerms(act, terms);
  checkFree(act, row);
  const coalitionId = act.coalition.id;
  const others = { coalitionId, ...(row ? { id: { not: row.id } } : {}) };
  const own = terms.audience === 'organisation' ? { organizationId: act.membership.organization.id } : {};
  const [people, places, organisations, openTasks, before] = await Promise.all([
    // Observers are not counted: they see what is public, and what is added is that only when somebody says so.
    tx.membership.count({
      where: { coalitionId, ...takingPart, role: { not: 'observer' }, organization: { status: 'active' } },
    }),
    tx.channel.count({ where: { ...others, audience: 'coalition' } }),
    tx.organization.findMany({
      where: { coalitionId, status: 'active' },
      select: { name: true },
      orderBy: { folded: 'asc' },
    }),
    tx.task.count({
      where: {
        coalitionId,
        state: { in: ['open', 'blocked'] },
        OR: [{ visibility: { not: 'organisation' } }, ...(own.organizationId ? [own] : [])],
      },
    }),
    row?.coalitionId === coalitionId ? channelById(tx, coalitionId, row.id) : null,
  ]);
  return { people, places, organisations: organisations.map((one) => one.name), openTasks, before };
}

/** Only an organisation's own coordinator marks a channel as its own; and an observer has no other channel. */
function checkTerms({ membership }: MemberAct, terms: Terms): void {
  const observes = membership.organization.status === 'observer' || membership.role === 'observer';
  if (terms.audience === 'organisation' && membership.role !== 'coordinator') {
    // To an observer the way out of the other sentence, the whole coalition, is closed too.
    throw new Refusal(
      observes ? 'coalition.refusal.not_your_organisation' : 'coalition.refusal.own_channel_by_coordinator',
      {
        values: { organisation: membership.organization.name },
      },
    );
  }
  if (terms.audience === 'coalition' && observes && !membership.coordinates) {
    throw new Refusal('coalition.refusal.observer_channel', { values: { organisation: membership.organization.name } });
  }
}

/** At most one coalition in a channel. The other one's name is not said: it may be none of the asking person's business. */
function checkFree(act: MemberAct, row: { coalitionId: string | null } | null): void {
  if (row?.coalitionId && row.coalitionId !== act.coalition.id) throw new Refusal('coalition.refusal.channel_taken');
}

/**
 * Connects the channel, or changes the terms of one that is connected; what is open appears in it.
 * The platform has said that the person may (channel manager, workspace admin, Manage Server).
 * @returns our row's id
 * @throws Refusal as the preview does
 */
export const connectChannel = (act: MemberAct, spot: Spot, terms: Terms): Promise<{ id: string; name: string }> =>
  transact(act.store, async (tx) => {
    checkTerms(act, terms);
    const space = await spaceRow(tx, spot.whence, act.now);
    const coalitionId = act.coalition.id;
    const key = { spaceId_externalId: { spaceId: space.id, externalId: spot.channel.id } };
    const known = await tx.channel.findUnique({ where: key, select: { id: true, coalitionId: true } });
    checkFree(act, known);
    await recordEvent(tx, act, 0, {
      kind: known?.coalitionId ? 'channel.changed' : 'channel.connected',
      coalitionId,
      organizationId: act.membership.organization.id,
      data: { ...terms, purposes: [...terms.purposes] },
    });
    const data = {
      ...terms,
      purposes: [...terms.purposes],
      coalitionId,
      // Only a channel of one organisation's own has an organisation: everywhere else it would be read as an audience.
      organizationId: terms.audience === 'organisation' ? act.membership.organization.id : null,
      name: spot.channel.name,
      problem: null,
      connectedAt: act.now,
    };
    const id = known?.id ?? newId(act.now);
    if (!known) {
      await tx.channel.create({
        data: { ...data, id, spaceId: space.id, externalId: spot.channel.id },
        select: { id: true },
      });
    } else {
      // Conditional: two coalitions' coordinators may press at the same moment, and one of them is told.
      const taken = await tx.channel.updateMany({ where: { id, OR: [{ coalitionId: null }, { coalitionId }] }, data });
      if (taken.count === 0) throw new Refusal('coalition.refusal.channel_taken');
    }
    await redrawChannel(tx, { store: act.store, now: act.now, channelId: id });
    return { id, name: spot.channel.name };
  });

/**
 * Takes the coalition out of a channel: its cards there are withdrawn, the row stays for its history.
 * @throws Refusal when it is no longer connected
 */
export const disconnectChannel = (act: MemberAct, channelId: string): Promise<FoundChannel> =>
  transact(act.store, async (tx) => {
    const channel = await channelById(tx, act.coalition.id, channelId);
    if (!channel) throw new Refusal('coalition.refusal.channel_gone');
    await recordEvent(tx, act, 0, { kind: 'channel.disconnected', coalitionId: act.coalition.id, data: { channelId } });
    await withdrawChannel(tx, act, channelId);
    return channel;
  });

/** The part of disconnecting that leaving shares. */
export async function withdrawChannel(tx: Tx, act: Pick<MemberAct, 'store' | 'now'>, channelId: string): Promise<void> {
  await tx.channel.update({
    where: { id: channelId },
    data: { coalitionId: null, organizationId: null, audience: 'coalition', problem: null },
    select: { id: true },
  });
  await redrawChannel(tx, { store: act.store, now: act.now, channelId });
}
