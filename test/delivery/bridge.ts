// An openly invented coalition for the delivery tests: two Slack workspaces and one Discord server, a channel in each.
import type { Store } from '#store/database.ts';
import { newId } from '#store/id.ts';

export const start = new Date('2026-11-23T09:00:00.000Z');

export type Bridge = Awaited<ReturnType<typeof buildBridge>>;

/** @param mode whether the three channels show a board or cards */
export async function buildBridge(store: Store, mode: 'board' | 'cards' = 'cards') {
  const { prisma } = store;
  const coalition = await prisma.coalition.create({
    data: {
      id: newId(start),
      name: 'Invented bridges',
      language: 'en',
      timezone: 'Europe/Warsaw',
      createdAt: start,
      updatedAt: start,
    },
  });
  const coalitionId = coalition.id;
  const chance = newId(start).slice(10);
  const spaces = [
    { platform: 'slack' as const, externalId: `T1${chance}`, name: 'First workspace' },
    { platform: 'slack' as const, externalId: `T2${chance}`, name: 'Second workspace' },
    { platform: 'discord' as const, externalId: `9${chance}`, name: 'A server' },
  ];
  const places = [];
  for (const [index, space] of spaces.entries()) {
    const spaceId = newId(start);
    await prisma.space.create({ data: { id: spaceId, ...space, status: 'active', createdAt: start } });
    const organization = await prisma.organization.create({
      data: {
        id: newId(start),
        coalitionId,
        name: `Partner ${index}`,
        folded: `partner ${index}`,
        type: 'ngo',
        country: 'PL',
        status: 'active',
        spaceId,
        createdAt: start,
      },
    });
    const channel = await prisma.channel.create({
      data: {
        id: newId(start),
        spaceId,
        externalId: `C${index}${chance}`,
        name: `coalition-${index}`,
        coalitionId,
        mode,
        purposes: ['all'],
        language: index === 0 ? 'pl' : 'en',
        connectedAt: start,
      },
    });
    places.push({ space: { ...space, id: spaceId }, organization, channel });
  }
  const person = await addPerson(store, coalitionId, places[0]?.organization.id ?? '', 'Ada Invented', true, [
    { platform: 'slack', home: spaces[0]?.externalId ?? '', userId: 'U1' },
  ]);
  return { coalitionId, places: places as [(typeof places)[0], (typeof places)[0], (typeof places)[0]], person };
}

type NewAccount = { platform: 'slack' | 'discord'; home: string; userId: string };

/** A person with a membership and accounts. */
export async function addPerson(
  { prisma }: Store,
  coalitionId: string,
  organizationId: string,
  name: string,
  coordinates: boolean,
  accounts: readonly NewAccount[],
) {
  const id = newId(start);
  await prisma.person.create({
    data: {
      id,
      name,
      folded: name.toLowerCase(),
      createdAt: start,
      accounts: { create: accounts.map((account) => ({ id: newId(start), name, createdAt: start, ...account })) },
      memberships: {
        create: {
          id: newId(start),
          coalitionId,
          organizationId,
          role: 'member',
          coordinates,
          status: 'active',
          createdAt: start,
        },
      },
    },
  });
  return id;
}

/** A task as the rows say it, without the use case. */
export async function addTask(
  { prisma }: Store,
  bridge: { coalitionId: string; person: string },
  more: { visibility?: 'organisation' | 'coalition' | 'public'; organizationId?: string; title?: string } = {},
) {
  const { lastTask } = await prisma.coalition.update({
    where: { id: bridge.coalitionId },
    data: { lastTask: { increment: 1 } },
  });
  return prisma.task.create({
    data: {
      id: newId(start),
      coalitionId: bridge.coalitionId,
      number: lastTask,
      title: more.title ?? 'Book the hall',
      folded: 'book the hall',
      visibility: more.visibility ?? 'coalition',
      organizationId: more.organizationId ?? null,
      createdById: bridge.person,
      createdAt: start,
      stateAt: start,
    },
  });
}
