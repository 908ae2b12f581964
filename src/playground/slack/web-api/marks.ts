// Pins and reactions.
import { Refused } from '../rules/rule.ts';
import { messageJson } from '../shapes.ts';
import type { Fields } from '../state.ts';
import { bot, type Call, channelOf, type Method, messageOf, required } from './method.ts';

function place(
  call: Call,
  tsName: string,
): { channel: ReturnType<typeof channelOf>; message: ReturnType<typeof messageOf> } {
  const channel = channelOf(call, required(call, 'channel'));
  if (!channel.members.has(bot(call).botUser.id)) throw new Refused('not_in_channel', 'channel:member', channel.name);
  if (channel.archived) throw new Refused('is_archived', 'channel:archived', channel.name);
  return { channel, message: messageOf(channel, required(call, tsName)) };
}

function pin(call: Call): Fields {
  const { channel, message } = place(call, 'timestamp');
  if (channel.pins.has(message.ts)) throw new Refused('already_pinned', 'pin:state', message.ts);
  channel.pins.set(message.ts, { user: bot(call).botUser.id, created: Math.floor(call.now / 1000) });
  call.world.changed({ kind: 'message_changed', teamId: channel.teamId, channelId: channel.id });
  return {};
}

function unpin(call: Call): Fields {
  const { channel, message } = place(call, 'timestamp');
  if (!channel.pins.delete(message.ts)) throw new Refused('no_pin', 'pin:state', message.ts);
  call.world.changed({ kind: 'message_changed', teamId: channel.teamId, channelId: channel.id });
  return {};
}

function pinned(call: Call): Fields {
  const channel = channelOf(call, required(call, 'channel'));
  const items = [...channel.pins].map(([ts, { user, created }]) => ({
    type: 'message',
    channel: channel.id,
    created,
    created_by: user,
    message: messageJson(messageOf(channel, ts), channel),
  }));
  return { items };
}

function react(call: Call): Fields {
  const { channel, message } = place(call, 'timestamp');
  const name = required(call, 'name');
  const { botUser } = bot(call);
  const users = message.reactions.get(name) ?? new Set();
  if (users.has(botUser.id)) throw new Refused('already_reacted', 'reaction:state', name);
  users.add(botUser.id);
  message.reactions.set(name, users);
  call.world.changed({ kind: 'message_changed', teamId: channel.teamId, channelId: channel.id });
  return {};
}

const spot = { 'channel!': 'string', 'timestamp!': 'string' } as const;

export const marks: readonly Method[] = [
  { name: 'pins.add', token: 'bot', tier: 2, scopes: ['pins:write'], args: spot, run: pin },
  { name: 'pins.remove', token: 'bot', tier: 2, scopes: ['pins:write'], args: spot, run: unpin },
  { name: 'pins.list', token: 'bot', tier: 2, scopes: ['pins:read'], args: { 'channel!': 'string' }, run: pinned },
  {
    name: 'reactions.add',
    token: 'bot',
    tier: 3,
    scopes: ['reactions:write'],
    args: { ...spot, 'name!': 'string' },
    run: react,
  },
];
