// The chat world of the simulation: two platforms that only remember, with closed direct messages, refusals to go so fast,
// sockets that drop after a message has been taken, and spaces that are away for a while.
import type { Message } from '#message/message.ts';
import { plainMessage } from '#message/plain.ts';
import { DeliveryProblem, type Destination, type Lane, type Platform, type Receipt } from '#platforms/platform.ts';
import type { Chance } from './chance.ts';

/** One message as it hangs in the chat world. `at`: when it first hung there. */
export type Hung = {
  platform: 'slack' | 'discord';
  space: string;
  place: string;
  id: string;
  key: string;
  at: Date;
  first: Message;
  last: Message;
  edits: number;
};

export type Wire = {
  platforms: Platform[];
  hung: Hung[];
  /** Users ("slack T1 U1") whose direct messages are closed. */
  closed: Set<string>;
  /** Spaces that do not answer. */
  away: Set<string>;
  /** Channels in which we may not write. */
  refusing: Set<string>;
  /** How likely each kind of trouble is for one call. */
  trouble: { slow: number; dropped: number };
  /** What happened, for the report. */
  counts: Record<'posts' | 'edits' | 'refused429' | 'dropped' | 'closedDms', number>;
};

export const placeOf = (to: Destination): string => ('channel' in to ? to.channel : `dm:${to.user}`);

export function makeWire(chance: Chance, now: () => Date): Wire {
  let lastId = 0;
  const byKey = new Map<string, Hung>();
  const byId = new Map<string, Hung>();
  const calls = new Map<string, number>();
  /** A stream of its own for each call, by place: what happens at one place does not change what happens at others. */
  const chanceOf = (place: string): Chance => {
    const nth = (calls.get(place) ?? 0) + 1;
    calls.set(place, nth);
    return chance.fork(`${place} ${nth}`);
  };
  const wire: Wire = {
    platforms: [],
    hung: [],
    closed: new Set(),
    away: new Set(),
    refusing: new Set(),
    trouble: { slow: 0.02, dropped: 0.01 },
    counts: { posts: 0, edits: 0, refused429: 0, dropped: 0, closedDms: 0 },
  };
  const later = (retryAfterMs: number, hold: readonly string[]): DeliveryProblem =>
    new DeliveryProblem({ later: true, retryAfterMs, hold }, 'later');
  const cannot = (reason: 'direct-refused' | 'message-gone' | 'no-permission' | 'space-unreachable'): DeliveryProblem =>
    new DeliveryProblem({ later: false, reason }, reason);

  const hang = (platform: 'slack' | 'discord', to: Destination, message: Message, key: string): Hung => {
    if (to.edit !== undefined) {
      const there = byId.get(to.edit);
      if (!there) throw cannot('message-gone');
      there.last = message;
      there.edits += 1;
      wire.counts.edits += 1;
      return there;
    }
    lastId += 1;
    const made: Hung = {
      platform,
      space: to.space,
      place: placeOf(to),
      id: `M${lastId}`,
      key,
      at: now(),
      first: message,
      last: message,
      edits: 0,
    };
    wire.hung.push(made);
    byId.set(made.id, made);
    // Both platforms know a message by its key for a while: Discord by its nonce, Slack by its metadata.
    byKey.set(`${platform} ${made.place} ${key}`, made);
    wire.counts.posts += 1;
    return made;
  };

  const platformOf = (name: 'slack' | 'discord'): Platform => ({
    name,
    publish: async () => {},
    start: async () => {},
    pause: async () => {},
    stop: async () => {},
    health: () => ({ connected: true, spaces: [] }),
    lanes: (to): readonly Lane[] => [{ key: `${name} ${to.space} ${placeOf(to)}`, everyMs: 1000, burst: 1 }],
    async find(to, key) {
      const there = byKey.get(`${name} ${placeOf(to)} ${key}`);
      return there && { channel: there.place, message: there.id };
    },
    async deliver(to, message, key): Promise<Receipt> {
      // Whatever the message holds must be drawable: a throw here is a bug of the view.
      plainMessage(message);
      const luck = chanceOf(`${name} ${to.space} ${placeOf(to)}`);
      // Half of the spaces say that they are down, the others say nothing at all.
      if (wire.away.has(`${name} ${to.space}`))
        throw to.space.length % 2 === 0 ? cannot('space-unreachable') : later(30_000, []);
      if ('channel' in to && wire.refusing.has(to.channel)) throw cannot('no-permission');
      if (luck.happens(wire.trouble.slow)) {
        wire.counts.refused429 += 1;
        throw later(1000 * luck.between(1, 90), [`${name} ${to.space} ${placeOf(to)}`]);
      }
      if ('user' in to && wire.closed.has(`${name} ${to.user}`)) {
        wire.counts.closedDms += 1;
        throw cannot('direct-refused');
      }
      const there = hang(name, to, message, key);
      if (luck.happens(wire.trouble.dropped)) {
        wire.counts.dropped += 1;
        throw later(0, []);
      }
      return { channel: there.place, message: there.id };
    },
  });
  wire.platforms = [platformOf('slack'), platformOf('discord')];
  return wire;
}
