// A small coalition to test with, written straight into the database: three organisations, two Slack workspaces, one
// Discord server, a channel in each. Everybody in it is invented.
import type { Store } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { fold } from '#time/reading/fold.ts';

export type SeededPerson = {
  id: string;
  platform: 'slack' | 'discord';
  home: string;
  user: string;
  name: string;
  space: string;
  channel: string;
};

export type Seeded = {
  coalitionId: string;
  organizations: Record<'lublin' | 'austria' | 'portugal' | 'city', string>;
  channels: Record<'lublin' | 'austria' | 'portugal', string>;
  /** Coordinates the coalition (Lublin, Slack). */
  ada: SeededPerson;
  /** Member in Austria (Slack). */
  berta: SeededPerson;
  /** Member in Portugal (Discord). */
  carlos: SeededPerson;
  /** Member in Lublin (Slack), no coordinator. */
  dorota: SeededPerson;
  /** Of the observing city (Slack, Lublin's workspace). */
  edyta: SeededPerson;
  /** Belongs to nothing. */
  stranger: SeededPerson;
};

/** @param now the service's clock, by which rows are dated */
export const seedCoalition = async (store: Store, now: Date, names: { suffix?: string } = {}): Promise<Seeded> => {
  const { prisma } = store;
  const x = names.suffix ?? '';
  const id = () => newId(now);
  const coalitionId = id();
  await prisma.coalition.create({
    data: {
      id: coalitionId,
      name: `Integracja${x}`,
      language: 'pl',
      timezone: 'Europe/Warsaw',
      createdAt: now,
      updatedAt: now,
    },
  });
  const space = async (platform: 'slack' | 'discord', externalId: string) =>
    (
      await prisma.space.create({
        data: { id: id(), platform, externalId, name: externalId, status: 'active', createdAt: now },
      })
    ).id;
  const spaces = {
    lublin: await space('slack', `TL${x}`),
    austria: await space('slack', `TA${x}`),
    portugal: await space('discord', `900${x}`),
  };
  const organization = async (
    name: string,
    country: string,
    language: string,
    timezone: string,
    spaceId: string,
    status: 'active' | 'observer' = 'active',
  ) =>
    (
      await prisma.organization.create({
        data: {
          id: id(),
          coalitionId,
          name,
          folded: fold(name),
          type: 'ngo',
          country,
          language,
          timezone,
          status,
          spaceId,
          createdAt: now,
        },
      })
    ).id;
  const organizations = {
    lublin: await organization('Stowarzyszenie Lublin', 'PL', 'pl', 'Europe/Warsaw', spaces.lublin),
    austria: await organization('Partner in Austria', 'AT', 'de', 'Europe/Vienna', spaces.austria),
    portugal: await organization('Partner in Portugal', 'PT', 'pt', 'Europe/Lisbon', spaces.portugal),
    city: await organization('Urząd Miasta', 'PL', 'pl', 'Europe/Warsaw', spaces.lublin, 'observer'),
  };
  const channel = async (spaceId: string, externalId: string, language: string, mode: 'board' | 'cards') =>
    (
      await prisma.channel.create({
        data: {
          id: id(),
          spaceId,
          externalId,
          name: 'koalicja',
          coalitionId,
          language,
          mode,
          purposes: ['all'],
          connectedAt: now,
        },
      })
    ).id;
  const channels = {
    lublin: await channel(spaces.lublin, `CL${x}`, 'pl', 'cards'),
    austria: await channel(spaces.austria, `CA${x}`, 'de', 'board'),
    portugal: await channel(spaces.portugal, `901${x}`, 'pt', 'cards'),
  };
  const person = async (
    name: string,
    account: { platform: 'slack' | 'discord'; home: string; user: string; space: string; channel: string },
    belongs?: { organizationId: string; role: 'coordinator' | 'member' | 'observer'; coordinates?: boolean },
  ): Promise<SeededPerson> => {
    const personId = id();
    await prisma.person.create({ data: { id: personId, name, folded: fold(name), createdAt: now, greetedAt: now } });
    const { platform, home, user: userId } = account;
    await prisma.account.create({ data: { id: id(), personId, platform, home, userId, name, createdAt: now } });
    if (belongs)
      await prisma.membership.create({
        data: {
          id: id(),
          personId,
          coalitionId,
          organizationId: belongs.organizationId,
          role: belongs.role,
          coordinates: belongs.coordinates ?? false,
          status: 'active',
          createdAt: now,
        },
      });
    return { id: personId, name, ...account };
  };
  const lublin = { platform: 'slack' as const, home: `TL${x}`, space: `TL${x}`, channel: `CL${x}` };
  return {
    coalitionId,
    organizations,
    channels,
    ada: await person(
      'Ada Wymyślona',
      { ...lublin, user: `UADA${x}` },
      { organizationId: organizations.lublin, role: 'coordinator', coordinates: true },
    ),
    berta: await person(
      'Berta Erfunden',
      { platform: 'slack', home: `TA${x}`, space: `TA${x}`, channel: `CA${x}`, user: `UBERTA${x}` },
      { organizationId: organizations.austria, role: 'member' },
    ),
    carlos: await person(
      'Carlos Inventado',
      { platform: 'discord', home: 'discord', space: `900${x}`, channel: `901${x}`, user: `77${x}` },
      { organizationId: organizations.portugal, role: 'member' },
    ),
    dorota: await person(
      'Dorota Zmyślona',
      { ...lublin, user: `UDOROTA${x}` },
      { organizationId: organizations.lublin, role: 'member' },
    ),
    edyta: await person(
      'Edyta Fikcyjna',
      { ...lublin, user: `UEDYTA${x}` },
      { organizationId: organizations.city, role: 'observer' },
    ),
    stranger: await person('Nikt Znikąd', {
      platform: 'slack',
      home: `TX${x}`,
      space: `TX${x}`,
      channel: `CX${x}`,
      user: `UX${x}`,
    }),
  };
};
