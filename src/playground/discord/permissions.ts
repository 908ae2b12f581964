// Discord's permission bits by name, and how they add up in a channel: @everyone, roles, then overwrites.
import type { Channel, Guild, Member } from './world.ts';

export const PERMISSIONS = {
  ADMINISTRATOR: 1n << 3n,
  MANAGE_CHANNELS: 1n << 4n,
  MANAGE_GUILD: 1n << 5n,
  ADD_REACTIONS: 1n << 6n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
  USE_EXTERNAL_EMOJIS: 1n << 18n,
  CHANGE_NICKNAME: 1n << 26n,
  MANAGE_ROLES: 1n << 28n,
  USE_APPLICATION_COMMANDS: 1n << 31n,
  CREATE_EVENTS: 1n << 44n,
  USE_EXTERNAL_APPS: 1n << 50n,
  PIN_MESSAGES: 1n << 51n,
} as const;

export type Permission = keyof typeof PERMISSIONS;

export const ALL: bigint = (1n << 53n) - 1n;

/** What a fresh server gives to everybody. MENTION_EVERYONE is among it, as on the real one: a bot must forbid pings itself. */
export const EVERYONE: readonly Permission[] = [
  'ADD_REACTIONS',
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'MENTION_EVERYONE',
  'USE_EXTERNAL_EMOJIS',
  'CHANGE_NICKNAME',
  'USE_APPLICATION_COMMANDS',
  'USE_EXTERNAL_APPS',
];

export function bits(names: readonly Permission[]): bigint {
  let sum = 0n;
  for (const name of names) sum |= PERMISSIONS[name];
  return sum;
}

/** What a member may do in the whole server. */
export function guildPermissions(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.user.id) return ALL;
  let sum = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const id of member.roles) sum |= guild.roles.get(id)?.permissions ?? 0n;
  return (sum & PERMISSIONS.ADMINISTRATOR) !== 0n ? ALL : sum;
}

/** What a member may do in a channel: the order of overwrites is @everyone, all roles together, then the member. */
export function channelPermissions(channel: Channel, member: Member): bigint {
  const guild = channel.guild;
  if (!guild) return ALL;
  let sum = guildPermissions(guild, member);
  if (sum === ALL || channel.overwrites.size === 0) return sum;
  const everyone = channel.overwrites.get(guild.id);
  if (everyone) sum = (sum & ~everyone.deny) | everyone.allow;
  let allow = 0n;
  let deny = 0n;
  for (const id of member.roles) {
    const over = channel.overwrites.get(id);
    if (!over) continue;
    allow |= over.allow;
    deny |= over.deny;
  }
  sum = (sum & ~deny) | allow;
  const own = channel.overwrites.get(member.user.id);
  if (own) sum = (sum & ~own.deny) | own.allow;
  // Without a view of the channel nothing else counts.
  return (sum & PERMISSIONS.VIEW_CHANNEL) === 0n ? 0n : sum;
}

export function can(channel: Channel, member: Member, name: Permission): boolean {
  return (channelPermissions(channel, member) & PERMISSIONS[name]) !== 0n;
}
