// What closes a gateway connection. Read by rules.test.ts.
import { expect } from 'vitest';
import { Wire } from '../raw.ts';
import { type Breaks, closing, fresh, long, many, world } from './scene.ts';

export const gateway = {
  'gateway-token': () => closing((wire) => wire.identify(world.s.discord, { token: 'wrong' })),
  'gateway-intents': () => closing((wire) => wire.identify(world.s.discord, { intents: 1 << 30 })),
  'gateway-privileged': () => closing((wire) => wire.identify(world.s.discord, { intents: 32768 })),
  'gateway-size': () => closing((wire) => wire.say({ op: 1, d: long(4097) })),
  'gateway-json': () => closing((wire) => wire.say('{')),
  'gateway-pace': () => closing((wire) => many(121, () => wire.say({ op: 1, d: null }))),
  'gateway-opcode': () => closing((wire) => wire.say({ op: 77 })),
  'gateway-first': () => closing((wire) => wire.say({ op: 3, d: {} })),
  'gateway-twice': () =>
    closing((wire) => {
      wire.identify(world.s.discord);
      wire.identify(world.s.discord);
    }),
  'gateway-sequence': async () => {
    const wire = new Wire(world.s.discord);
    await wire.hello();
    wire.identify(world.s.discord);
    const ready = (await wire.event('READY')).d as { session_id: string };
    await closing((other) =>
      other.say({ op: 6, d: { token: world.s.discord.token, session_id: ready.session_id, seq: 9999 } }),
    );
    wire.close();
  },
  'gateway-shard': () => closing((wire) => wire.identify(world.s.discord, { shard: [2, 2] })),
  'gateway-sharding': () =>
    fresh({}, async ({ discord }) => {
      for (let at = 0; at < 2500; at++) discord.addGuild({ name: `g${at}` });
      const wire = new Wire(discord);
      await wire.hello();
      wire.identify(discord);
      expect(await wire.until((one) => one.closed)).toBe(4011);
    }),
  'gateway-resume': async () => {
    const wire = new Wire(world.s.discord);
    await wire.hello();
    wire.identify(world.s.discord);
    const ready = (await wire.event('READY')).d as { session_id: string };
    wire.close(1000);
    await wire.until((one) => one.closed);
    const other = new Wire(world.s.discord);
    await other.hello();
    other.say({ op: 6, d: { token: world.s.discord.token, session_id: ready.session_id, seq: 1 } });
    await other.until((one) => one.got.find((got) => got.op === 9));
    other.close();
  },
  'gateway-identify': () =>
    fresh({ limits: 'real', stopwatch: () => 0 }, async ({ discord }) => {
      const wires = [new Wire(discord), new Wire(discord)];
      for (const wire of wires) {
        await wire.hello();
        wire.identify(discord);
        await wire.until((one) => one.got.find((got) => got.op === 9 || got.t === 'READY'));
      }
      for (const wire of wires) wire.close();
    }),
} satisfies Breaks;
