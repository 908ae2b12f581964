// Who would get what, when, where and in which language over the next two weeks, if nothing changed until then. Reads
// only. What somebody has asked for themselves, and that somebody is away, is nobody else's business: it is counted, and
// nothing more.
import { type Coming, type Foretold, foretell, waitingFor } from '#delivery/foretell.ts';
import type { Store } from '#store/database.ts';
import { channelLabel, channelsOf } from '../channels.ts';
import type { Foreseen } from '../falls.ts';
import { loadAllFalling } from '../ladders/all.ts';
import { KIND as reminder } from '../reminder/reminder.ts';
import { namesOf } from './people.ts';

/** So far ahead. */
export const rehearsedMs = 14 * 86_400_000;

/** Things of one sort in a message: what a person may want less of (less.about.…), or a post in a channel. */
export type Thing = { of: string; count: number };

/** Who reads it; `organisation` null: a channel. */
export type Recipient = { name: string; organisation: string | null; zone: string };

export type Line = {
  at: Date;
  to: Recipient;
  things: readonly Thing[];
  /** `aloudIn`: the channel in which the person is mentioned, since nothing can be said directly. */
  way: (Extract<Foretold['way'], { platform: string }> & { aloudIn: string | null }) | { why: string };
};

export type Rehearsal = {
  coalition: { id: string; name: string };
  from: Date;
  until: Date;
  /** What arrives within the two weeks, by moment. */
  arriving: readonly Line[];
  /** What reaches nobody as things stand. */
  lost: readonly Line[];
  /** What was meant for a channel in these two weeks and comes after them, since a pause lasts. */
  later: readonly Line[];
  /** How much for persons comes after them; who is away, or has paused, was promised to stay with them. */
  resting: number;
  /** How many reminders people get that they have set for themselves. */
  own: number;
  people: number;
  channels: number;
  languages: number;
};

type Topics = Parameters<typeof foretell>[1];

/** @param topics what can be said; commands have them from the views */
export async function rehearse(
  { store, now }: { store: Store; now: Date },
  coalition: { id: string; name: string },
  topics: Topics,
): Promise<Rehearsal> {
  const until = new Date(now.getTime() + rehearsedMs);
  const said = await foretell(store, topics, await comingIn(store, coalition.id, now, until), now, await spoken(store));
  const [people, channels] = await Promise.all([
    namesOf(
      store.prisma,
      coalition.id,
      said.flatMap(({ to }) => ('personId' in to ? to.personId : [])),
    ),
    channelsOf(store.prisma, coalition.id),
  ]);
  const labels = new Map(channels.map((one) => [one.id, channelLabel(one)]));
  const places = new Map(channels.map((one) => [one.externalId, channelLabel(one)]));
  const recipient = ({ to, zone }: Foretold): Recipient | undefined => {
    if ('channelId' in to) return { name: labels.get(to.channelId) ?? '', organisation: null, zone };
    const person = people.get(to.personId);
    return person && { ...person, zone };
  };
  const shown = said.flatMap((one) => {
    const things = thingsOf(one);
    const to = recipient(one);
    if (things.length === 0 || !to) return [];
    const way = 'why' in one.way ? one.way : { ...one.way, aloudIn: places.get(one.way.aloudIn ?? '') ?? null };
    return [{ one, line: { at: one.at, to, things, way } satisfies Line }];
  });
  const soon = shown.filter(({ one }) => one.at < until);
  const after = shown.filter(({ one }) => one.at >= until);
  const arriving = soon.filter(({ line }) => !('why' in line.way));
  const distinct = (keys: readonly string[]): number => new Set(keys).size;
  return {
    coalition,
    from: now,
    until,
    arriving: arriving.map(({ line }) => line),
    lost: soon.filter(({ line }) => 'why' in line.way).map(({ line }) => line),
    later: after.filter(({ one }) => 'channelId' in one.to).map(({ line }) => line),
    resting: after.filter(({ one }) => 'personId' in one.to).length,
    own: said.filter(({ at }) => at < until).flatMap(({ things }) => things.filter(isOwn)).length,
    people: distinct(arriving.flatMap(({ one: { to } }) => ('personId' in to ? to.personId : []))),
    channels: distinct(arriving.flatMap(({ one: { to } }) => ('channelId' in to ? to.channelId : []))),
    languages: distinct(arriving.flatMap(({ line: { way } }) => ('lang' in way ? way.lang : []))),
  };
}

/** What falls due and what waits already; the same rules as when it is said. */
export async function comingIn(store: Store, coalitionId: string, from: Date, until: Date): Promise<Coming[]> {
  const coming = (one: Foreseen): Coming => ({ ...one, coalitionId: one.common ? null : coalitionId });
  const all = await waitingFor(store, coalitionId, until);
  for (const falls of (await loadAllFalling()).values())
    all.push(...(await falls.foresee(store, coalitionId, from, until)).map(coming));
  return all;
}

/** The platforms on which this service is somewhere. */
async function spoken(store: Store) {
  const rows = await store.prisma.space.findMany({
    where: { status: { not: 'left' } },
    distinct: ['platform'],
    select: { platform: true },
  });
  return new Set(rows.map(({ platform }) => platform));
}

/** The topic of what somebody asked for themselves has the name of its kind; what others asked for has another. */
const isOwn = ({ topic }: { topic: string }): boolean => topic === reminder;

function thingsOf({ to, things }: Foretold): Thing[] {
  const sort = ({ topic, about }: { topic: string; about: string }): string =>
    'personId' in to ? about : topic === 'digest' ? 'weekly' : 'post';
  const sorts = Map.groupBy(
    things.filter((one) => !isOwn(one)),
    sort,
  );
  return [...sorts].map(([of, some]) => ({ of, count: some.length }));
}
