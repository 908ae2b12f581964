// conversations.* and users.conversations: which channels there are, who is in them, and what was said.
import { UNLISTED_PAGE } from '../pace.ts';
import { Refused } from '../rules/rule.ts';
import { channelJson, messageJson } from '../shapes.ts';
import type { Channel, Fields } from '../state.ts';
import { bot, type Call, channelOf, type Method, messageOf, required, sees, text } from './method.ts';

const SCOPE_OF = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;

/** Reading scopes depend on the kind of channel, so they are checked once the channel is known. */
function needs(call: Call, channel: Channel, right: 'read' | 'history'): void {
  const scope = `${SCOPE_OF[channel.kind]}:${right}`;
  const { scopes } = bot(call);
  if (!scopes.has(scope)) {
    throw new Refused('missing_scope', 'scope:missing', scope, { needed: scope, provided: [...scopes].join(',') });
  }
}

function readable(call: Call, right: 'read' | 'history'): Channel {
  const channel = channelOf(call, required(call, 'channel'));
  needs(call, channel, right);
  return channel;
}

/** One page of a list; the cursor is the position in base64, as opaque as Slack's. */
export function page<T>(call: Call, all: readonly T[], usual: number): { items: T[]; response_metadata: Fields } {
  const cursor = text(call, 'cursor');
  const from = cursor === undefined || cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64url').toString());
  if (!Number.isInteger(from)) throw new Refused('invalid_cursor', 'argument:type', 'cursor');
  const limit = Math.min(1000, Number(call.args['limit'] ?? usual) || usual);
  const next = from + limit < all.length ? Buffer.from(String(from + limit)).toString('base64url') : '';
  return { items: all.slice(from, from + limit), response_metadata: { next_cursor: next } };
}

function info(call: Call): Fields {
  const channel = readable(call, 'read');
  return { channel: channelJson(channel, bot(call), call.args['include_num_members'] === true) };
}

function members(call: Call): Fields {
  const channel = readable(call, 'read');
  const { items, response_metadata } = page(call, [...channel.members], 100);
  return { members: items, response_metadata };
}

function wanted(call: Call, channels: Iterable<Channel>): Channel[] {
  const types = new Set((text(call, 'types') ?? 'public_channel').split(',').map((type) => type.trim()));
  const installation = bot(call);
  const out: Channel[] = [];
  for (const channel of channels) {
    const type =
      channel.kind === 'public' ? 'public_channel' : channel.kind === 'private' ? 'private_channel' : channel.kind;
    if (!types.has(type) || !sees(channel, installation)) continue;
    if (call.args['exclude_archived'] === true && channel.archived) continue;
    needs(call, channel, 'read');
    out.push(channel);
  }
  return out;
}

function listing(call: Call, channels: Iterable<Channel>): Fields {
  const { items, response_metadata } = page(call, wanted(call, channels), 100);
  return { channels: items.map((channel) => channelJson(channel, bot(call))), response_metadata };
}

function open(call: Call): Fields {
  const { botUser } = bot(call);
  const ids = (text(call, 'users') ?? '').split(',').filter((id) => id !== '');
  const known = text(call, 'channel');
  if (known !== undefined) return { channel: { id: channelOf(call, known).id } };
  if (ids.length !== 1)
    throw new Refused(ids.length === 0 ? 'users_list_not_supplied' : 'too_many_users', 'argument:required', 'users');
  const user = call.world.users.get(ids[0] ?? '');
  if (user === undefined) throw new Refused('user_not_found', 'user:unknown', ids[0]);
  if (user.isBot) throw new Refused('cannot_dm_bot', 'user:closed', user.id);
  if (user.deleted) throw new Refused('user_disabled', 'user:closed', user.id);
  if (user.closedDm !== undefined) throw new Refused(user.closedDm, 'user:closed', user.id);
  const channel = call.world.dm(botUser, user);
  return { channel: call.args['return_im'] === true ? channelJson(channel, bot(call)) : { id: channel.id } };
}

