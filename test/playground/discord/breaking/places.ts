// Scheduled events, places and people that are missing or closed, and rate limits. Read by rules.test.ts.
import { send } from '../raw.ts';
import { app, type Breaks, event, fresh, long, many, path, world } from './scene.ts';

export const places = {
  'event-name': () => event({ name: long(101) }),
  'event-description': () => event({ description: long(1001) }),
  'event-external': () => event({ scheduled_end_time: undefined }),
  'event-times': () => event({ scheduled_start_time: '2020-01-01T00:00:00Z' }),
  'event-recurrence': () => event({ recurrence_rule: { start: '2030-01-01T10:00:00Z', frequency: 3, interval: 3 } }),
  'event-count': async () => {
    for (let at = 0; at < 101; at++) await event({});
  },
  'unknown-event': () => send(world.s.discord, 'GET', `guilds/${world.s.guild.id}/scheduled-events/123456789012345678`),
  'missing-access': async () => {
    const hidden = world.s.discord.addChannel(world.s.guild.id, {
      name: 'hidden',
      overwrites: { [world.s.guild.id]: { deny: ['VIEW_CHANNEL'] } },
    });
    await send(world.s.discord, 'POST', `channels/${hidden.id}/messages`, { content: 'x' });
  },
  'missing-permissions': async () => {
    const mute = world.s.discord.addChannel(world.s.guild.id, { name: 'mute' });
    world.s.discord.misbehave({ losePermission: 'SEND_MESSAGES', channel: mute.id });
    await send(world.s.discord, 'POST', `channels/${mute.id}/messages`, { content: 'x' });
  },
  'dm-closed': async () => {
    const { id } = (await send(world.s.discord, 'POST', 'users/@me/channels', { recipient_id: world.s.ben.id })).body;
    world.s.discord.misbehave({ closeDms: world.s.ben.id });
    await send(world.s.discord, 'POST', `channels/${id}/messages`, { content: 'x' });
  },
  'unknown-channel': () => send(world.s.discord, 'GET', 'channels/123456789012345678'),
  'unknown-message': () => send(world.s.discord, 'GET', `${path()}/123456789012345678`),
  'unknown-user': () => send(world.s.discord, 'GET', 'users/123456789012345678'),
  'unknown-member': () =>
    send(
      world.s.discord,
      'GET',
      `guilds/${world.s.guild.id}/members/${world.s.discord.addUser({ username: 'stranger' }).id}`,
    ),
  'unknown-guild': () => send(world.s.discord, 'GET', 'guilds/123456789012345678'),
  'unknown-command': () => send(world.s.discord, 'GET', `${app()}/123456789012345678`),
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
} satisfies Breaks;
