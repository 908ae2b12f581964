// What one person has before their eyes, as data: for the playground page and for assertions.

import { messageShape } from '../message-shape.ts';
import { channelPermissions, PERMISSIONS } from '../permissions.ts';
import type { Json } from '../problem.ts';
import type { Channel, Guild, User, World } from '../world.ts';

export type ScreenMessage = Json & { id: string; content: string; ephemeral: boolean };
export type ScreenChannel = {
  id: string;
  name: string;
  topic: string | null;
  direct: boolean;
  canSend: boolean;
  messages: ScreenMessage[];
  pins: string[];
};
export type Screen = {
  user: { id: string; name: string; locale: string };
  guild: { id: string; name: string } | null;
  channels: ScreenChannel[];
  modal: Json | null;
};

const SHOWN = 100;

/** The last hundred messages of each channel the person sees, oldest first, and the direct channel if it exists. */
export function screen(world: World, user: User, guild: Guild | null, modal: Json | null): Screen {
  const member = guild?.members.get(user.id);
  const channels: ScreenChannel[] = [];
  for (const channel of guild?.channels.values() ?? []) {
    const may = member ? channelPermissions(channel, member) : 0n;
    if ((may & PERMISSIONS.VIEW_CHANNEL) === 0n) continue;
    channels.push(draw(world, user, channel, (may & PERMISSIONS.SEND_MESSAGES) !== 0n));
  }
  const dm = world.dms.get(user.id);
  if (dm) channels.push(draw(world, user, dm, true));
  const name = member?.nick ?? user.globalName ?? user.username;
  return {
    user: { id: user.id, name, locale: user.locale },
    guild: guild ? { id: guild.id, name: guild.name } : null,
    channels,
    modal,
  };
}

function draw(world: World, user: User, channel: Channel, canSend: boolean): ScreenChannel {
  const visible = [...channel.messages.values()].filter(
    (one) => one.ephemeralFor === null || one.ephemeralFor === user.id,
  );
  return {
    id: channel.id,
    name: channel.guild ? channel.name : world.bot.username,
    topic: channel.topic,
    direct: channel.guild === null,
    canSend,
    pins: [...channel.pins.keys()],
    messages: visible.slice(-SHOWN).map((one) => ({
      ...messageShape(world, one),
      id: one.id,
      content: one.content,
      ephemeral: one.ephemeralFor !== null,
    })),
  };
}