function join(call: Call): Fields {
  const channel = channelOf(call, required(call, 'channel'));
  if (channel.kind !== 'public')
    throw new Refused('method_not_supported_for_channel_type', 'channel:kind', channel.kind);
  if (channel.archived) throw new Refused('is_archived', 'channel:archived', channel.name);
  const { botUser } = bot(call);
  const fresh = call.world.join(channel, botUser.id);
  if (fresh) call.events.joined(channel, botUser, undefined);
  return { channel: channelJson(channel, bot(call)), ...(fresh ? {} : { warning: 'already_in_channel' }) };
}

function said(call: Call, thread: string | undefined): Fields {
  const channel = readable(call, 'history');
  if (!channel.members.has(bot(call).botUser.id)) throw new Refused('not_in_channel', 'channel:member', channel.name);
  if (thread !== undefined) messageOf(channel, thread, 'thread_not_found');
  const oldest = text(call, 'oldest') ?? '0';
  const latest = text(call, 'latest') ?? '99999999999.999999';
  const inclusive = call.args['inclusive'] === true;
  const found = [...channel.messages.values()].filter((message) => {
    if (
      thread === undefined
        ? message.threadTs !== undefined && message.threadTs !== message.ts
        : message.ts !== thread && message.threadTs !== thread
    ) {
      return false;
    }
    const ts = Number(message.ts);
    return inclusive ? ts >= Number(oldest) && ts <= Number(latest) : ts > Number(oldest) && ts < Number(latest);
  });
  if (thread === undefined) found.reverse();
  const wanted = Number(call.args['limit'] ?? 100);
  const limit = call.app.unlisted ? Math.min(UNLISTED_PAGE, wanted) : wanted;
  const { items, response_metadata } = page({ ...call, args: { ...call.args, limit } }, found, 100);
  const withMetadata = call.args['include_all_metadata'] === true;
  return {
    messages: items.map((message) => messageJson(message, channel, withMetadata)),
    has_more: response_metadata['next_cursor'] !== '',
    pin_count: channel.pins.size,
    response_metadata,
  };
}

const paged = { cursor: 'string', limit: 'number' } as const;
const listed = { ...paged, types: 'string', exclude_archived: 'flag', team_id: 'string' } as const;
const span = {
  ...paged,
  'channel!': 'string',
  oldest: 'string',
  latest: 'string',
  inclusive: 'flag',
  include_all_metadata: 'flag',
} as const;

export const conversations: readonly Method[] = [
  {
    name: 'conversations.info',
    token: 'bot',
    tier: 3,
    scopes: [],
    run: info,
    args: { 'channel!': 'string', include_locale: 'flag', include_num_members: 'flag' },
  },
  {
    name: 'conversations.members',
    token: 'bot',
    tier: 4,
    scopes: [],
    run: members,
    args: { ...paged, 'channel!': 'string' },
  },
  {
    name: 'conversations.list',
    token: 'bot',
    tier: 2,
    scopes: [],
    run: (call) => listing(call, call.world.channels.values()),
    args: listed,
  },
  {
    name: 'users.conversations',
    token: 'bot',
    tier: 2,
    scopes: [],
    args: { ...listed, user: 'string' },
    run: (call) => listing(call, call.world.channelsOfUser.get(text(call, 'user') ?? bot(call).botUser.id) ?? []),
  },
  {
    name: 'conversations.open',
    token: 'bot',
    tier: 3,
    scopes: ['im:write', 'mpim:write'],
    run: open,
    args: { users: 'string', channel: 'string', return_im: 'flag', prevent_creation: 'flag' },
  },
  {
    name: 'conversations.join',
    token: 'bot',
    tier: 3,
    scopes: ['channels:join'],
    run: join,
    args: { 'channel!': 'string' },
  },
  {
    name: 'conversations.history',
    token: 'bot',
    tier: 3,
    scopes: [],
    run: (call) => said(call, undefined),
    args: span,
  },
  {
    name: 'conversations.replies',
    token: 'bot',
    tier: 3,
    scopes: [],
    args: { ...span, 'ts!': 'string' },
    run: (call) => said(call, required(call, 'ts')),
  },
];
