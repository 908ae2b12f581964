// What goes wrong in the chat world: direct messages close and open again, spaces do not answer, channels refuse.
import type { Scene } from '../acts.ts';
import type { Happening } from '../play.ts';
import type { Span } from '../story.ts';
import type { Wire } from '../wire.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Of all accounts, spaces and channels, how many have trouble in a week. */
const weekly = { accounts: 6, spaces: 2, channels: 2 };

export function troubles({ world, story, chance, from, until }: Scene, wire: Wire, factor: number): Happening[] {
  const own = chance.fork('troubles');
  const weeks = (until.getTime() - from.getTime()) / (7 * dayMs);
  const all: Happening[] = [];
  const trouble = (what: string, key: string, set: Set<string>, spans: Map<string, Span[]>, hours: number): void => {
    const at = new Date(from.getTime() + own.below(until.getTime() - from.getTime()));
    const end = new Date(at.getTime() + hours * hourMs);
    // One trouble of a kind at a time, so that an end is an end.
    if ((spans.get(key) ?? []).some((one) => one.from <= end && at <= one.until)) return;
    spans.set(key, [...(spans.get(key) ?? []), { from: at, until: end }]);
    all.push({ at, what: `${what} ${key}`, byPeople: false, run: async () => void set.add(key) });
    all.push({ at: end, what: `${what} ${key} ends`, byPeople: false, run: async () => void set.delete(key) });
  };
  const times = (perWeek: number): number => Math.round(perWeek * weeks * factor);
  for (let n = 0; n < times(weekly.accounts); n += 1) {
    const account = own.one(own.one(world.humans).accounts);
    trouble('closed', `${account.platform} ${account.userId}`, wire.closed, story.closed, own.one([2, 30, 200, 500]));
  }
  for (let n = 0; n < times(weekly.spaces); n += 1) {
    const place = own.one(world.places);
    trouble('away', `${place.platform} ${place.space}`, wire.away, story.broken, own.one([0.3, 2, 10]));
  }
  for (let n = 0; n < times(weekly.channels); n += 1)
    trouble('refusing', own.one(world.places).channel, wire.refusing, story.broken, own.one([1, 5, 30]));
  return all;
}
