// The local Discord between two starts: the server, its people, channels and what was written, as JSON. Not kept are
// messages that only one person saw, their files, and the commands: the bot registers those at every start.
import type { LocalDiscord } from '../discord/discord.ts';
import type { Channel, Guild, Member, Message, Overwrite, Role, User } from '../discord/world.ts';

type KeptRole = Omit<Role, 'permissions'> & { permissions: string };
type KeptOverwrite = Omit<Overwrite, 'allow' | 'deny'> & { allow: string; deny: string };
type KeptMessage = Omit<Message, 'channel' | 'author' | 'interaction'> & { author: string };
type KeptChannel = Omit<Channel, 'guild' | 'recipient' | 'overwrites' | 'messages' | 'pins'> & {
  guild: string | null;
  recipient: string | null;
  overwrites: [string, KeptOverwrite][];
  messages: KeptMessage[];
  pins: [string, string][];
};
type KeptGuild = Pick<Guild, 'id' | 'name' | 'locale' | 'ownerId'> & {
  roles: KeptRole[];
  members: (Omit<Member, 'user' | 'roles'> & { user: string; roles: string[] })[];
};
export type KeptDiscord = {
  appId: string;
  newest: number;
  users: User[];
  guilds: KeptGuild[];
  channels: KeptChannel[];
};

/** Messages of one channel that are kept; older ones have scrolled away. */
const most = 400;

const keptMessage = ({ channel: _channel, interaction: _interaction, author, ...rest }: Message): KeptMessage => ({
  ...rest,
  author: author.id,
});

export function keptDiscord(local: LocalDiscord): KeptDiscord {
  const { world } = local.local;
  return {
    appId: world.appId,
    newest: world.newest,
    users: [...world.users.values()],
    guilds: [...world.guilds.values()].map(({ id, name, locale, ownerId, roles, members }) => ({
      id,
      name,
      locale,
      ownerId,
      roles: [...roles.values()].map((role) => ({ ...role, permissions: role.permissions.toString() })),
      members: [...members.values()].map((one) => ({ ...one, user: one.user.id, roles: [...one.roles] })),
    })),
    channels: [...world.channels.values()].map(({ guild, recipient, overwrites, messages, pins, ...channel }) => ({
      ...channel,
      guild: guild?.id ?? null,
      recipient: recipient?.id ?? null,
      overwrites: [...overwrites].map(([id, over]) => [
        id,
        { type: over.type, allow: over.allow.toString(), deny: over.deny.toString() },
      ]),
      messages: [...messages.values()]
        .filter((one) => one.ephemeralFor === null)
        .filter((one, at, all) => at >= all.length - most || one.pinned)
        .map(keptMessage),
      pins: [...pins],
    })),
  };
}

/** Fills an empty local Discord, started with the kept `appId`, with what was kept. Before the bot connects. */
export function restoreDiscord(local: LocalDiscord, kept: KeptDiscord): void {
  const { world } = local.local;
  world.goOnAfter(kept.newest);
  for (const user of kept.users) if (!user.bot) world.users.set(user.id, user);
  for (const one of kept.guilds) {
    const guild: Guild = {
      ...one,
      roles: new Map(one.roles.map((role) => [role.id, { ...role, permissions: BigInt(role.permissions) }])),
      members: new Map(),
      channels: new Map(),
      commands: new Map(),
      events: new Map(),
    };
    for (const member of one.members) {
      const user = world.users.get(member.user);
      if (user) guild.members.set(user.id, { ...member, user, roles: new Set(member.roles) });
    }
    world.guilds.set(guild.id, guild);
  }
  for (const one of kept.channels) restoreChannel(local, one);
}

function restoreChannel(local: LocalDiscord, one: KeptChannel): void {
  const { world } = local.local;
  const recipient = world.users.get(one.recipient ?? '') ?? null;
  const channel: Channel = {
    ...one,
    guild: world.guilds.get(one.guild ?? '') ?? null,
    recipient,
    overwrites: new Map(
      one.overwrites.map(([id, over]) => [id, { type: over.type, allow: BigInt(over.allow), deny: BigInt(over.deny) }]),
    ),
    messages: new Map(),
    pins: new Map(one.pins),
  };
  for (const message of one.messages) {
    const author = world.users.get(message.author);
    if (author) channel.messages.set(message.id, { ...message, author, channel, interaction: null });
  }
  world.channels.set(channel.id, channel);
  channel.guild?.channels.set(channel.id, channel);
  if (recipient) world.dms.set(recipient.id, channel);
}
