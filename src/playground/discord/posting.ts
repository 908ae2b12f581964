// Messages come to be, change and go: the stored form, who is pinged, and who is told.
import { storeComponents, textsOf } from './checks/components.ts';
import { storeEmbeds } from './checks/embed.ts';
import { emptyMessage, FLAG } from './checks/message.ts';
import { INTENT } from './gateway.ts';
import type { Local } from './local.ts';
import { messageShape } from './message-shape.ts';
import type { Upload } from './multipart.ts';
import { can } from './permissions.ts';
import { isObject, type Json, Problem } from './problem.ts';
import { memberPart } from './shapes.ts';
import type { Channel, Interaction, Message, User, World } from './world.ts';

type Making = {
  channel: Channel;
  author: User;
  body: Json;
  files?: Upload[];
  interaction?: Interaction;
  ephemeralFor?: string | null;
  type?: number;
  replyTo?: string | null;
};

/** Makes a message of a checked body and stores it; `announce` tells the world. */
export function makeMessage(local: Local, making: Making): Message {
  const { world } = local;
  const { body, channel, author } = making;
  const nonce = typeof body.nonce === 'string' || typeof body.nonce === 'number' ? body.nonce : null;
  const message: Message = {
    id: world.snowflake(),
    channel,
    type: making.type ?? (making.replyTo ? 19 : making.interaction?.type === 2 ? 20 : 0),
    author,
    content: typeof body.content === 'string' ? body.content.trim() : '',
    embeds: storeEmbeds(body.embeds, () => world.snowflake()),
    components: storeComponents(body.components),
    attachments: [],
    flags: (typeof body.flags === 'number' ? body.flags : 0) | (making.ephemeralFor ? FLAG.EPHEMERAL : 0),
    tts: body.tts === true,
    at: world.now(),
    editedAt: null,
    pinned: false,
    mentions: [],
    mentionRoles: [],
    mentionEveryone: false,
    nonce,
    replyTo: making.replyTo ?? null,
    interaction: making.interaction ?? null,
    ephemeralFor: making.ephemeralFor ?? null,
    lateEdits: [],
  };
  message.attachments = keepFiles(world, channel, making.files ?? [], body.attachments, []);
  setMentions(world, message, body.allowed_mentions);
  return world.store(message);
}

/** Tells the page and the gateway about a new message. Ephemeral ones are not sent over the gateway. */
export function announce(local: Local, message: Message): void {
  local.world.tell({ what: 'message', message });
  if (!message.ephemeralFor) sendMessage(local, 'MESSAGE_CREATE', message);
}

function sendMessage(local: Local, type: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: Message): void {
  const { world, gateway } = local;
  const { guild } = message.channel;
  if (!gateway.wants(guild ? INTENT.MESSAGES : INTENT.DMS)) return;
  const shape = messageShape(world, message);
  shape.channel_type = message.channel.type;
  const member = guild?.members.get(message.author.id);
  if (guild) shape.guild_id = guild.id;
  if (member) shape.member = memberPart(member);
  const open = !guild || message.author.id === world.bot.id || message.mentions.includes(world.bot.id);
  gateway.message(type, shape, open, guild);
}

