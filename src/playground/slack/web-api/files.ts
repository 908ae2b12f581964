// Files in three steps: ask for an address, send the bytes there, complete and share.
import { Refused } from '../rules/rule.ts';
import { fileJson } from '../shapes.ts';
import type { Fields } from '../state.ts';
import { asFields } from '../world.ts';
import { readBlocks } from './content.ts';
import { bot, type Call, channelOf, type Method, required, text } from './method.ts';

function getUploadUrl(call: Call): Fields {
  const { team, botUser } = bot(call);
  const size = Number(call.args['length']);
  const id = call.world.id('F');
  const name = required(call, 'filename');
  if (!(size > 0)) throw new Refused('invalid_arguments', 'argument:type', 'length');
  call.world.addFile({
    id,
    teamId: team.id,
    userId: botUser.id,
    name,
    title: name,
    size,
    bytes: undefined,
    shared: false,
    created: Math.floor(call.now / 1000),
  });
  return { upload_url: `${call.origin}/upload/v1/${id}`, file_id: id };
}

function complete(call: Call): Fields {
  const { team, botUser, botId } = bot(call);
  const wanted = Array.isArray(call.args['files']) ? call.args['files'].map((item) => asFields(item) ?? {}) : [];
  if (wanted.length === 0) throw new Refused('invalid_arguments', 'argument:required', 'files');
  const files = wanted.map((item) => {
    const file = call.world.files.get(String(item['id']));
    if (file === undefined || file.teamId !== team.id || file.bytes === undefined) {
      throw new Refused('file_not_found', 'file:unknown', String(item['id']));
    }
    if (typeof item['title'] === 'string') file.title = item['title'];
    return file;
  });
  const blocks = call.args['blocks'] === undefined ? undefined : readBlocks(call.world, call.args['blocks']);
  const targets = [text(call, 'channel_id'), ...(text(call, 'channels') ?? '').split(',')].filter(
    (id) => id !== undefined && id !== '',
  );
  for (const id of targets) {
    const channel = channelOf(call, String(id));
    if (channel.archived) throw new Refused('is_archived', 'channel:archived', channel.name);
    if (!channel.members.has(botUser.id)) throw new Refused('not_in_channel', 'channel:member', channel.name);
    for (const file of files) file.shared = true;
    call.world.post(channel, {
      userId: botUser.id,
      teamId: team.id,
      botId,
      appId: call.app.id,
      blocks,
      files: files.map((file) => file.id),
      text: text(call, 'initial_comment') ?? '',
      threadTs: text(call, 'thread_ts'),
    });
  }
  return { files: files.map((file) => fileJson(file, call.origin)) };
}

export const files: readonly Method[] = [
  {
    name: 'files.getUploadURLExternal',
    token: 'bot',
    tier: 4,
    scopes: ['files:write'],
    run: getUploadUrl,
    args: { 'filename!': 'string', 'length!': 'number', alt_text: 'string', alt_txt: 'string', snippet_type: 'string' },
  },
  {
    name: 'files.completeUploadExternal',
    token: 'bot',
    tier: 4,
    scopes: ['files:write'],
    run: complete,
    args: {
      'files!': 'json',
      channel_id: 'string',
      channels: 'string',
      initial_comment: 'string',
      thread_ts: 'string',
      blocks: 'json',
      highlight_type: 'string',
    },
  },
];
