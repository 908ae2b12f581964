// What the conversations with Discord share: a connected bench with Ada at the keyboard, made for each test, which may leave
// neither a violation of Discord's rules nor a body that Discord's own description would refuse.
import { afterEach, beforeEach, expect } from 'vitest';
import type { Ask } from '#bot/ask.ts';
import type { Actor } from '#playground/discord/driver/actor.ts';
import { type Bench, bench, complaints, HASTE } from './rig.ts';

export type Scene = {
  readonly one: Bench;
  readonly ada: Actor;
  /** The latest ask, or a failing test. */
  last(): Ask;
};

/** @returns filled before each test */
export function useScene(): Scene {
  let one: Bench | undefined;
  const open = (): Bench => {
    if (!one) throw new Error('no test has begun');
    return one;
  };
  let ada: Actor;
  beforeEach(async () => {
    one = await bench({ deps: { windows: HASTE } });
    ada = one.local.as(one.ada, one.guild);
  });
  afterEach(async () => {
    const { local, stop } = open();
    expect(local.violations).toEqual([]);
    expect(complaints(local)).toEqual([]);
    await stop();
  });
  return {
    get one() {
      return open();
    },
    get ada() {
      return ada;
    },
    last() {
      const ask = open().asks.at(-1);
      if (!ask) throw new Error('nothing was asked');
      return ask;
    },
  };
}
