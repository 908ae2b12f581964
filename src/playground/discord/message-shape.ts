// Messages and interactions → the objects of Discord's wire; the key sets follow real recordings.
import { channelPermissions } from './permissions.ts';
import type { Json } from './problem.ts';
import { channelShape, iso, memberPart, memberShape, userShape } from './shapes.ts';
import type { Interaction, Message, World } from './world.ts';

export function messageShape(world: World, message: Message): Json {
  const guild = message.channel.guild;
  const shape: Json = {
    id: message.id,
    channel_id: message.channel.id,
    type: message.type,
    author: userShape(message.author),
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    attachments: message.attachments,
    flags: message.flags,
    tts: message.tts,
    timestamp: iso(message.at),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    pinned: message.pinned,
    mention_everyone: message.mentionEveryone,
    mention_roles: message.mentionRoles,
    mentions: message.mentions.flatMap((id) => {
      const user = world.users.get(id);
      if (!user) return [];
      const member = guild?.members.get(id);
      return [member ? { ...userShape(user), member: memberPart(member) } : userShape(user)];
    }),
  };
  if (message.nonce !== null) shape.nonce = message.nonce;
  const from = message.interaction;
  if (from) {
    shape.application_id = world.appId;
    shape.webhook_id = world.appId;
    shape.interaction_metadata = metadata(from);
  }
  if (message.replyTo) {
    const target = message.channel.messages.get(message.replyTo);
    shape.message_reference = {
      type: 0,
      channel_id: message.channel.id,
      message_id: message.replyTo,
      ...(guild ? { guild_id: guild.id } : {}),
    };
    shape.referenced_message = target ? messageShape(world, { ...target, replyTo: null }) : null;
  }
  return shape;
}

function metadata(from: Interaction): Json {
  const owners = { [from.guild ? '0' : '1']: from.guild?.id ?? '0' };
  const shape: Json = {
    id: from.id,
    type: from.type,
    user: userShape(from.user),
    authorizing_integration_owners: owners,
  };
  if (from.type === 2) {
    shape.name = from.name;
    shape.command_type = 1;
  } else if (from.source) shape.interacted_message_id = from.source.id;
  return shape;
}

/** The frame all interactions share; `data` and what belongs to one type is added by the caller. */
export function interactionShape(world: World, made: Interaction, data: Json): Json {
  const { guild, channel, user } = made;
  const botMember = guild?.members.get(world.bot.id);
  const member = guild?.members.get(user.id);
  const shape: Json = {
    id: made.id,
    application_id: world.appId,
    type: made.type,
    token: made.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: channelShape(channel),
    app_permissions: (botMember ? channelPermissions(channel, botMember) : 0n).toString(),
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: guild ? { '0': guild.id } : { '1': user.id, '0': '0' },
    entitlement_sku_ids: [],
    entitlements: [],
    context: guild ? 0 : 1,
    locale: user.locale,
  };
  if (guild && member) {
    shape.guild = { id: guild.id, features: [], locale: guild.locale };
    shape.guild_id = guild.id;
    shape.guild_locale = guild.locale;
    shape.channel = { ...channelShape(channel), permissions: channelPermissions(channel, member).toString() };
    shape.member = { ...memberShape(member), permissions: channelPermissions(channel, member).toString() };
  } else shape.user = userShape(user);
  if (made.source) shape.message = messageShape(world, made.source);
  return shape;
}
