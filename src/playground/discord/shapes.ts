// State → the objects of Discord's wire. Key sets follow real recordings; a test compares them.
import type { Json } from './problem.ts';
import type { Channel, Guild, Member, Role, User, World } from './world.ts';

export const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, -1)}000+00:00`;

export function userShape(user: User): Json {
  const shape: Json = {
    id: user.id,
    username: user.username,
    global_name: user.globalName,
    avatar: null,
    avatar_decoration_data: null,
    clan: null,
    collectibles: null,
    discriminator: user.bot ? '6184' : '0',
    display_name_styles: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
  };
  if (user.bot) shape.bot = true;
  return shape;
}

/** A member without its user, as in messages and in resolved data. */
export function memberPart(member: Member): Json {
  return {
    avatar: null,
    banner: null,
    collectibles: null,
    communication_disabled_until: null,
    deaf: false,
    display_name_styles: null,
    flags: 0,
    joined_at: member.joinedAt,
    mute: false,
    nick: member.nick,
    pending: false,
    premium_since: null,
    roles: [...member.roles],
    unusual_dm_activity_until: null,
  };
}

export function memberShape(member: Member): Json {
  return { ...memberPart(member), user: userShape(member.user) };
}

/** The names a member search looks at, in lower case. */
export function memberNames(member: Member): string[] {
  return [member.nick, member.user.globalName, member.user.username].flatMap((name) =>
    name ? [name.toLowerCase()] : [],
  );
}

export function roleShape(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.managed,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

export function channelShape(channel: Channel): Json {
  if (!channel.guild) {
    const recipients = channel.recipient ? [userShape(channel.recipient)] : [];
    return { id: channel.id, type: 1, flags: 0, last_message_id: channel.lastMessageId, recipients };
  }
  return {
    id: channel.id,
    type: channel.type,
    flags: 0,
    guild_id: channel.guild.id,
    name: channel.name,
    topic: channel.topic,
    position: channel.position,
    nsfw: false,
    parent_id: null,
    rate_limit_per_user: 0,
    last_message_id: channel.lastMessageId,
    permission_overwrites: [...channel.overwrites].map(([id, over]) => ({
      id,
      type: over.type,
      allow: over.allow.toString(),
      deny: over.deny.toString(),
    })),
  };
}

/** A server as GET gives it; `full` adds what GUILD_CREATE carries. */
export function guildShape(guild: Guild, full: boolean, bot: User): Json {
  const shape: Json = {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [...guild.roles.values()].map(roleShape),
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
  if (!full) return shape;
  const own = guild.members.get(bot.id);
  return {
    ...shape,
    joined_at: own?.joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: own ? [memberShape(own)] : [],
    channels: [...guild.channels.values()].map(channelShape),
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function applicationShape(world: World, flags: number): Json {
  return {
    id: world.appId,
    name: world.appName,
    icon: null,
    description: '',
    type: null,
    bot: userShape(world.bot),
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    event_webhooks_url: null,
    event_webhooks_status: 1,
    owner: userShape(world.bot),
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
    integration_types_config: { '0': {} },
  };
}
