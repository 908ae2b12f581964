// Looks things up for the routes and refuses with Discord's codes: unknown, no access, no permission.
import type { Local } from '../local.ts';
import { can, type Permission } from '../permissions.ts';
import { Problem } from '../problem.ts';
import type { Channel, Guild, Message, User } from '../world.ts';

/** The server with an id; the bot must be in it. */
export function guildOf(local: Local, id: string | undefined): Guild {
  const guild = local.world.guilds.get(id ?? '');
  if (!guild) throw new Problem(404, 10004, 'Unknown Guild', ['unknown-guild']);
  if (!guild.members.has(local.world.bot.id)) throw missingAccess();
  return guild;
}

/** The channel with an id; the bot must see it. */
export function channelOf(local: Local, id: string | undefined): Channel {
  const channel = local.world.channels.get(id ?? '');
  if (!channel) throw new Problem(404, 10003, 'Unknown Channel', ['unknown-channel']);
  if (!channel.guild) return channel;
  const member = channel.guild.members.get(local.world.bot.id);
  if (!member || !can(channel, member, 'VIEW_CHANNEL')) throw missingAccess();
  return channel;
}

/** A message that REST may see: ephemeral ones are only reached by their interaction token. */
export function messageOf(channel: Channel, id: string | undefined): Message {
  const message = channel.messages.get(id ?? '');
  if (!message || message.ephemeralFor) throw unknownMessage();
  return message;
}

export function userOf(local: Local, id: string | undefined): User {
  const user = local.world.users.get(id ?? '');
  if (!user) throw new Problem(404, 10013, 'Unknown User', ['unknown-user']);
  return user;
}

/** Refuses unless the bot has every permission in the channel. */
export function permit(local: Local, channel: Channel, ...names: Permission[]): void {
  const member = channel.guild?.members.get(local.world.bot.id);
  if (!channel.guild) return;
  if (!member) throw missingAccess();
  for (const name of names) {
    if (!can(channel, member, name)) throw new Problem(403, 50013, 'Missing Permissions', ['missing-permissions']);
  }
}

export function unknownMessage(): Problem {
  return new Problem(404, 10008, 'Unknown Message', ['unknown-message']);
}

export function missingAccess(): Problem {
  return new Problem(403, 50001, 'Missing Access', ['missing-access']);
}
