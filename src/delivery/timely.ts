// What may be said now, asked at the last moment before it is claimed: whoever rests is not disturbed, whoever does not
// want it is spared, a paused channel gets no new posts, and many things for one person become one message.
import type { Store } from '#store/database.ts';
import { nextAllowed } from '#time/rest.ts';
import { rests } from './awake.ts';
import { bundleTopic, makeBundles, partBundles } from './bundle.ts';
import { crashPoint } from './crash-points.ts';
import { lookAt, lookAtParts, type Waiting } from './look.ts';
import { movedTopic } from './outcome.ts';
import { queueOf } from './queue.ts';
import { afterPause, type Resting, restKey, restOf, sayableFrom } from './rest.ts';
import { aboutOf, disturbsOf, lessOf, type Topic } from './topic.ts';

/** May go now. `late`: when it should have been said, if the service was away then. */
export type Timely = Waiting & {
  unwished?: true;
  late?: Date;
  /** A bundle made just now: what was looked at and led to it, and everything that waits no longer because of it. */
  insteadOf?: readonly string[];
  bound?: readonly string[];
};

/** Later than this, and not for a rest: the service was away, and says so. */
const lateMs = 3_600_000;

type Topics = ReadonlyMap<string, Topic>;
type Rests = ReadonlyMap<string, Resting>;
type Verdict = { say: 'now'; late?: Date } | { say: 'never' } | { say: 'later'; until: Date };

/**
 * @param looked what waits and is due, as `lookAt` gave it
 * @returns what may be claimed; what rests has been postponed, what goes together has been bundled
 */
export async function timely(
  store: Store,
  topics: Topics,
  looked: readonly Waiting[],
  now: Date,
): Promise<readonly Timely[]> {
  const later: { row: Waiting; until: Date }[] = [];
  const posts: Timely[] = [];
  const persons: Waiting[] = [];
  for (const row of looked) {
    if (row.personId !== null) persons.push(row);
    else if (row.pausedUntil && row.pausedUntil > now && !untouchedByPause(row, topics))
      later.push({ row, until: afterPause(row.pausedUntil, row.zone) });
    else posts.push(row);
  }
  const said = persons.length > 0 ? await forPersons(store, topics, persons, now, later) : [];
  if (later.length > 0) await postpone(store, later, now);
  return [...posts, ...said];
}

/** An answer to "does this channel work?" and a pointer to a card are no news. */
const untouchedByPause = ({ topic }: Waiting, topics: Topics): boolean =>
  topic === movedTopic || topics.get(topic)?.probe === true;

async function forPersons(
  store: Store,
  topics: Topics,
  looked: readonly Waiting[],
  now: Date,
  later: { row: Waiting; until: Date }[],
): Promise<Timely[]> {
  const beside = await lookAt(store, await besides(store, looked, now), now);
  const [bundles, rows] = apart([...looked, ...beside], ({ topic }) => topic === bundleTopic);
  const parts = await lookAtParts(
    store,
    bundles.map(({ id }) => id),
  );
  const mine = new Set(looked.map(({ id }) => id));
  const rests = await restOf(store.prisma, [...rows, ...parts].flatMap(askedOf));
  const verdict = (row: Waiting): Verdict => judge(row, rests, topics, now);

  const go: Timely[] = [];
  const free: Timely[] = [];
  const sort = (row: Waiting): void => {
    const given = verdict(row);
    if (given.say === 'later') later.push({ row, until: given.until });
    else if (given.say === 'never') go.push({ ...row, unwished: true });
    else free.push(given.late ? { ...row, late: given.late } : row);
  };
  for (const row of rows) sort(row);
  const joined = new Set(free.filter(mayJoin).map(({ personId }) => personId));
  const over: string[] = [];
  for (const bundle of bundles) {
    const verdicts = parts.filter(({ bundleId }) => bundleId === bundle.id).map(verdict);
    const all = verdicts.every(({ say }) => say === 'now');
    // While it waited for a pace, hours of rest began, or more came: its parts are free again, for the next bundle.
    if (bundle.attempts === 0 && (!all || joined.has(bundle.personId))) over.push(bundle.id);
    else if (!mine.has(bundle.id)) continue;
    // It may have arrived already, so it stays what it is; one part that may be said now carries the rest along.
    else if (all || verdicts.some(({ say }) => say === 'now')) go.push(bundle);
    else if (verdicts.some(({ say }) => say === 'later')) later.push({ row: bundle, until: soonest(verdicts) });
    else go.push({ ...bundle, unwished: true });
  }
  const freed = await partBundles(store, over);
  for (const row of await lookAt(store, freed, now)) sort(row);

  const groups = together(free);
  const made = await makeBundles(store, groups, now);
  if (made.bundles.length > 0) crashPoint('after-bundle');
  const ours = new Set([...mine, ...freed]);
  const grouped = new Set(groups.flat().map(({ id }) => id));
  const single = free.filter(({ id }) => ours.has(id) && (!grouped.has(id) || made.single.has(id)));
  const bound = (await lookAt(store, made.bundles, now)).map((bundle): Timely => {
    const those = looked.filter(({ personId }) => personId === bundle.personId);
    return { ...bundle, insteadOf: those.map(({ id }) => id), bound: [...made.bound, ...over] };
  });
  return [...go, ...single, ...bound];
}

