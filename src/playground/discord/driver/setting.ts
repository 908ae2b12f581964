// Making and changing the world: servers, roles, people, channels. Every change reaches the bot over the gateway as it would.
import { INTENT } from '../gateway.ts';
import type { Local } from '../local.ts';
import { bits, EVERYONE, type Permission } from '../permissions.ts';
import { channelShape, guildShape, iso, memberShape, roleShape, userShape } from '../shapes.ts';
import type { Channel, Guild, Member, Role, User } from '../world.ts';

export type GuildInit = {
  name: string;
  id?: string;
  locale?: string;
  ownerId?: string;
  botPermissions?: readonly Permission[];
  everyone?: readonly Permission[];
};
export type UserInit = { username: string; id?: string; globalName?: string; locale?: string };
export type MemberInit = { nick?: string; roles?: readonly string[]; permissions?: readonly Permission[] };
export type ChannelInit = {
  name: string;
  id?: string;
  topic?: string;
  overwrites?: Record<string, { allow?: readonly Permission[]; deny?: readonly Permission[] }>;
};

/** What the bot is given when it is invited, unless told otherwise. */
const INVITED: readonly Permission[] = [...EVERYONE, 'PIN_MESSAGES', 'MANAGE_MESSAGES'];

export function addGuild(local: Local, init: GuildInit): Guild {
  const { world } = local;
  const id = init.id ?? world.snowflake();
  const guild: Guild = {
    id,
    name: init.name,
    locale: init.locale ?? 'en-US',
    ownerId: init.ownerId ?? '0',
    roles: new Map(),
    members: new Map(),
    channels: new Map(),
    commands: new Map(),
    events: new Map(),
  };
  guild.roles.set(id, {
    id,
    name: '@everyone',
    permissions: bits(init.everyone ?? EVERYONE),
    position: 0,
    managed: false,
  });
  world.guilds.set(id, guild);
  const role = addRole(local, guild, {
    name: world.appName,
    permissions: init.botPermissions ?? INVITED,
    managed: true,
  });
  guild.members.set(world.bot.id, {
    user: world.bot,
    nick: null,
    roles: new Set([role.id]),
    joinedAt: iso(world.now()),
  });
  world.tell({ what: 'guild', guild });
  local.gateway.dispatch('GUILD_CREATE', guildShape(guild, true, world.bot), INTENT.GUILDS, guild);
  return guild;
}

export function addRole(
  local: Local,
  guild: Guild,
  init: { name: string; permissions?: readonly Permission[]; managed?: boolean },
): Role {
  const role: Role = {
    id: local.world.snowflake(),
    name: init.name,
    permissions: bits(init.permissions ?? []),
    position: guild.roles.size,
    managed: init.managed ?? false,
  };
  guild.roles.set(role.id, role);
  local.gateway.dispatch('GUILD_ROLE_CREATE', { guild_id: guild.id, role: roleShape(role) }, INTENT.GUILDS, guild);
  return role;
}

export function addUser(local: Local, init: UserInit): User {
  const user: User = {
    id: init.id ?? local.world.snowflake(),
    username: init.username,
    globalName: init.globalName ?? null,
    bot: false,
    locale: init.locale ?? 'en-US',
    dmsClosed: false,
  };
  local.world.users.set(user.id, user);
  return user;
}

export function addMember(local: Local, guild: Guild, user: User, init: MemberInit = {}): Member {
  const roles = new Set(init.roles ?? []);
  if (init.permissions)
    roles.add(addRole(local, guild, { name: `${user.username}'s role`, permissions: init.permissions }).id);
  const member: Member = { user, nick: init.nick ?? null, roles, joinedAt: iso(local.world.now()) };
  guild.members.set(user.id, member);
  local.world.tell({ what: 'member', guild, member });
  local.gateway.dispatch('GUILD_MEMBER_ADD', { ...memberShape(member), guild_id: guild.id }, INTENT.MEMBERS, guild);
  return member;
}

export function removeMember(local: Local, guild: Guild, userId: string): void {
  const member = guild.members.get(userId);
  if (!member) return;
  guild.members.delete(userId);
  local.world.tell({ what: 'member-left', guild, member });
  local.gateway.dispatch(
    'GUILD_MEMBER_REMOVE',
    { guild_id: guild.id, user: userShape(member.user) },
    INTENT.MEMBERS,
    guild,
  );
}

export function addChannel(local: Local, guild: Guild, init: ChannelInit): Channel {
  const channel = local.world.channel({
    type: 0,
    guild,
    name: init.name,
    topic: init.topic ?? null,
    position: guild.channels.size,
    ...(init.id ? { id: init.id } : {}),
  });
  for (const [id, over] of Object.entries(init.overwrites ?? {}))
    putOverwrite(channel, id, over.allow ?? [], over.deny ?? []);
  local.world.tell({ what: 'channel', channel });
  local.gateway.dispatch('CHANNEL_CREATE', channelShape(channel), INTENT.GUILDS, guild);
  return channel;
}

function putOverwrite(channel: Channel, id: string, allow: readonly Permission[], deny: readonly Permission[]): void {
  channel.overwrites.set(id, { type: channel.guild?.roles.has(id) ? 0 : 1, allow: bits(allow), deny: bits(deny) });
}

/** Sets (or with nothing given removes) what a role or member may do in one channel. */
export function overwrite(
  local: Local,
  channel: Channel,
  id: string,
  over: { allow?: readonly Permission[]; deny?: readonly Permission[] },
): void {
  if (over.allow || over.deny) putOverwrite(channel, id, over.allow ?? [], over.deny ?? []);
  else channel.overwrites.delete(id);
  changedChannel(local, channel);
}

export function changedChannel(local: Local, channel: Channel): void {
  local.world.tell({ what: 'channel', channel });
  local.gateway.dispatch('CHANNEL_UPDATE', channelShape(channel), INTENT.GUILDS, channel.guild);
}

export function deleteChannel(local: Local, channel: Channel): void {
  local.world.channels.delete(channel.id);
  channel.guild?.channels.delete(channel.id);
  local.world.tell({ what: 'channel-deleted', channel });
  local.gateway.dispatch('CHANNEL_DELETE', channelShape(channel), INTENT.GUILDS, channel.guild);
}

/** The bot is (again) a member of a server. */
export function inviteBot(local: Local, guild: Guild): void {
  const role = [...guild.roles.values()].find((one) => one.managed);
  guild.members.set(local.world.bot.id, {
    user: local.world.bot,
    nick: null,
    roles: new Set(role ? [role.id] : []),
    joinedAt: iso(local.world.now()),
  });
  local.world.tell({ what: 'guild', guild });
  local.gateway.dispatch('GUILD_CREATE', guildShape(guild, true, local.world.bot), INTENT.GUILDS, guild);
}

/** The bot is thrown out of a server. */
export function removeBot(local: Local, guild: Guild): void {
  guild.members.delete(local.world.bot.id);
  local.world.tell({ what: 'guild-left', guild });
  local.gateway.dispatch('GUILD_DELETE', { id: guild.id, unavailable: false }, INTENT.GUILDS, guild);
}
