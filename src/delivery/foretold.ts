// Where something foretold would go, in whose language, and what goes along in one message: the delivery room's own rules.
import type { PlatformName } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import { type Addressed, addressOf, addressPersons, placeTrouble } from './address.ts';
import { bundleTopic } from './bundle.ts';
import { type Coming, channelOf, type Foretold, personOf } from './coming.ts';
import { type ChannelFacts, placeSql } from './look.ts';
import { type Resting, restKey } from './rest.ts';
import { aboutOf, type Topic } from './topic.ts';

/** At which minute it would be said. */
export type Meant = Coming & { sayAt: Date };
export type Place = { place: ChannelFacts; zone: string; pausedUntil: Date | null };
export type Topics = ReadonlyMap<string, Topic>;

const thingOf = (topics: Topics, { topic }: Coming) => ({ topic, about: aboutOf(topics.get(topic)) });

const wayOf = (addressed: Addressed): Foretold['way'] =>
  'why' in addressed
    ? addressed
    : {
        platform: addressed.platform,
        lang: addressed.lang,
        aloudIn: addressed.mention && 'channel' in addressed.to ? addressed.to.channel : null,
      };

/** A post, as one message. */
export function postOf(
  one: Meant,
  places: ReadonlyMap<string, Place>,
  topics: Topics,
  available: ReadonlySet<PlatformName>,
): Foretold[] {
  const channelId = channelOf(one);
  if (channelId === null) return [];
  const found = places.get(channelId);
  const why = placeTrouble(found?.place ?? null, topics.get(one.topic)?.probe === true);
  const addressed: Addressed =
    !found || why !== undefined
      ? { why: why ?? 'channel-gone' }
      : available.has(found.place.platform)
        ? addressOf(found.place, found.zone)
        : { why: 'no-answer' };
  const things = [thingOf(topics, one)];
  return [{ at: one.sayAt, to: { channelId }, things, zone: found?.zone ?? 'UTC', way: wayOf(addressed) }];
}

/** One message for each person and minute; where a bundle reaches nobody, each of its parts takes its own way. */
export async function directOf(
  store: Store,
  topics: Topics,
  meant: readonly Meant[],
  rests: ReadonlyMap<string, Resting>,
  available: ReadonlySet<PlatformName>,
): Promise<Foretold[]> {
  const groups = [...Map.groupBy(meant.filter(personOf), (one) => `${personOf(one)} ${one.sayAt.getTime()}`).values()];
  const bundles = groups.map((parts) => ({ parts, ask: askOf(parts) }));
  const asks = new Map([...bundles.map(({ ask }) => ask), ...meant.filter(personOf).map((one) => askOf([one]))]);
  const addressed = await addressPersons(
    store,
    [...asks].map(([id, ask]) => ({ id, ...ask })),
    available,
    (topic) => topics.get(topic)?.aloud ?? false,
  );
  const message = (parts: readonly Meant[], to: Addressed): Foretold[] => {
    const [first] = parts;
    const personId = first ? personOf(first) : null;
    if (!first || personId === null) return [];
    const zone = rests.get(restKey({ personId, coalitionId: first.coalitionId }))?.zone ?? 'UTC';
    const things = parts.map((one) => thingOf(topics, one));
    return [{ at: first.sayAt, to: { personId }, things, zone, way: wayOf(to) }];
  };
  const addressFor = ([id]: ReturnType<typeof askOf>): Addressed => addressed.get(id) ?? { why: 'person-gone' };
  return bundles.flatMap(({ parts, ask }) => {
    const together = addressFor(ask);
    if (!('why' in together) || parts.length === 1) return message(parts, together);
    return parts.flatMap((one) => message([one], addressFor(askOf([one]))));
  });
}

/** What the address depends on, once for each: an account that refused is taken to refuse again. */
function askOf(parts: readonly Meant[]) {
  const coalitions = new Set(parts.map(({ coalitionId }) => coalitionId));
  const coalitionId = coalitions.size === 1 ? (parts[0]?.coalitionId ?? null) : null;
  const topic = parts.length === 1 ? (parts[0]?.topic ?? '') : bundleTopic;
  const personId = (parts[0] && personOf(parts[0])) ?? null;
  return [`${personId} ${coalitionId} ${topic}`, { personId, coalitionId, topic, createdAt: new Date(0) }] as const;
}

const placesSql = `
SELECT h.id, ${placeSql} AS place, greatest(h."pausedUntil", c."pausedUntil") AS "pausedUntil",
  coalesce(CASE WHEN h.audience = 'organisation' THEN o.timezone END, c.timezone, 'UTC') AS zone
FROM "Channel" h JOIN "Space" s ON s.id = h."spaceId" LEFT JOIN "Organization" o ON o.id = h."organizationId"
LEFT JOIN "Coalition" c ON c.id = h."coalitionId"
WHERE h.id = ANY($1::text[])`;

/** Channels as they stand, by id. */
export async function placesOf(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  if (ids.length === 0) return new Map();
  const rows = await store.prisma.$queryRawUnsafe<(Place & { id: string })[]>(placesSql, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, row]));
}