/** Applies a checked edit. Fields that are not in the body stay; null empties. Throws 50006 when nothing is left. */
export function editMessage(local: Local, message: Message, body: Json, files: Upload[] = []): Message {
  const { world } = local;
  const content =
    body.content === undefined ? message.content : typeof body.content === 'string' ? body.content.trim() : '';
  const embeds = body.embeds === undefined ? message.embeds : storeEmbeds(body.embeds, () => world.snowflake());
  const components = body.components === undefined ? message.components : storeComponents(body.components);
  const keeps = Array.isArray(body.attachments) ? body.attachments.length : message.attachments.length;
  if (content === '' && embeds.length === 0 && components.length === 0 && files.length === 0 && keeps === 0)
    throw emptyMessage();
  if (typeof body.flags === 'number' && (body.flags & FLAG.V2) !== 0 && (content !== '' || embeds.length > 0)) {
    throw new Problem(400, 50035, 'Invalid Form Body', ['v2-alone'], {
      errors: {
        content: {
          _errors: [
            {
              code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
              message: 'Empty content and embeds with null first',
            },
          ],
        },
      },
    });
  }
  message.content = content;
  message.embeds = embeds;
  message.components = components;
  if (body.attachments !== undefined || files.length > 0) {
    message.attachments = keepFiles(world, message.channel, files, body.attachments, message.attachments);
  }
  if (typeof body.flags === 'number') {
    const settable = FLAG.SUPPRESS_EMBEDS | FLAG.V2;
    message.flags = (message.flags & ~FLAG.SUPPRESS_EMBEDS) | (body.flags & settable);
  }
  message.flags &= ~FLAG.LOADING;
  message.editedAt = world.now();
  setMentions(world, message, body.allowed_mentions);
  world.tell({ what: 'message-edited', message });
  if (!message.ephemeralFor) sendMessage(local, 'MESSAGE_UPDATE', message);
  return message;
}

export function deleteMessage(local: Local, message: Message): void {
  const { channel } = message;
  channel.messages.delete(message.id);
  channel.pins.delete(message.id);
  local.world.tell({ what: 'message-deleted', message });
  if (message.ephemeralFor) return;
  const data: Json = { id: message.id, channel_id: channel.id };
  if (channel.guild) data.guild_id = channel.guild.id;
  local.gateway.dispatch('MESSAGE_DELETE', data, channel.guild ? INTENT.MESSAGES : INTENT.DMS, channel.guild);
}

/** Who is really pinged: what the text names, less what allowed_mentions and permissions forbid. */
function setMentions(world: World, message: Message, allowed: unknown): void {
  const text = [message.content, ...textsOf(message.components)].join('\n');
  message.mentions = [];
  message.mentionRoles = [];
  message.mentionEveryone = false;
  if (!text.includes('@')) return;
  const rules = isObject(allowed) ? allowed : undefined;
  const may = (kind: 'users' | 'roles', id: string): boolean => {
    if (!rules) return true;
    if (Array.isArray(rules.parse) && rules.parse.includes(kind)) return true;
    const ids = rules[kind];
    return Array.isArray(ids) && ids.includes(id);
  };
  const guild = message.channel.guild;
  message.mentions = unique(text, /<@!?(\d{15,21})>/g).filter((id) => world.users.has(id) && may('users', id));
  message.mentionRoles = unique(text, /<@&(\d{15,21})>/g).filter(
    (id) => guild?.roles.has(id) === true && may('roles', id),
  );
  if (/@(everyone|here)\b/.test(text) && (!rules || (Array.isArray(rules.parse) && rules.parse.includes('everyone')))) {
    const member = guild?.members.get(message.author.id);
    message.mentionEveryone = member !== undefined && can(message.channel, member, 'MENTION_EVERYONE');
  }
}

function unique(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

function keepFiles(world: World, channel: Channel, files: Upload[], list: unknown, before: Json[]): Json[] {
  const entries = Array.isArray(list) ? list.filter(isObject) : [];
  const kept = Array.isArray(list)
    ? before.filter((old) => entries.some((entry) => String(entry.id) === old.id))
    : before;
  const added = files.map((file, at) => {
    const number = /\[(\d+)\]/.exec(file.field)?.[1] ?? String(at);
    const entry = entries.find((one) => String(one.id) === number);
    const filename = typeof entry?.filename === 'string' ? entry.filename : file.filename;
    const id = world.snowflake();
    world.keepFile(id, file.data, file.type);
    const url = `${world.origin}/attachments/${channel.id}/${id}/${encodeURIComponent(filename)}`;
    const stored: Json = {
      id,
      filename,
      size: file.data.length,
      url,
      proxy_url: url,
      content_type: file.type,
      content_scan_version: 0,
    };
    if (typeof entry?.description === 'string') stored.description = entry.description;
    return stored;
  });
  return [...kept, ...added];
}
