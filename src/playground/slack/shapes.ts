// How people, channels, messages, views and files look in Slack's JSON. Pure: state in, JSON out.
import type { Channel, Fields, Installation, Message, StoredFile, Team, User, View } from './state.ts';
import type { World } from './world.ts';

export function userJson(user: User, withLocale: boolean, seenFrom: string): Fields {
  const stranger = user.teamId !== seenFrom;
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    color: '9f69e7',
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: 0,
    profile: {
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.realName,
      display_name_normalized: user.realName,
      team: user.teamId,
      ...(user.isBot ? { api_app_id: user.appId ?? '', bot_id: '' } : {}),
    },
    is_admin: user.isAdmin,
    is_owner: user.isOwner,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    updated: user.updated,
    ...(stranger ? { is_stranger: true } : {}),
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

export function channelJson(channel: Channel, installation: Installation, withCount = false): Fields {
  const shared = channel.sharedWith.size > 0;
  if (channel.kind === 'im') {
    const other = [...channel.members].find((id) => id !== installation.botUser.id) ?? installation.botUser.id;
    return {
      id: channel.id,
      created: channel.created,
      is_im: true,
      is_org_shared: false,
      user: other,
      is_archived: false,
      context_team_id: channel.teamId,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: false,
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    created: channel.created,
    creator: channel.creator,
    is_archived: channel.archived,
    is_general: channel.name === 'general',
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    is_member: channel.members.has(installation.botUser.id),
    context_team_id: channel.teamId,
    shared_team_ids: [channel.teamId, ...channel.sharedWith],
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    ...(withCount ? { num_members: channel.members.size } : {}),
  };
}

export function messageJson(message: Message, channel: Channel | undefined, withMetadata = false): Fields {
  const parent = message.threadTs === undefined ? undefined : channel?.messages.get(message.threadTs);
  return {
    user: message.userId,
    type: 'message',
    ts: message.ts,
    ...(message.subtype === undefined ? {} : { subtype: message.subtype }),
    ...(message.botId === undefined ? {} : { bot_id: message.botId, app_id: message.appId }),
    ...(message.clientMsgId === undefined ? {} : { client_msg_id: message.clientMsgId }),
    text: message.text,
    team: message.teamId,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(parent === undefined || parent === message ? {} : { parent_user_id: parent.userId }),
    ...(message.edited === undefined ? {} : { edited: message.edited }),
    ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
    ...(message.attachments === undefined ? {} : { attachments: message.attachments }),
    ...(message.files.length === 0 ? {} : { files: message.files.map((id) => ({ id })) }),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
    ...(message.reactions.size === 0
      ? {}
      : { reactions: [...message.reactions].map(([name, users]) => ({ name, users: [...users], count: users.size })) }),
  };
}

export function viewJson(view: View, world: World, values: Fields = {}): Fields {
  const { title, close, submit, ...body } = view.body;
  return {
    id: view.id,
    team_id: view.teamId,
    ...body,
    state: { values },
    hash: view.hash,
    ...(view.type === 'modal' ? { title, close, submit } : {}),
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: view.appId,
    app_installed_team_id: view.teamId,
    bot_id: world.installationOf(view.appId, view.teamId)?.botId ?? '',
  };
}

/** `team` as interactions carry it. */
export function teamJson(team: Team): Fields {
  return {
    id: team.id,
    domain: team.domain,
    ...(team.enterprise === undefined
      ? {}
      : { enterprise_id: team.enterprise.id, enterprise_name: team.enterprise.name }),
  };
}

export function fileJson(file: StoredFile, origin: string): Fields {
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    user: file.userId,
    user_team: file.teamId,
    size: file.size,
    url_private: `${origin}/files/${file.id}`,
  };
}
