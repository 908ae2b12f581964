// A chat platform that only remembers: what was posted where, what hangs there now, and how to fail on order. Its posts
// know their key, like Discord's nonce, so that a second copy can be told from a second message.

import type { Message, PlatformName } from '#message/message.ts';
import { plainMessage } from '#message/plain.ts';
import {
  type CannotReason,
  DeliveryProblem,
  type Destination,
  type Lane,
  type Platform,
  type Receipt,
} from '#platforms/platform.ts';

export type Call = { to: Destination; key: string; text: string; message: Message };
export type Hanging = { space: string; place: string; id: string; key: string; text: string; edits: number };

/** Fails a call on order; undefined lets it pass. */
export type Failing = (to: Destination, call: number) => Error | undefined;

export const cannot = (reason: CannotReason, missing?: string): DeliveryProblem =>
  new DeliveryProblem({ later: false, reason, ...(missing ? { missing } : {}) }, reason);
export const later = (retryAfterMs: number, hold: readonly string[] = []): DeliveryProblem =>
  new DeliveryProblem({ later: true, retryAfterMs, hold }, 'later');

export type FakePlatform = Platform & {
  calls: Call[];
  hanging: Map<string, Hanging>;
  failing: Failing | undefined;
  /** Calls wait here until it resolves. */
  gate: Promise<void> | undefined;
  /** A post with a key that is known gives the first message again, as Discord does for minutes. */
  remembers: boolean;
  lanesOf: (to: Destination) => readonly Lane[];
  inHand: number;
  mostInHand: number;
};

export const placeOf = (to: Destination): string => ('channel' in to ? to.channel : `dm:${to.user}`);

let lastId = 0;

/** @param finds whether it can look for a message by key, as Slack can with the history scope */
export function fakePlatform(name: PlatformName, finds = false): FakePlatform {
  const platform: FakePlatform = {
    name,
    calls: [],
    hanging: new Map(),
    failing: undefined,
    gate: undefined,
    remembers: false,
    lanesOf: () => [],
    inHand: 0,
    mostInHand: 0,
    publish: async () => {},
    start: async () => {},
    pause: async () => {},
    stop: async () => {},
    lanes: (to) => platform.lanesOf(to),
    health: () => ({ connected: true, spaces: [] }),
    async deliver(to, message, key): Promise<Receipt> {
      platform.inHand += 1;
      platform.mostInHand = Math.max(platform.mostInHand, platform.inHand);
      try {
        await platform.gate;
        const failure = platform.failing?.(to, platform.calls.length);
        platform.calls.push({ to, key, text: plainMessage(message), message });
        if (failure) throw failure;
        return hang(platform, to, plainMessage(message), key);
      } finally {
        platform.inHand -= 1;
      }
    },
    ...(finds
      ? {
          async find(to: Destination, key: string) {
            const there = [...platform.hanging.values()].find((one) => one.key === key && one.space === to.space);
            return there && { channel: there.place, message: there.id };
          },
        }
      : {}),
  };
  return platform;
}

function hang(platform: FakePlatform, to: Destination, text: string, key: string): Receipt {
  const place = placeOf(to);
  if (to.edit !== undefined) {
    const there = platform.hanging.get(to.edit);
    if (!there) throw cannot('message-gone');
    there.text = text;
    there.edits += 1;
    return { channel: place, message: there.id };
  }
  const twin = platform.remembers ? [...platform.hanging.values()].find((one) => one.key === key) : undefined;
  const id = twin?.id ?? `M${++lastId}`;
  if (!twin) platform.hanging.set(id, { space: to.space, place, id, key, text, edits: 0 });
  return { channel: place, message: id };
}
