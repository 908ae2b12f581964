// Recorded payloads of the real Discord, read by our own adapter: an ask with everything an ask needs, or nothing; never an
// error. The recordings live outside this checkout, and are another bot's.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { APIInteraction } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { readInteraction, wordsOf } from '#platforms/discord/interaction.ts';

type Fields = Record<string, unknown>;
const folder = '../shared/conformance/recorded/discord';
const present = existsSync(folder);
if (!present) process.stdout.write(`not run: the Discord adapter on the payloads of ${folder}\n`);

const payloads = (present ? readdirSync(folder) : []).flatMap((file) =>
  Object.entries(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Fields).flatMap(([name, payload]) =>
    typeof payload === 'object' && payload !== null ? [{ at: `${file} ${name}`, payload: payload as Fields }] : [],
  ),
);
const interactions = payloads.filter(({ payload }) => typeof payload['type'] === 'number' && 'token' in payload);
const messages = payloads.filter(({ payload }) => payload['type'] === 'GATEWAY_MESSAGE_CREATE');
const read = (payload: Fields) =>
  readInteraction(payload as unknown as APIInteraction, new Date('2026-11-21T09:00:00Z'), new Map());

/** An ask is whole: somebody asks, somewhere, with a key by which a second delivery is known. */
const whole = (payload: Fields): void => {
  const ask = read(payload);
  const guild = payload['guild_id'];
  expect(ask).toMatchObject({
    key: `discord:${payload['id']}`,
    space: guild ?? '',
    user: { home: 'discord', id: expect.stringMatching(/^\d+$/), name: expect.stringMatching(/./) },
    channel: { id: payload['channel_id'], direct: guild === undefined },
    what: { kind: 'press', press: (payload['data'] as Fields)['custom_id'] },
  });
};

describe.runIf(present)('recorded payloads of Discord', () => {
  it('are there', () => {
    expect(interactions.length).toBeGreaterThan(5);
    expect(messages.length).toBeGreaterThan(5);
  });

  it.each(interactions)('press: $at', async ({ payload }) => {
    whole(payload);
    expect(typeof (await read(payload)?.mayConnect())).toBe('boolean');
  });

  it.each(interactions)('without what Discord may leave out: $at', ({ payload }) => {
    const { channel: _channel, message: _message, locale: _locale, entitlements: _entitlements, ...less } = payload;
    expect(read(less)?.what.kind).toBe('press');
    const { member: _member, user: _user, ...nobody } = payload;
    expect(read(nobody)).toBeUndefined();
  });

  it.each(interactions)('of a kind that is not known yet: $at', ({ payload }) => {
    expect(read({ ...payload, type: 77 })).toBeUndefined();
    expect(
      read({ ...payload, data: { ...(payload['data'] as Fields), component_type: 5, values: [] } }),
    ).toBeUndefined();
    expect(
      read({ ...payload, type: 2, data: { type: 3, name: 'x', target_id: '1', resolved: { messages: {} } } }),
    ).toBe(undefined);
  });

  it.each(messages)('a message has words or none: $at', ({ payload }) => {
    expect(typeof wordsOf(payload['data'] as Parameters<typeof wordsOf>[0])).toBe('string');
  });
});
