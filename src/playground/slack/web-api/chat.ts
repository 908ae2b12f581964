// chat.*: posting, editing, deleting, whispering, and the address of a message.
import { Refused } from '../rules/rule.ts';
import { messageJson } from '../shapes.ts';
import type { Channel, Fields, Message } from '../state.ts';
import { readContent } from './content.ts';
import { bot, type Call, channelOf, type Method, messageOf, required, text } from './method.ts';

/** The channel a message goes to; a person's id means the direct channel with that person. */
function target(call: Call): Channel {
  const { botUser } = bot(call);
  const id = required(call, 'channel');
  let channel: Channel;
  if (/^[UW]/.test(id)) {
    const user = call.world.users.get(id);
    if (user === undefined || user.isBot) throw new Refused('channel_not_found', 'channel:unknown', id);
    channel = call.world.dm(botUser, user);
  } else {
    channel = channelOf(call, id);
  }
  if (channel.archived) throw new Refused('is_archived', 'channel:archived', channel.name);
  for (const member of channel.kind === 'im' ? channel.members : []) {
    const user = call.world.users.get(member);
    if (user?.closedDm !== undefined) throw new Refused(user.closedDm, 'user:closed', member);
    if (user?.deleted === true) throw new Refused('user_disabled', 'user:closed', member);
  }
  return channel;
}

function writable(call: Call, channel: Channel): void {
  const { botUser, scopes } = bot(call);
  if (channel.members.has(botUser.id)) return;
  if (channel.kind === 'public' && scopes.has('chat:write.public')) return;
  throw new Refused('not_in_channel', 'channel:member', channel.name);
}

function own(call: Call, channel: Channel, error: string): Message {
  const message = messageOf(channel, required(call, 'ts'));
  if (message.appId !== call.app.id || message.userId !== bot(call).botUser.id) {
    throw new Refused(error, 'message:own', message.ts);
  }
  return message;
}

function postMessage(call: Call): Fields {
  const { team, botUser, botId } = bot(call);
  const channel = target(call);
  writable(call, channel);
  const content = readContent(call.world, call.args);
  const threadTs = text(call, 'thread_ts');
  if (threadTs !== undefined) messageOf(channel, threadTs, 'thread_not_found');
  const message = call.world.post(channel, {
    userId: botUser.id,
    teamId: team.id,
    botId,
    appId: call.app.id,
    threadTs,
    text: content.text ?? '',
    blocks: content.blocks,
    attachments: content.attachments,
    metadata: content.metadata,
  });
  call.events.posted(channel, message);
  return { channel: channel.id, ts: message.ts, message: messageJson(message, channel, true) };
}

function update(call: Call): Fields {
  const channel = channelOf(call, required(call, 'channel'));
  const message = own(call, channel, 'cant_update_message');
  if (channel.archived) throw new Refused('is_archived', 'channel:archived', channel.name);
  const content = readContent(call.world, call.args, true);
  if (content.text !== undefined) message.text = content.text;
  if (content.blocks !== undefined) message.blocks = content.blocks.length === 0 ? undefined : content.blocks;
  if (content.attachments !== undefined) message.attachments = content.attachments;
  if (call.args['metadata'] !== undefined) message.metadata = content.metadata;
  message.edited = { user: bot(call).botUser.id, ts: `${Math.floor(call.now / 1000)}.000000` };
  call.world.changed({ kind: 'message_changed', teamId: channel.teamId, channelId: channel.id });
  return { channel: channel.id, ts: message.ts, text: message.text, message: messageJson(message, channel, true) };
}

function remove(call: Call): Fields {
  const channel = channelOf(call, required(call, 'channel'));
  const message = own(call, channel, 'cant_delete_message');
  call.world.remove(channel, message);
  return { channel: channel.id, ts: message.ts };
}

function postEphemeral(call: Call): Fields {
  const { team, botUser, botId } = bot(call);
  const channel = target(call);
  writable(call, channel);
  const to = required(call, 'user');
  if (!channel.members.has(to)) throw new Refused('user_not_in_channel', 'user:in-channel', to);
  const content = readContent(call.world, call.args);
  const message = call.world.post(channel, {
    userId: botUser.id,
    teamId: team.id,
    botId,
    appId: call.app.id,
    to,
    text: content.text ?? '',
    blocks: content.blocks,
    attachments: content.attachments,
    threadTs: text(call, 'thread_ts'),
  });
  return { message_ts: message.ts };
}

function getPermalink(call: Call): Fields {
  const channel = channelOf(call, required(call, 'channel'));
  const message = messageOf(channel, required(call, 'message_ts'));
  return { channel: channel.id, permalink: permalink(bot(call).team.domain, channel.id, message.ts) };
}

/** The address of a message as people see it. */
export function permalink(domain: string, channelId: string, ts: string): string {
  return `https://${domain}.slack.com/archives/${channelId}/p${ts.replace('.', '')}`;
}

const content = {
  text: 'string',
  markdown_text: 'string',
  blocks: 'json',
  attachments: 'json',
  parse: 'string',
  link_names: 'flag',
  as_user: 'flag',
} as const;
const post = {
  ...content,
  'channel!': 'string',
  thread_ts: 'string',
  username: 'string',
  icon_emoji: 'string',
  icon_url: 'string',
} as const;

export const chat: readonly Method[] = [
  {
    name: 'chat.postMessage',
    token: 'bot',
    tier: 'post',
    scopes: ['chat:write'],
    run: postMessage,
    args: {
      ...post,
      metadata: 'json',
      unfurl_links: 'flag',
      unfurl_media: 'flag',
      reply_broadcast: 'flag',
      mrkdwn: 'flag',
    },
  },
  {
    name: 'chat.update',
    token: 'bot',
    tier: 3,
    scopes: ['chat:write'],
    run: update,
    args: {
      ...content,
      'channel!': 'string',
      'ts!': 'string',
      metadata: 'json',
      file_ids: 'json',
      reply_broadcast: 'flag',
      unfurl_links: 'flag',
      unfurl_media: 'flag',
    },
  },
  {
    name: 'chat.delete',
    token: 'bot',
    tier: 3,
    scopes: ['chat:write'],
    run: remove,
    args: { 'channel!': 'string', 'ts!': 'string', as_user: 'flag' },
  },
  {
    name: 'chat.postEphemeral',
    token: 'bot',
    tier: 4,
    scopes: ['chat:write'],
    run: postEphemeral,
    args: { ...post, 'user!': 'string' },
  },
  {
    name: 'chat.getPermalink',
    token: 'bot',
    tier: 'hundreds',
    scopes: [],
    run: getPermalink,
    args: { 'channel!': 'string', 'message_ts!': 'string' },
  },
];
