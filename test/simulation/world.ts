// The world of the simulation: three coalitions of 40 organisations in seven countries, their people, accounts, spaces and
// channels, each with rest of their own, by chance. Everybody in it is invented. What the oracle needs is kept as plain facts.
import type { Store } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { fold } from '#time/reading/fold.ts';
import type { Chance } from './chance.ts';

export type Rest = {
  zone: string;
  quietFrom: number;
  quietUntil: number;
  hour: number;
  workingDays: readonly number[];
  holidays: { country: string; region: string | null } | null;
};
export type Human = {
  id: string;
  name: string;
  coalitionId: string;
  organizationId: string;
  coordinatesOrganisation: boolean;
  coordinates: boolean;
  accounts: readonly { platform: 'slack' | 'discord'; home: string; userId: string }[];
  rest: Rest;
};
export type Place = {
  id: string;
  coalitionId: string;
  organizationId: string | null;
  platform: 'slack' | 'discord';
  space: string;
  channel: string;
  language: string;
};
export type Group = {
  id: string;
  coalitionId: string;
  name: string;
  country: string;
  region: string | null;
  zone: string;
};
export type Circle = {
  id: string;
  name: string;
  zone: string;
  language: string;
  weekday: number;
  minute: number;
  empty: 'silence' | 'line';
};
export type World = { circles: Circle[]; groups: Group[]; humans: Human[]; places: Place[] };

const countries = [
  { country: 'PL', zone: 'Europe/Warsaw', language: 'pl', regions: [null] },
  { country: 'PT', zone: 'Europe/Lisbon', language: 'pt', regions: [null] },
  { country: 'ES', zone: 'Europe/Madrid', language: 'es', regions: [null, 'CT', 'AN'] },
  { country: 'AT', zone: 'Europe/Vienna', language: 'de', regions: [null] },
  { country: 'CZ', zone: 'Europe/Prague', language: 'cs', regions: [null] },
  { country: 'UA', zone: 'Europe/Kyiv', language: 'uk', regions: [null] },
  { country: 'BR', zone: 'America/Sao_Paulo', language: 'pt', regions: [null] },
] as const;

const circlesOf = [
  { name: 'Bridges', zone: 'Europe/Warsaw', language: 'pl', weekday: 1, minute: 540, empty: 'line' },
  { name: 'Rivers', zone: 'Europe/Lisbon', language: 'pt', weekday: 5, minute: 930, empty: 'silence' },
  // An hour that exists twice, or not at all, on the nights of the clock changes.
  { name: 'Night owls', zone: 'Europe/Berlin', language: 'de', weekday: 7, minute: 150, empty: 'line' },
] as const;

/**
 * Writes the world into an empty database.
 * @param now when it begins
 */
