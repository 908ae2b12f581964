// Messages of channels: post, read, edit, delete.
import { attachmentIds } from '../answering.ts';
import { checkMessage } from '../checks/message.ts';
import type { Local } from '../local.ts';
import { messageShape } from '../message-shape.ts';
import { announce, deleteMessage, editMessage, makeMessage } from '../posting.ts';
import { isObject, type Json, Problem } from '../problem.ts';
import { type Ask, done, ok, type Reply, type Route } from '../router.ts';
import type { Channel, Message } from '../world.ts';
import { channelOf, messageOf, permit } from './found.ts';

const HOUR = 3_600_000;

export const messages: readonly Route[] = [
  { on: 'POST channels/:/messages', run: post },
  { on: 'GET channels/:/messages', run: list },
  {
    on: 'GET channels/:/messages/:',
    run: ({ local, params }) => {
      const channel = channelOf(local, params[0]);
      permit(local, channel, 'READ_MESSAGE_HISTORY');
      return ok(messageShape(local.world, messageOf(channel, params[1])));
    },
  },
  { on: 'PATCH channels/:/messages/:', run: edit },
  {
    on: 'DELETE channels/:/messages/:',
    run: ({ local, params }) => {
      const channel = channelOf(local, params[0]);
      const message = messageOf(channel, params[1]);
      if (message.author !== local.world.bot) permit(local, channel, 'MANAGE_MESSAGES');
      deleteMessage(local, message);
      return done;
    },
  },
  {
    on: 'POST channels/:/typing',
    run: ({ local, params }) => {
      permit(local, channelOf(local, params[0]), 'SEND_MESSAGES');
      return done;
    },
  },
];

function post({ local, params, body: value, files }: Ask): Reply {
  const channel = channelOf(local, params[0]);
  if (channel.recipient?.dmsClosed) throw new Problem(403, 50007, 'Cannot send messages to this user', ['dm-closed']);
  permit(local, channel, 'SEND_MESSAGES');
  const body = checkMessage(value, 'create', { files: files.length });
  if (files.length > 0) permit(local, channel, 'ATTACH_FILES');
  if (Array.isArray(body.embeds) && body.embeds.length > 0) permit(local, channel, 'EMBED_LINKS');
  const replyTo = replyTarget(local, channel, body);
  const nonce = typeof body.nonce === 'string' || typeof body.nonce === 'number' ? body.nonce : undefined;
  if (nonce !== undefined && body.enforce_nonce === true) {
    const twin = local.nonces.find(channel.id, nonce, local.world.now());
    if (twin) return ok(messageShape(local.world, twin));
  }
  const message = makeMessage(local, { channel, author: local.world.bot, body, files, replyTo });
  if (nonce !== undefined) local.nonces.remember(message, nonce, local.world.now());
  announce(local, message);
  return ok(messageShape(local.world, message));
}

function replyTarget(local: Local, channel: Channel, body: Json): string | null {
  const reference = body.message_reference;
  if (!isObject(reference)) return null;
  permit(local, channel, 'READ_MESSAGE_HISTORY');
  const id = String(reference.message_id);
  const target = channel.messages.get(id);
  if (target && !target.ephemeralFor) return id;
  if (reference.fail_if_not_exists === false) return null;
  throw new Problem(400, 50035, 'Invalid Form Body', ['reference-unknown'], {
    errors: { message_reference: { _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }] } },
  });
}

/** Newest first; `before`, `after` and `around` compare ids, which carry the time. */
function list({ local, params, query }: Ask): Reply {
  const channel = channelOf(local, params[0]);
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw new Problem(400, 50035, 'Invalid Form Body', ['wrong-type'], {
      errors: { limit: { _errors: [{ code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' }] } },
    });
  }
  const member = channel.guild?.members.get(local.world.bot.id);
  if (member) {
    try {
      permit(local, channel, 'READ_MESSAGE_HISTORY');
    } catch {
      return ok([]); // Without the permission Discord gives an empty list, not a refusal.
    }
  }
  let found = [...channel.messages.values()].filter((one) => !one.ephemeralFor);
  const [before, after, around] = [query.get('before'), query.get('after'), query.get('around')];
  if (before) found = found.filter((one) => BigInt(one.id) < BigInt(before)).slice(-limit);
  else if (after) found = found.filter((one) => BigInt(one.id) > BigInt(after)).slice(0, limit);
  else if (around) {
    const at = found.findIndex((one) => BigInt(one.id) >= BigInt(around));
    const from = Math.max(0, (at < 0 ? found.length : at) - Math.floor(limit / 2));
    found = found.slice(from, from + limit);
  } else found = found.slice(-limit);
  return ok(found.reverse().map((one) => messageShape(local.world, one)));
}

function edit({ local, params, body: value, files }: Ask): Reply {
  const channel = channelOf(local, params[0]);
  const message = messageOf(channel, params[1]);
  const own = message.author === local.world.bot;
  const body = checkMessage(value, 'edit', {
    files: files.length,
    flagsBefore: message.flags,
    kept: attachmentIds(message),
  });
  if (!own) throw new Problem(403, 50005, 'Cannot edit a message authored by another user', ['others-message']);
  if (channel.recipient?.dmsClosed) throw new Problem(403, 50007, 'Cannot send messages to this user', ['dm-closed']);
  if (Array.isArray(body.embeds) && body.embeds.length > 0) permit(local, channel, 'EMBED_LINKS');
  countLateEdit(local, message);
  return ok(messageShape(local.world, editMessage(local, message, body, files)));
}

/**
 * Discord limits edits of messages older than one hour; neither number nor scope is published, so both are a setting.
 * The status is 429 by the reports of discord.py's users, which discord.js takes for a rate limit and waits for.
 */
function countLateEdit(local: Local, message: Message): void {
  const now = local.world.now();
  if (now - message.at <= HOUR) return;
  const { limit, status } = local.settings.oldEdits;
  message.lateEdits = message.lateEdits.filter((at) => now - at < HOUR);
  const oldest = message.lateEdits[0];
  if (message.lateEdits.length >= limit) {
    const waitMs = oldest === undefined ? HOUR : oldest + HOUR - now;
    throw new Problem(
      status,
      30046,
      'Maximum number of edits to messages older than 1 hour reached. Try again later',
      ['old-edits'],
      {
        extra: status === 429 ? { retry_after: waitMs / 1000, global: false } : {},
        headers: status === 429 ? { 'Retry-After': String(Math.ceil(waitMs / 1000)), 'X-RateLimit-Scope': 'user' } : {},
      },
    );
  }
  message.lateEdits.push(now);
}
