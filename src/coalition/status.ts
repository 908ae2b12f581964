// How the coalition stands: organisations, spaces, channels, and what has not arrived. A failed delivery is never
// forgotten: it stays in this count until somebody has repaired it.
import type { Store, Tx } from '#store/database.ts';
import type { Level, OrganizationStatus, OrganizationType } from '#store/generated/enums.ts';
import { lastTick } from '#store/heartbeat.ts';
import { channelsOf, type FoundChannel } from './channels.ts';
import { takingPart } from './people.ts';

export type OrganisationLine = {
  id: string;
  name: string;
  type: OrganizationType;
  country: string;
  region: string | null;
  level: Level | null;
  status: OrganizationStatus;
  people: number;
  openTasks: number;
  speakers: string[];
};

/** The organisations that take part or have asked, by name. */
export async function organisationLines(
  tx: Tx,
  coalitionId: string,
  viewer: { organizationId: string; observes: boolean },
): Promise<OrganisationLine[]> {
  const rows = await tx.organization.findMany({
    where: { coalitionId, status: { in: ['active', 'observer', 'asked'] } },
    select: {
      id: true,
      name: true,
      type: true,
      country: true,
      region: true,
      level: true,
      status: true,
      memberships: {
        where: { status: 'active' },
        select: { role: true, person: { select: { name: true } } },
        orderBy: { id: 'asc' },
      },
    },
    orderBy: { folded: 'asc' },
  });
  // Counts say something about items too: only those that the reader may see are counted.
  const counted = await tx.task.groupBy({
    by: ['organizationId'],
    where: {
      coalitionId,
      state: { in: ['open', 'blocked'] },
      OR: viewer.observes
        ? [{ visibility: 'public' }]
        : [{ visibility: { not: 'organisation' } }, { organizationId: viewer.organizationId }],
    },
    _count: true,
  });
  const openTasks = new Map(counted.map((row) => [row.organizationId, row._count]));
  return rows.map(({ memberships, ...row }) => ({
    ...row,
    people: memberships.length,
    openTasks: openTasks.get(row.id) ?? 0,
    speakers: memberships.filter((one) => one.role === 'coordinator').map((one) => one.person.name),
  }));
}

export type ChannelLine = FoundChannel & {
  /** Deliveries that could not be made; they wait for a repair. */
  undelivered: number;
  /** Deliveries under way. */
  waiting: number;
};

export type Status = {
  name: string;
  goal: string | null;
  pausedUntil: Date | null;
  organisations: { active: number; observer: number; asked: { id: string; name: string }[] };
  people: number;
  channels: ChannelLine[];
  /** People to whom something could not be said in private. */
  unreached: number;
  /** When the service last looked whether something was due; null where it has never done so. */
  lastTick: Date | null;
};

/** The whole picture, for people who take part. */
export async function statusOf(store: Store, coalitionId: string): Promise<Status> {
  const tx = store.prisma;
  const [coalition, organisations, people, channels, counted, unreached] = await Promise.all([
    tx.coalition.findUniqueOrThrow({
      where: { id: coalitionId },
      select: { name: true, goal: true, pausedUntil: true },
    }),
    tx.organization.findMany({
      where: { coalitionId, status: { in: ['active', 'observer', 'asked'] } },
      select: { id: true, name: true, status: true },
      orderBy: { id: 'asc' },
    }),
    tx.membership.count({ where: { coalitionId, ...takingPart } }),
    channelsOf(tx, coalitionId),
    undelivered(tx, coalitionId),
    tx.delivery.findMany({
      where: { coalitionId, state: 'undeliverable', personId: { not: null } },
      distinct: ['personId'],
      select: { personId: true },
    }),
  ]);
  const byChannel = new Map(counted.map((row) => [row.channel, row]));
  return {
    ...coalition,
    organisations: {
      active: organisations.filter((one) => one.status === 'active').length,
      observer: organisations.filter((one) => one.status === 'observer').length,
      asked: organisations.filter((one) => one.status === 'asked').map(({ id, name }) => ({ id, name })),
    },
    people,
    channels: channels.map((channel) => ({
      ...channel,
      undelivered: byChannel.get(channel.id)?.undelivered ?? 0,
      waiting: byChannel.get(channel.id)?.waiting ?? 0,
    })),
    unreached: unreached.length,
    lastTick: lastTick(store),
  };
}

/** A delivery goes to a channel directly or through its card. */
const undelivered = (
  tx: Tx,
  coalitionId: string,
): Promise<{ channel: string; undelivered: number; waiting: number }[]> => tx.$queryRaw`
  SELECT coalesce(d."channelId", k."channelId") AS channel,
    count(*) FILTER (WHERE d.state = 'undeliverable')::int AS undelivered,
    count(*) FILTER (WHERE d.state IN ('waiting', 'sending'))::int AS waiting
  FROM "Delivery" d LEFT JOIN "Card" k ON k.id = d."cardId"
  WHERE d."coalitionId" = ${coalitionId} AND d.state IN ('undeliverable', 'waiting', 'sending') AND d."personId" IS NULL
  GROUP BY 1`;