export async function makeWorld(store: Store, chance: Chance, now: Date): Promise<World> {
  const { prisma } = store;
  const world: World = { circles: [], groups: [], humans: [], places: [] };
  const id = (): string => newId(now);
  const spaces: { id: string; platform: 'slack' | 'discord'; externalId: string }[] = [];
  for (let n = 0; n < 20; n += 1) {
    const platform = n % 2 === 0 ? 'slack' : 'discord';
    spaces.push({ id: id(), platform, externalId: platform === 'slack' ? `T${n}` : `${90_000 + n}` });
  }
  await prisma.space.createMany({
    data: spaces.map((space) => ({ ...space, name: space.externalId, status: 'active' as const, createdAt: now })),
  });
  for (const one of circlesOf) {
    const circle: Circle = { id: id(), ...one };
    world.circles.push(circle);
    await prisma.coalition.create({
      data: {
        id: circle.id,
        name: circle.name,
        language: circle.language,
        timezone: circle.zone,
        digestWeekday: circle.weekday,
        digestMinute: circle.minute,
        digestEmpty: circle.empty,
        createdAt: now,
        updatedAt: now,
      },
    });
  }
  let users = 0;
  for (let n = 0; n < 40; n += 1) {
    const circle = world.circles[n % 3] as Circle;
    const from = chance.one(countries);
    const region = chance.one<string | null>(from.regions);
    const space = spaces[n % spaces.length] as (typeof spaces)[number];
    const group: Group = {
      id: id(),
      coalitionId: circle.id,
      name: `Organisation ${n + 1}`,
      country: from.country,
      region,
      zone: from.zone,
    };
    world.groups.push(group);
    await prisma.organization.create({
      data: {
        id: group.id,
        coalitionId: circle.id,
        name: group.name,
        folded: fold(group.name),
        type: 'ngo',
        country: from.country,
        region,
        language: from.language,
        timezone: from.zone,
        status: 'active',
        spaceId: space.id,
        createdAt: now,
      },
    });
    // Half of the organisations have a channel where the whole coalition is heard; a few one of their own.
    for (const own of n % 2 === 0 ? [false] : n % 5 === 0 ? [true] : []) {
      const place: Place = {
        id: id(),
        coalitionId: circle.id,
        organizationId: own ? group.id : null,
        platform: space.platform,
        space: space.externalId,
        channel: `C${n}${own ? 'own' : ''}`,
        language: from.language,
      };
      world.places.push(place);
      await prisma.channel.create({
        data: {
          id: place.id,
          spaceId: space.id,
          externalId: place.channel,
          name: place.channel,
          coalitionId: circle.id,
          organizationId: place.organizationId,
          audience: own ? 'organisation' : 'coalition',
          mode: 'board',
          // Boards are drawn anew with each change: a few are enough.
          purposes: n % 8 === 0 ? ['tasks', 'digest'] : ['digest'],
          language: from.language,
          connectedAt: now,
        },
      });
    }
    for (let m = 0; m < 3; m += 1) {
      const usual = chance.happens(0.5);
      const quietFrom = usual ? 1200 : chance.between(18, 23) * 60;
      const quietUntil = usual ? 480 : chance.between(5, 10) * 60;
      const rest: Rest = {
        zone: from.zone,
        quietFrom,
        quietUntil,
        hour: usual ? 540 : chance.between(quietUntil / 15, 17 * 4) * 15,
        workingDays: usual
          ? [1, 2, 3, 4, 5]
          : chance.one([
              [1, 2, 3, 4, 5],
              [2, 3, 4],
              [1, 2, 3, 4, 5, 6],
              [7, 1, 2, 3, 4],
            ]),
        holidays: chance.happens(0.85) ? { country: from.country, region } : null,
      };
      const accounts = [0, ...(chance.happens(0.3) ? [1] : [])].map((k) => {
        const home = k === 0 ? space : chance.one(spaces);
        users += 1;
        return {
          platform: home.platform,
          home: home.platform === 'slack' ? home.externalId : 'discord',
          userId: `U${users}`,
        };
      });
      const human: Human = {
        id: id(),
        name: `Person ${n + 1}.${m + 1}`,
        coalitionId: circle.id,
        organizationId: group.id,
        coordinatesOrganisation: m === 0,
        coordinates: n < 3 && m === 0,
        accounts,
        rest,
      };
      world.humans.push(human);
      await prisma.person.create({
        data: {
          id: human.id,
          name: human.name,
          folded: fold(human.name),
          timezone: from.zone,
          language: from.language,
          createdAt: now,
          greetedAt: now,
          ...(usual ? {} : { quietFrom, quietUntil, hour: rest.hour, workingDays: [...rest.workingDays] }),
          holidays: rest.holidays !== null,
          accounts: { create: accounts.map((account) => ({ id: id(), ...account, name: human.name, createdAt: now })) },
          memberships: {
            create: {
              id: id(),
              coalitionId: circle.id,
              organizationId: group.id,
              role: m === 0 ? 'coordinator' : 'member',
              coordinates: human.coordinates,
              status: 'active',
              createdAt: now,
            },
          },
        },
      });
    }
  }
  return world;
}
