// What a Web API method is: who may call it, how often, with what arguments, and what it does.
// Methods get arguments that were already read and typed, and throw Refused; none of them knows about HTTP.

import type { Events } from '../events.ts';
import type { Pace, Tier } from '../pace.ts';
import { Refused } from '../rules/rule.ts';
import type { App, Channel, Fields, Installation, Message } from '../state.ts';
import type { Triggers } from '../triggers.ts';
import type { World } from '../world.ts';

export type ArgType = 'string' | 'number' | 'flag' | 'json';

export interface Call {
  readonly world: World;
  readonly pace: Pace;
  readonly triggers: Triggers;
  readonly events: Events;
  /** Where this server is reached, without a slash at the end. */
  readonly origin: string;
  /** A fresh address with a one-time ticket. */
  readonly socketUrl: (app: App) => string;
  readonly args: Fields;
  readonly app: App;
  readonly now: number;
  /** Set for calls with a bot token. */
  readonly installation: Installation | undefined;
}

export interface Method {
  readonly name: string;
  readonly token: 'bot' | 'app';
  readonly tier: Tier;
  /** One of these scopes is enough; empty means none is needed. */
  readonly scopes: readonly string[];
  /** Arguments with their types; a name ending in `!` is required. */
  readonly args: Readonly<Record<string, ArgType>>;
  readonly run: (call: Call) => Fields;
}

export function bot(call: Call): Installation {
  if (call.installation === undefined) throw new Refused('not_allowed_token_type', 'auth:kind');
  return call.installation;
}

export function text(call: Call, name: string): string | undefined {
  const value = call.args[name];
  return typeof value === 'string' ? value : undefined;
}

export function required(call: Call, name: string): string {
  const value = text(call, name);
  if (value === undefined || value === '') throw missing(name);
  return value;
}

export function missing(name: string): Refused {
  return new Refused('invalid_arguments', 'argument:required', name, {
    response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
  });
}

/** Whether a workspace sees a channel: its own, or one shared with it. */
export function sees(channel: Channel, installation: Installation): boolean {
  if (channel.teamId !== installation.team.id && !channel.sharedWith.has(installation.team.id)) return false;
  return channel.kind === 'public' || channel.members.has(installation.botUser.id);
}

/** The channel by id; Slack says channel_not_found too where a private one is only hidden. */
export function channelOf(call: Call, id: string): Channel {
  const channel = call.world.channels.get(id);
  if (channel === undefined || !sees(channel, bot(call))) throw new Refused('channel_not_found', 'channel:unknown', id);
  return channel;
}

export function messageOf(channel: Channel, ts: string, error = 'message_not_found'): Message {
  const message = channel.messages.get(ts);
  if (message === undefined) throw new Refused(error, 'message:unknown', ts);
  return message;
}
