// What would be said, without saying it: the rules of the delivery room (wishes, rest, pauses, one message per person and
// minute, where it goes and in whose language) asked about what has not been recorded yet. Writes nothing.
import { setImmediate as breathe } from 'node:timers/promises';
import type { PlatformName } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import { type Coming, channelOf, type Foretold, personOf } from './coming.ts';
import { directOf, type Meant, type Place, placesOf, postOf, type Topics } from './foretold.ts';
import { afterPause, type Resting, restKey, restOf, sayableFrom } from './rest.ts';
import { aboutOf, disturbsOf, lessOf } from './topic.ts';

export { type Coming, type Foretold, waitingFor } from './coming.ts';

const minuteMs = 60_000;
const atOnce = 100;
/** The clock ticks once a minute. */
const tickAt = (at: Date): Date => new Date(Math.ceil(at.getTime() / minuteMs) * minuteMs);

/**
 * @param coming what falls due, and what waits (`waitingFor`)
 * @param now before which nothing is said
 * @param available the platforms this service speaks to
 * @returns by moment; what nobody will get any more (not wished, no longer wanted) is left out
 */
export async function foretell(
  store: Store,
  topics: Topics,
  coming: readonly Coming[],
  now: Date,
  available: ReadonlySet<PlatformName>,
): Promise<Foretold[]> {
  const [rests, places] = await Promise.all([
    restOf(
      store.prisma,
      coming.flatMap((one) => {
        const personId = personOf(one);
        return personId === null ? [] : [{ personId, coalitionId: one.coalitionId }];
      }),
    ),
    placesOf(
      store,
      coming.flatMap((one) => channelOf(one) ?? []),
    ),
  ]);
  const meant: Meant[] = [];
  for (const [i, one] of coming.entries()) {
    // Thousands of moments take a second to find: what people press meanwhile is answered in between.
    if (i % atOnce === 0) await breathe();
    const at = sayAt(one, rests, places, topics, now);
    if (at !== null) meant.push({ ...one, sayAt: tickAt(at) });
  }
  const wanted = await stillWanted(store, topics, meant);
  const posts = wanted.flatMap((one) => postOf(one, places, topics, available));
  const direct = await directOf(store, topics, wanted, rests, available);
  return [...posts, ...direct].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** @returns null: never */
function sayAt(
  one: Coming,
  rests: ReadonlyMap<string, Resting>,
  places: ReadonlyMap<string, Place>,
  topics: Topics,
  now: Date,
): Date | null {
  const topic = topics.get(one.topic);
  if (!topic) return null;
  const from = one.at < now ? now : one.at;
  const personId = personOf(one);
  if (personId === null) {
    const place = topic.probe ? undefined : places.get(channelOf(one) ?? '');
    const paused = place?.pausedUntil;
    return paused && paused > from ? afterPause(paused, place.zone) : from;
  }
  const resting = rests.get(restKey({ personId, coalitionId: one.coalitionId }));
  if (!resting) return null;
  if (resting.wishes.get(aboutOf(topic)) === 'off' && lessOf(topic).includes('off')) return null;
  return sayableFrom(from, resting, disturbsOf(topic, one.data));
}

/** Asks each topic what will be true at its moment, by all that is known today. */
async function stillWanted(store: Store, topics: Topics, meant: readonly Meant[]): Promise<Meant[]> {
  const named = meant.map((one, i) => ({ ...one, id: one.deliveryId ?? `foretold ${i}` }));
  const loads = Map.groupBy(
    named.filter(({ unmade }) => !unmade),
    ({ topic, sayAt }) => `${topic} ${sayAt.getTime()}`,
  );
  const wanted = new Set(named.filter(({ unmade }) => unmade).map(({ id }) => id));
  for (const some of loads.values()) {
    const [first] = some;
    const topic = first && topics.get(first.topic);
    if (!topic) continue;
    const said = some.map((one) => ({ ...one, personId: personOf(one), channelId: channelOf(one), taskId: null }));
    for (const id of (await topic.load(store, said, first.sayAt)).keys()) wanted.add(id);
  }
  return named.filter(({ id }) => wanted.has(id));
}
