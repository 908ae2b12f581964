// What a coordinator has to know about a channel, or a person, that is not reached.
import type { AccountRef } from '#message/message.ts';
import type { Store } from '#store/database.ts';

/** `places`: how many channels the coalition is connected to. `oldest`: since when the first of them waits. */
export type BrokenChannel = {
  broken: 'channel';
  channelId: string;
  coalitionId: string;
  name: string;
  space: string;
  why: string;
  places: number;
  waiting: number;
  oldest: Date | null;
};
export type BrokenPerson = {
  broken: 'person';
  name: string;
  accounts: AccountRef[];
  why: string;
  waiting: number;
  oldest: Date | null;
};

/** @returns by id; a channel that works again or is no longer connected is left out */
export async function brokenChannels(
  { prisma }: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, BrokenChannel>> {
  const rows = await prisma.channel.findMany({
    where: { id: { in: [...ids] }, problem: { not: null }, coalitionId: { not: null } },
    select: { id: true, name: true, problem: true, coalitionId: true, space: { select: { name: true } } },
  });
  const found = new Map<string, BrokenChannel>();
  for (const { id, name, problem, coalitionId, space } of rows) {
    if (coalitionId === null) continue;
    const [places, waiting] = await Promise.all([
      prisma.channel.count({ where: { coalitionId } }),
      prisma.delivery.aggregate({
        where: { state: 'undeliverable', OR: [{ channelId: id }, { card: { channelId: id } }] },
        _count: true,
        _min: { createdAt: true },
      }),
    ]);
    found.set(id, {
      broken: 'channel',
      channelId: id,
      coalitionId,
      name,
      space: space.name,
      why: problem ?? '',
      places,
      waiting: waiting._count,
      oldest: waiting._min.createdAt,
    });
  }
  return found;
}

/** @returns by id; a person for whom nothing is kept back any more is left out */
export async function unreachedPersons(
  { prisma }: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, BrokenPerson>> {
  const rows = await prisma.person.findMany({
    where: { id: { in: [...ids] }, erasedAt: null, deliveries: { some: { state: 'undeliverable' } } },
    select: {
      id: true,
      name: true,
      accounts: { where: { closedAt: null }, select: { platform: true, home: true, userId: true } },
      deliveries: {
        where: { state: 'undeliverable' },
        select: { problem: true, createdAt: true },
        orderBy: { createdAt: 'asc' },
      },
    },
  });
  return new Map(
    rows.map(({ id, name, accounts, deliveries }) => [
      id,
      {
        broken: 'person' as const,
        name,
        accounts: accounts.map(({ platform, home, userId }) => ({ platform, space: home, user: userId })),
        why: deliveries[0]?.problem ?? '',
        waiting: deliveries.length,
        oldest: deliveries[0]?.createdAt ?? null,
      },
    ]),
  );
}
