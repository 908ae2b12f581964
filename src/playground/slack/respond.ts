// Messages that answer an interaction: through its response_url, or with the acknowledgement of a command.
import { Refused } from './rules/rule.ts';
import type { Fields, Installation, Message } from './state.ts';
import type { Interaction, Triggers } from './triggers.ts';
import { readContent } from './web-api/content.ts';
import type { World } from './world.ts';

function say(
  world: World,
  installation: Installation,
  interaction: Interaction,
  channelId: string,
  from: Fields,
): Message | undefined {
  const channel = world.channels.get(channelId);
  if (channel === undefined) throw new Refused('channel_not_found', 'channel:unknown', channelId);
  const content = readContent(world, from);
  const inChannel = from['response_type'] === 'in_channel';
  const message = world.post(channel, {
    userId: installation.botUser.id,
    teamId: installation.team.id,
    botId: installation.botId,
    appId: installation.app.id,
    text: content.text ?? '',
    blocks: content.blocks,
    attachments: content.attachments,
    metadata: content.metadata,
    to: inChannel ? undefined : interaction.userId,
    threadTs: typeof from['thread_ts'] === 'string' ? from['thread_ts'] : undefined,
  });
  interaction.replies.push(message);
  return message;
}

const KNOWN = new Set([
  'text',
  'blocks',
  'attachments',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'metadata',
  'unfurl_links',
  'unfurl_media',
  'mrkdwn',
]);

function known(from: Fields): void {
  for (const name in from) {
    if (!KNOWN.has(name)) throw new Refused('invalid_arguments', 'argument:unknown', `response: ${name}`);
  }
  const type = from['response_type'];
  if (type !== undefined && type !== 'ephemeral' && type !== 'in_channel') {
    throw new Refused('invalid_arguments', 'argument:type', 'response_type');
  }
}

/**
 * One use of a response_url.
 * @param key what stands behind `/respond/` in the address.
 * @throws Refused for an address that is unknown, too old or used up, and for an invalid message.
 */
export function respond(world: World, triggers: Triggers, key: string, from: Fields): void {
  const url = triggers.takeUrl(key);
  const installation = world.installationOf(url.appId, url.teamId);
  if (installation === undefined) throw new Refused('no_service', 'respond:unknown', key);
  known(from);
  const channel = world.channels.get(url.channelId);
  const original = url.message;
  if (from['delete_original'] === true) {
    if (original !== undefined && channel !== undefined) world.remove(channel, original);
    world.changed({ kind: 'message_deleted', teamId: url.teamId, channelId: url.channelId, userId: url.userId });
    return;
  }
  if (from['replace_original'] === true && original !== undefined) {
    const content = readContent(world, from);
    original.text = content.text ?? '';
    original.blocks = content.blocks;
    original.attachments = content.attachments;
    if (original.to === undefined)
      original.edited = { user: installation.botUser.id, ts: `${Math.floor(world.now() / 1000)}.000000` };
    url.interaction.replies.push(original);
    world.changed({
      kind: original.to === undefined ? 'message_changed' : 'ephemeral',
      teamId: url.teamId,
      channelId: url.channelId,
      userId: original.to,
    });
    return;
  }
  say(world, installation, url.interaction, url.channelId, from);
}

/** The message that came with the acknowledgement of a command. */
export function answerInAck(
  world: World,
  installation: Installation,
  interaction: Interaction,
  channelId: string,
  from: Fields,
): void {
  known(from);
  say(world, installation, interaction, channelId, from);
}
