// Every rule of the list is broken by a request here, and the refusal names it. A rule without such a request fails.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#playground/discord/driver/actor.ts';
import { PERMISSIONS } from '#playground/discord/permissions.ts';
import { type RuleId, rules } from '#playground/discord/rules.ts';
import type { Interaction } from '#playground/discord/world.ts';
import { type Scene, scene } from './bot.ts';
import { type Answer, callback, send, started, Wire } from './raw.ts';

type Break = () => Promise<unknown>;
let s: Scene;
let ada: Actor;
let clock = Date.UTC(2026, 10, 23, 12);
let watch = 0;
const path = () => `channels/${s.channel.id}/messages`;
const app = () => `applications/${s.discord.bot.id}/commands`;

const post = (body: unknown) => send(s.discord, 'POST', path(), body);
const embed = (one: unknown) => post({ embeds: [one] });
const rows = (...components: unknown[]) => post({ content: 'x', components });
const row = (...components: unknown[]) => rows({ type: 1, components });
const b = (more: object = {}) => ({ type: 2, style: 1, label: 'x', custom_id: 'x', ...more });
const select = (more: object = {}) => row({ type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }], ...more });
const v2 = (...components: unknown[]) => post({ flags: 32768, components });
const text = (content: string) => ({ type: 10, content });
const long = (size: number) => 'x'.repeat(size);
const many = <T>(size: number, make: (at: number) => T): T[] => Array.from({ length: size }, (_, at) => make(at));

const slash = (): Interaction => started(s.discord, () => ada.slash(s.channel.id, 'task', [], {}));
const typing = (): Interaction =>
  started(s.discord, () => ada.autocomplete(s.channel.id, 'task', [], { due: 'x' }, 'due'));
const modal = (more: object) =>
  callback(s.discord, slash(), { type: 9, data: { custom_id: 'm', title: 'T', components: [label()], ...more } });
const input = (more: object = {}) => ({ type: 4, custom_id: 'i', style: 1, ...more });
const label = (component: unknown = input(), more: object = {}) => ({ type: 18, label: 'L', component, ...more });
const field = (component: unknown) => modal({ components: [label(component)] });

const put = (...commands: unknown[]) => send(s.discord, 'PUT', app(), commands);
const command = (more: object = {}) => put({ name: 'x', description: 'x', ...more });
const option = (more: object = {}) => command({ options: [{ type: 3, name: 'o', description: 'o', ...more }] });

const event = (more: object) =>
  send(s.discord, 'POST', `guilds/${s.guild.id}/scheduled-events`, {
    name: 'x',
    privacy_level: 2,
    entity_type: 3,
    entity_metadata: { location: 'Lublin' },
    scheduled_start_time: '2030-01-01T10:00:00Z',
    scheduled_end_time: '2030-01-01T12:00:00Z',
    ...more,
  });

/** A closed gateway connection after `say`. */
async function gateway(say: (wire: Wire) => void): Promise<void> {
  const wire = new Wire(s.discord);
  await wire.hello();
  say(wire);
  await wire.until((one) => one.closed);
}
const fresh = async (options: Parameters<typeof scene>[0], run: (at: Scene) => Promise<unknown>): Promise<void> => {
  const at = await scene(options);
  const wanted = run(at);
  await wanted;
  elsewhere.push(...at.discord.calls.flatMap((call) => call.rules));
  await at.discord.stop();
};
/** Rules broken in worlds of their own. */
const elsewhere: RuleId[] = [];

