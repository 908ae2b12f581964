// Everything that a person's own digest tells, as it is when it is sent: what waits for the person, what others have done
// to what the person follows, what comes in the next days. Each thing once.
import { type Changed, type Coming, changedFor, comingFor } from '#coalition/personal/changes.ts';
import type { Store } from '#store/database.ts';
import type { PersonalList } from '../lists/list.ts';
import { type Read, readLists } from '../lists/mine.ts';

export type PersonalFact = { owed: readonly Read[]; changed: readonly Changed[]; coming: Coming };

/** Lines of each part: a phone screen and a half; the rest is counted, and /mine has it. */
export const most = 7;
const dayMs = 86_400_000;
/** What comes later is not told yet. */
const aheadMs = 7 * dayMs;
/** Without a digest before, and at most. */
const firstMs = 7 * dayMs;
const longestMs = 28 * dayMs;

export const taskName = ({ id }: { id: string }): string => `task:${id}`;
export const dutyName = ({ id }: { id: string }): string => `duty:${id}`;

/** "task:ID" of everything it names, in order. */
export const namesIn = ({ owed, changed, coming }: PersonalFact): string[] => [
  ...owed.flatMap(({ list, items }) => items.map((item) => list.nameOf(item))),
  ...changed.map(({ task }) => taskName(task)),
  ...coming.tasks.map(taskName),
  ...coming.duties.map(dutyName),
];

/** What is left when some things have been said above. */
export function without(fact: PersonalFact, said: ReadonlySet<string>): PersonalFact {
  const fresh = (name: string): boolean => !said.has(name);
  const changed = fact.changed.filter(({ task }) => fresh(taskName(task)));
  return {
    owed: fact.owed.flatMap(({ list, items, total }) => {
      const left = items.filter((item) => fresh(list.nameOf(item)));
      return left.length > 0 ? [{ list, items: left, total: total - (items.length - left.length) }] : [];
    }),
    changed,
    coming: {
      tasks: fact.coming.tasks.filter((one) => fresh(taskName(one))),
      duties: fact.coming.duties.filter((one) => fresh(dutyName(one))),
    },
  };
}

/** Each thing in the first part that has it. */
function once({ owed, changed, coming }: PersonalFact): PersonalFact {
  const above = new Set(namesIn({ owed, changed: [], coming: { tasks: [], duties: [] } }));
  const news = without({ owed: [], changed, coming: { tasks: [], duties: [] } }, above).changed;
  for (const { task } of news) above.add(taskName(task));
  return { owed, changed: news, coming: without({ owed: [], changed: [], coming }, above).coming };
}

/** A list of what comes by itself is told as far as a week ahead. */
const withinWeek = ({ list, items, total }: Read, until: Date): Read[] => {
  const { comes } = list;
  if (!comes) return [{ list, items, total }];
  const soon = items.filter((item) => comes(item) <= until);
  return soon.length > 0 ? [{ list, items: soon, total: soon.length }] : [];
};

/**
 * @param last when the person got the digest before; nothing: this is the first
 * @returns nothing when there is nothing to tell
 */
export async function personalFact(
  store: Pick<Store, 'prisma'>,
  lists: readonly PersonalList[],
  personId: string,
  last: Date | undefined,
  now: Date,
): Promise<PersonalFact | undefined> {
  const since = new Date(last ? Math.max(last.getTime(), now.getTime() - longestMs) : now.getTime() - firstMs);
  const until = new Date(now.getTime() + aheadMs);
  const [owed, changed, coming] = await Promise.all([
    readLists(lists, store, personId, now, most),
    changedFor(store.prisma, personId, since, now),
    comingFor(store.prisma, personId, now, until),
  ]);
  const fact = once({ owed: owed.flatMap((one) => withinWeek(one, until)), changed, coming });
  return namesIn(fact).length > 0 ? fact : undefined;
}