const apart = <One>(all: readonly One[], is: (one: One) => boolean): [One[], One[]] => [
  all.filter(is),
  all.filter((one) => !is(one)),
];

const askedOf = ({ personId, coalitionId }: Waiting) => (personId === null ? [] : [{ personId, coalitionId }]);

const soonest = (verdicts: readonly Verdict[]): Date =>
  new Date(Math.min(...verdicts.flatMap((one) => (one.say === 'later' ? [one.until.getTime()] : []))));

function judge(row: Waiting, rests: Rests, topics: Topics, now: Date): Verdict {
  const [asked] = askedOf(row);
  const resting = asked && rests.get(restKey(asked));
  // A person who has gone: addressing says so.
  if (!resting) return { say: 'now' };
  const topic = topics.get(row.topic);
  if (resting.wishes.get(aboutOf(topic)) === 'off' && lessOf(topic).includes('off')) return { say: 'never' };
  const disturbs = disturbsOf(topic, row.data);
  const until = sayableFrom(now, resting, disturbs);
  if (until > now) return { say: 'later', until };
  if (row.attempts > 0 || now.getTime() - row.dueAt.getTime() <= lateMs) return { say: 'now' };
  const wanted = nextAllowed(row.dueAt, resting, disturbs);
  return now.getTime() - wanted.getTime() > lateMs ? { say: 'now', late: wanted } : { say: 'now' };
}

const besideSql = `
SELECT id FROM "Delivery" WHERE "personId" = ANY($1::text[]) AND state = 'waiting' AND "dueAt" <= $2::timestamptz
  AND NOT alone AND attempts = 0 AND id <> ALL($3::text[])`;

/** What else waits for the same persons and is due, so that it goes along. */
async function besides(store: Store, looked: readonly Waiting[], now: Date): Promise<string[]> {
  const persons = new Set(looked.flatMap(({ personId }) => personId ?? []));
  const rows = await store.prisma.$queryRawUnsafe<{ id: string }[]>(
    besideSql,
    [...persons],
    now.toISOString(),
    looked.map(({ id }) => id),
  );
  return rows.map(({ id }) => id);
}

/** What was tried may have arrived: it stays what it is. */
const mayJoin = ({ alone, attempts }: Waiting): boolean => !alone && attempts === 0;

/** By person, two at least. */
const together = (rows: readonly Timely[]): Timely[][] =>
  [...Map.groupBy(rows.filter(mayJoin), ({ personId }) => personId).values()].filter((group) => group.length > 1);

const postponeSql = `
UPDATE "Delivery" d SET "dueAt" = m.until, problem = '${rests}' FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS m(id, old, until)
WHERE d.id = m.id AND d.state = 'waiting' AND d."dueAt" = m.old`;

/** The old moment is the condition: whoever looks at the same time postpones once. Jobs follow the real clock; the sweep this one. */
async function postpone(store: Store, later: readonly { row: Waiting; until: Date }[], now: Date): Promise<void> {
  await store.prisma.$executeRawUnsafe(
    postponeSql,
    later.map(({ row }) => row.id),
    later.map(({ row }) => row.dueAt.toISOString()),
    later.map(({ until }) => until.toISOString()),
  );
  const byMoment = Map.groupBy(later, ({ until }) => until.getTime());
  for (const [until, rows] of byMoment)
    await queueOf(store)?.enqueue(
      null,
      rows.map(({ row }) => row.id),
      until - now.getTime(),
    );
}