const breaks: Record<RuleId, Break> = {
  'unknown-route': () => send(s.discord, 'GET', 'nowhere'),
  unauthorized: () => send(s.discord, 'GET', 'users/@me', undefined, { token: 'wrong' }),
  'bad-json': () => post('{'),
  'request-size': () => post(`"${long(25 * 1024 * 1024)}"`),
  'unknown-field': () => post({ content: 'x', colour: 1 }),
  'wrong-type': () => post({ content: 1 }),
  'required-field': () => v2({ type: 13 }),
  'content-length': () => post({ content: long(2001) }),
  'empty-message': () => post({ content: '  ' }),
  'nonce-length': () => post({ content: 'x', nonce: long(26) }),
  'flags-unknown': () => post({ content: 'x', flags: 64 }),
  'allowed-mentions-clash': () => post({ content: 'x', allowed_mentions: { parse: ['users'], users: [s.ada.id] } }),
  'allowed-mentions-count': () => post({ content: 'x', allowed_mentions: { users: many(101, String) } }),
  'attachment-count': () => post({ content: 'x', attachments: many(11, (id) => ({ id })) }),
  'attachment-reference': () => post({ content: 'x', attachments: [{ id: 0 }] }),
  'reference-unknown': () => post({ content: 'x', message_reference: { message_id: '123456789012345678' } }),
  'others-message': () => send(s.discord, 'PATCH', `${path()}/${ada.say(s.channel.id, 'mine').id}`, { content: 'x' }),
  'old-edits': async () => {
    const { id } = (await post({ content: 'old' })).body;
    clock += 3_600_001;
    for (let at = 0; at < 6; at++) await send(s.discord, 'PATCH', `${path()}/${id}`, { content: `${at}` });
  },
  'pin-count': async () => {
    for (let at = 0; at < 251; at++) s.channel.pins.set(String(at), '');
    const { id } = (await post({ content: 'x' })).body;
    await send(s.discord, 'PUT', `${path()}/pins/${id}`);
    s.channel.pins.clear();
  },
  'embed-count': () => post({ embeds: many(11, () => ({ title: 'x' })) }),
  'embed-title': () => embed({ title: long(257) }),
  'embed-description': () => embed({ description: long(4097) }),
  'embed-fields': () => embed({ fields: many(26, () => ({ name: 'x', value: 'x' })) }),
  'embed-field-name': () => embed({ fields: [{ name: '', value: 'x' }] }),
  'embed-field-value': () => embed({ fields: [{ name: 'x', value: long(1025) }] }),
  'embed-footer': () => embed({ footer: { text: long(2049) } }),
  'embed-author': () => embed({ author: { name: long(257) } }),
  'embed-total': () => post({ embeds: [{ description: long(4000) }, { description: long(2001) }] }),
  'embed-url': () => embed({ title: 'x', url: 'javascript:alert(1)' }),
  'embed-timestamp': () => embed({ title: 'x', timestamp: 'tomorrow' }),
  'embed-color': () => embed({ title: 'x', color: 0x1000000 }),
  'rows-count': () => rows(...many(6, (at) => ({ type: 1, components: [b({ custom_id: `${at}` })] }))),
  'row-children': () => row(...many(6, (at) => b({ custom_id: `${at}` }))),
  'component-type': () => rows({ type: 99 }),
  'custom-id-length': () => row(b({ custom_id: long(101) })),
  'custom-id-unique': () => row(b(), b()),
  'component-id-unique': () => row(b({ id: 7 }), b({ id: 7, custom_id: 'y' })),
  'button-label': () => row(b({ label: long(81) })),
  'button-face': () => row(b({ label: undefined })),
  'button-style': () => row(b({ style: 7 })),
  'button-link': () => row({ type: 2, style: 5, label: 'x', url: 'https://example.org', custom_id: 'x' }),
  'select-options': () => select({ options: many(26, (at) => ({ label: 'a', value: `${at}` })) }),
  'select-option-text': () => select({ options: [{ label: long(101), value: 'a' }] }),
  'select-option-unique': () => select({ options: many(2, () => ({ label: 'a', value: 'a' })) }),
  'select-placeholder': () => select({ placeholder: long(151) }),
  'select-values': () => select({ max_values: 26 }),
  'select-defaults': () => select({ options: many(2, (at) => ({ label: 'a', value: `${at}`, default: true })) }),
  'v2-flag': () => rows(text('x')),
  'v2-alone': () => post({ content: 'x', flags: 32768, components: [text('x')] }),
  'v2-total': () =>
    v2({
      type: 17,
      components: many(21, () => ({ type: 1, components: [b({ custom_id: Math.random().toString() })] })),
    }),
  'v2-text': () => v2(text(long(3000)), text(long(1001))),
  'v2-section': () => v2({ type: 9, components: [text('x')] }),
  'v2-gallery': () => v2({ type: 12, items: [] }),
  'modal-title': () => modal({ title: long(46) }),
  'modal-components': () => modal({ components: many(6, (at) => label(input({ custom_id: `${at}` }))) }),
  'modal-place': () => modal({ components: [{ type: 9, components: [] }] }),
  'modal-first': async () => {
    const made = slash();
    await callback(s.discord, made, { type: 9, data: { custom_id: 'm', title: 'T', components: [label()] } });
    await new Promise((resolve) => setImmediate(resolve));
    await callback(
      s.discord,
      started(s.discord, () => ada.submitModal({ i: 'x' })),
      { type: 9, data: {} },
    );
  },
  'label-text': () => modal({ components: [label(input(), { label: long(46) })] }),
  'label-description': () => modal({ components: [label(input(), { description: long(101) })] }),
  'text-input-style': () => field(input({ style: 3 })),
  'text-input-label': () => field(input({ label: 'x' })),
  'text-input-value': () => field(input({ value: long(4001) })),
  'text-input-placeholder': () => field(input({ placeholder: long(101) })),
  'text-input-length': () => field(input({ min_length: 5, max_length: 4 })),
  'group-options': () => field({ type: 21, custom_id: 'r', options: [{ label: 'a', value: 'a' }] }),
  'upload-count': () => field({ type: 19, custom_id: 'u', max_values: 11 }),
  'command-count': () => put(...many(101, (at) => ({ name: `x${at}`, description: 'x' }))),
  'command-unique': () => put({ name: 'x', description: 'x' }, { name: 'x', description: 'x' }),
  'command-name': () => command({ name: 'two words' }),
  'command-name-case': () => command({ name: 'Task' }),
  'command-description': () => command({ description: long(101) }),
  'command-type': () => command({ type: 7 }),
  'command-size': () =>
    command({
      options: many(25, (at) => ({
        type: 3,
        name: `o${at}`,
        description: long(100),
        choices: many(25, (no) => ({ name: `${long(10)}${no}`, value: 'x' })),
      })),
    }),
  'option-count': () => command({ options: many(26, (at) => ({ type: 3, name: `o${at}`, description: 'x' })) }),
  'option-type': () => option({ type: 12 }),
  'option-unique': () => command({ options: many(2, () => ({ type: 3, name: 'o', description: 'x' })) }),
  'option-order': () =>
    command({ options: many(2, (at) => ({ type: 3, name: `o${at}`, description: 'x', required: at === 1 })) }),
  'option-mix': () =>
    command({
      options: [
        { type: 1, name: 'a', description: 'x' },
        { type: 3, name: 'b', description: 'x' },
      ],
    }),
  'option-range': () => option({ min_length: 3, max_length: 2 }),
  'choice-count': () => option({ choices: many(26, (at) => ({ name: `${at}`, value: `${at}` })) }),
  'choice-text': () => option({ choices: [{ name: long(101), value: 'x' }] }),
  'choice-value': () => option({ choices: [{ name: 'x', value: 1 }] }),
  'choice-autocomplete': () => option({ autocomplete: true, choices: [{ name: 'x', value: 'x' }] }),
  'locale-key': () => command({ name_localizations: { 'pt-PT': 'x' } }),
  'locale-text': () => command({ name_localizations: { pl: 'Duże' } }),
  'callback-type': () => callback(s.discord, slash(), { type: 7, data: { content: 'x' } }),
  'callback-data': () => callback(s.discord, slash(), { type: 4 }),
  'callback-deadline': () => {
    const made = slash();
    watch += 3001;
    return callback(s.discord, made, { type: 5 });
  },
  'callback-once': async () => {
    const made = slash();
    await callback(s.discord, made, { type: 5 });
    await callback(s.discord, made, { type: 5 });
  },
  'callback-first': () => send(s.discord, 'POST', `webhooks/${s.discord.bot.id}/${slash().token}`, { content: 'x' }),
  'token-life': async () => {
    const made = slash();
    await callback(s.discord, made, { type: 5 });
    clock += 15 * 60_000 + 1;
    await send(s.discord, 'PATCH', `webhooks/${s.discord.bot.id}/${made.token}/messages/@original`, { content: 'x' });
  },
  'autocomplete-count': () =>
    callback(s.discord, typing(), {
      type: 8,
      data: { choices: many(26, (at) => ({ name: `${at}`, value: `${at}` })) },
    }),
  'autocomplete-choice': () =>
    callback(s.discord, typing(), { type: 8, data: { choices: [{ name: long(101), value: 'x' }] } }),
  'command-creates': () =>
    fresh({}, async ({ discord }) => {
      const put = (from: number, size: number) =>
        send(
          discord,
          'PUT',
          `applications/${discord.bot.id}/commands`,
          many(size, (at) => ({ name: `x${from + at}`, description: 'x' })),
        );
      for (const from of [0, 100, 200]) await put(from, 100);
    }),
  'event-name': () => event({ name: long(101) }),
  'event-description': () => event({ description: long(1001) }),
  'event-external': () => event({ scheduled_end_time: undefined }),
  'event-times': () => event({ scheduled_start_time: '2020-01-01T00:00:00Z' }),
  'event-recurrence': () => event({ recurrence_rule: { start: '2030-01-01T10:00:00Z', frequency: 3, interval: 3 } }),
  'event-count': async () => {
    for (let at = 0; at < 101; at++) await event({});
  },
  'unknown-event': () => send(s.discord, 'GET', `guilds/${s.guild.id}/scheduled-events/123456789012345678`),
  'missing-access': async () => {
    const hidden = s.discord.addChannel(s.guild.id, {
      name: 'hidden',
      overwrites: { [s.guild.id]: { deny: ['VIEW_CHANNEL'] } },
    });
    await send(s.discord, 'POST', `channels/${hidden.id}/messages`, { content: 'x' });
  },
  'missing-permissions': async () => {
    const mute = s.discord.addChannel(s.guild.id, { name: 'mute' });
    s.discord.misbehave({ losePermission: 'SEND_MESSAGES', channel: mute.id });
    await send(s.discord, 'POST', `channels/${mute.id}/messages`, { content: 'x' });
  },
  'dm-closed': async () => {
    const { id } = (await send(s.discord, 'POST', 'users/@me/channels', { recipient_id: s.ben.id })).body;
    s.discord.misbehave({ closeDms: s.ben.id });
    await send(s.discord, 'POST', `channels/${id}/messages`, { content: 'x' });
  },
  'unknown-channel': () => send(s.discord, 'GET', 'channels/123456789012345678'),
  'unknown-message': () => send(s.discord, 'GET', `${path()}/123456789012345678`),
  'unknown-user': () => send(s.discord, 'GET', 'users/123456789012345678'),
  'unknown-member': () =>
    send(s.discord, 'GET', `guilds/${s.guild.id}/members/${s.discord.addUser({ username: 'stranger' }).id}`),
  'unknown-guild': () => send(s.discord, 'GET', 'guilds/123456789012345678'),
  'unknown-command': () => send(s.discord, 'GET', `${app()}/123456789012345678`),
  'rate-global': () =>
    fresh({ limits: 'real', stopwatch: () => 0 }, async ({ discord, guild }) => {
      const ids = many(60, (at) => discord.addChannel(guild.id, { name: `c${at}` }).id);
      for (const id of ids) await send(discord, 'GET', `channels/${id}`);
    }),
  'rate-route': () =>
    fresh({ limits: 'real', stopwatch: () => 0 }, async ({ discord, channel }) => {
      for (let at = 0; at < 6; at++) await send(discord, 'POST', `channels/${channel.id}/messages`, { content: 'x' });
    }),
  'rate-invalid': () =>
    fresh({ limits: 'real', stopwatch: () => 0 }, async ({ discord }) => {
      discord.local.limits.answered(401, undefined);
      discord.local.limits.invalid = 10_000;
      await send(discord, 'GET', 'users/@me');
    }),
  'gateway-token': () => gateway((wire) => wire.identify(s.discord, { token: 'wrong' })),
  'gateway-intents': () => gateway((wire) => wire.identify(s.discord, { intents: 1 << 30 })),
  'gateway-privileged': () => gateway((wire) => wire.identify(s.discord, { intents: 32768 })),
  'gateway-size': () => gateway((wire) => wire.say({ op: 1, d: long(4097) })),
  'gateway-json': () => gateway((wire) => wire.say('{')),
  'gateway-pace': () => gateway((wire) => many(121, () => wire.say({ op: 1, d: null }))),
  'gateway-opcode': () => gateway((wire) => wire.say({ op: 77 })),
  'gateway-first': () => gateway((wire) => wire.say({ op: 3, d: {} })),
  'gateway-twice': () =>
    gateway((wire) => {
      wire.identify(s.discord);
      wire.identify(s.discord);
    }),
  'gateway-sequence': async () => {
    const wire = new Wire(s.discord);
    await wire.hello();
    wire.identify(s.discord);
    const ready = (await wire.event('READY')).d as { session_id: string };
    await gateway((other) =>
      other.say({ op: 6, d: { token: s.discord.token, session_id: ready.session_id, seq: 9999 } }),
    );
    wire.close();
  },
  'gateway-shard': () => gateway((wire) => wire.identify(s.discord, { shard: [2, 2] })),
  'gateway-sharding': () =>
    fresh({}, async ({ discord }) => {
      for (let at = 0; at < 2500; at++) discord.addGuild({ name: `g${at}` });
      const wire = new Wire(discord);
      await wire.hello();
      wire.identify(discord);
      expect(await wire.until((one) => one.closed)).toBe(4011);
    }),
  'gateway-resume': async () => {
    const wire = new Wire(s.discord);
    await wire.hello();
    wire.identify(s.discord);
    const ready = (await wire.event('READY')).d as { session_id: string };
    wire.close(1000);
    await wire.until((one) => one.closed);
    const other = new Wire(s.discord);
    await other.hello();
    other.say({ op: 6, d: { token: s.discord.token, session_id: ready.session_id, seq: 1 } });
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
};

beforeAll(async () => {
  s = await scene({ now: () => clock, stopwatch: () => watch });
  for (const role of s.guild.roles.values()) role.permissions |= PERMISSIONS.CREATE_EVENTS;
  ada = s.discord.as(s.ada.id, s.guild.id, 0);
  await put({
    name: 'task',
    description: 'x',
    options: [{ type: 3, name: 'due', description: 'x', autocomplete: true }],
  });
});
afterAll(() => s.discord.stop());

describe('rules', () => {
  it.each(rules)('$id: $sentence', async ({ id, fault }) => {
    const broken: RuleId[] = [];
    const stop = s.discord.onCall((call) => broken.push(...call.rules));
    const refused = (await breaks[id]()) as Answer | undefined;
    stop();
    broken.push(...elsewhere.splice(0));
    expect(broken).toContain(id);
    if (refused) expect(refused.status).toBeGreaterThanOrEqual(400);
    if (fault === 'bot') expect(s.discord.violations.some((one) => one.rule === id)).toBe(true);
  });

  it('says where in Discord’s own shape', async () => {
    const { status, body } = await embed({ title: long(257) });
    expect(status).toBe(400);
    expect(body).toEqual({
      code: 50035,
      message: 'Invalid Form Body',
      errors: {
        embeds: {
          0: { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' }] } },
        },
      },
    });
  });
});
