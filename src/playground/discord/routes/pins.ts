// Pinned messages by the present routes (messages/pins) and the older ones (pins).
import { INTENT } from '../gateway.ts';
import type { Local } from '../local.ts';
import { messageShape } from '../message-shape.ts';
import { announce, makeMessage } from '../posting.ts';
import { type Json, Problem } from '../problem.ts';
import { type Ask, done, ok, type Reply, type Route } from '../router.ts';
import { iso } from '../shapes.ts';
import type { Channel } from '../world.ts';
import { channelOf, messageOf, permit } from './found.ts';

const MOST = 250;

export const pins: readonly Route[] = [
  { on: 'GET channels/:/messages/pins', run: list },
  { on: 'PUT channels/:/messages/pins/:', run: pin },
  { on: 'DELETE channels/:/messages/pins/:', run: unpin },
  {
    on: 'GET channels/:/pins',
    run: ({ local, params }) => ok(pinned(local, channelOf(local, params[0])).map((one) => one.message)),
  },
  { on: 'PUT channels/:/pins/:', run: pin },
  { on: 'DELETE channels/:/pins/:', run: unpin },
];

/** Newest pin first. */
function pinned(local: Local, channel: Channel): { pinned_at: string; message: Json }[] {
  const items = [...channel.pins].flatMap(([id, at]) => {
    const message = channel.messages.get(id);
    return message ? [{ pinned_at: at, message: messageShape(local.world, message) }] : [];
  });
  return items.reverse();
}

function list({ local, params, query }: Ask): Reply {
  const channel = channelOf(local, params[0]);
  permit(local, channel, 'READ_MESSAGE_HISTORY');
  const limit = Number(query.get('limit') ?? 50);
  const before = query.get('before');
  const items = pinned(local, channel).filter((one) => !before || one.pinned_at < before);
  return ok({ items: items.slice(0, limit), has_more: items.length > limit });
}

function pin({ local, params }: Ask): Reply {
  const channel = channelOf(local, params[0]);
  const message = messageOf(channel, params[1]);
  permit(local, channel, 'PIN_MESSAGES');
  if (message.pinned) return done;
  if (channel.pins.size >= MOST)
    throw new Problem(400, 30003, `Maximum number of pins reached (${MOST})`, ['pin-count']);
  message.pinned = true;
  channel.pins.set(message.id, iso(local.world.now()));
  changed(local, channel);
  local.world.tell({ what: 'message-edited', message });
  announce(local, makeMessage(local, { channel, author: local.world.bot, body: {}, type: 6 }));
  return done;
}

function unpin({ local, params }: Ask): Reply {
  const channel = channelOf(local, params[0]);
  const message = messageOf(channel, params[1]);
  permit(local, channel, 'PIN_MESSAGES');
  message.pinned = false;
  channel.pins.delete(message.id);
  changed(local, channel);
  local.world.tell({ what: 'message-edited', message });
  return done;
}

function changed(local: Local, channel: Channel): void {
  const last = [...channel.pins.values()].at(-1) ?? null;
  const data: Json = { channel_id: channel.id, last_pin_timestamp: last };
  if (channel.guild) data.guild_id = channel.guild.id;
  local.gateway.dispatch('CHANNEL_PINS_UPDATE', data, INTENT.GUILDS, channel.guild);
}
