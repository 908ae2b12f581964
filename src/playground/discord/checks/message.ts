// The rules of message bodies: posting, editing, followups and callback data differ only in the fields they know.
import { Form, isObject, type Json, Problem } from '../problem.ts';
import { checkComponents } from './components.ts';
import { checkEmbeds } from './embed.ts';

export const FLAG = { SUPPRESS_EMBEDS: 4, EPHEMERAL: 64, LOADING: 128, SILENT: 4096, V2: 32768 } as const;

// discord.js sends `tts: false` and `enforce_nonce: false` with every body, edits and callbacks too; Discord takes them.
const COMMON = ['content', 'embeds', 'allowed_mentions', 'components', 'flags', 'attachments', 'tts', 'enforce_nonce'];
const CREATE = new Set([...COMMON, 'nonce', 'message_reference', 'sticker_ids', 'poll', 'shared_client_theme']);
const EDIT = new Set([...COMMON, 'sticker_ids']);
const WEBHOOK = new Set([...COMMON, 'username', 'avatar_url', 'thread_name', 'applied_tags', 'poll']);
const CALLBACK = new Set([...COMMON, 'poll']);
const MENTIONS = new Set(['parse', 'users', 'roles', 'replied_user']);
const ATTACHMENT = new Set([
  'id',
  'filename',
  'description',
  'title',
  'is_remix',
  'is_spoiler',
  'duration_secs',
  'waveform',
  'content_type',
  'size',
  'url',
  'proxy_url',
  'ephemeral',
  'height',
  'width',
  'flags',
  'placeholder',
  'placeholder_version',
]);

export type BodyKind = 'create' | 'edit' | 'webhook' | 'callback';
const FIELDS: Record<BodyKind, ReadonlySet<string>> = {
  create: CREATE,
  edit: EDIT,
  webhook: WEBHOOK,
  callback: CALLBACK,
};
const FLAGS: Record<BodyKind, number> = {
  create: FLAG.SUPPRESS_EMBEDS | FLAG.SILENT | FLAG.V2 | 8192,
  edit: FLAG.SUPPRESS_EMBEDS | FLAG.V2,
  webhook: FLAG.SUPPRESS_EMBEDS | FLAG.SILENT | FLAG.V2 | FLAG.EPHEMERAL | 8192,
  callback: FLAG.SUPPRESS_EMBEDS | FLAG.SILENT | FLAG.V2 | FLAG.EPHEMERAL | 8192,
};

/**
 * Checks a message body and throws a Problem (50035, or 50006 for an empty new message).
 * @param flagsBefore flags of the message being edited: what is set may be sent again, as the reference asks
 * @param files number of uploaded files; @param kept attachment ids the message has
 */
export function checkMessage(
  value: unknown,
  kind: BodyKind,
  more: { flagsBefore?: number; files?: number; kept?: ReadonlySet<string> } = {},
): Json {
  const form = new Form();
  const body = form.object(value ?? {}, '') ?? {};
  form.known(body, '', FIELDS[kind]);
  form.text(body, 'content', '', { rule: 'content-length', max: 2000 });
  form.flag(body, 'tts', '');
  form.flag(body, 'enforce_nonce', '');
  const flags = form.whole(body, 'flags', '', { rule: 'flags-unknown', min: 0, max: 2 ** 31 - 1 }) ?? 0;
  if ((flags & ~FLAGS[kind] & ~(more.flagsBefore ?? 0)) !== 0)
    form.fail('flags', 'flags-unknown', 'BITFIELD_ANNOTATED_TYPE_BAD_VALUE', 'The specified flags cannot be set.');
  const v2 = (flags & FLAG.V2) !== 0 || ((more.flagsBefore ?? 0) & FLAG.V2) !== 0;
  checkEmbeds(form, body);
  checkComponents(form, body, v2);
  checkMentions(form, body);
  checkAttachments(form, body, more.files ?? 0, more.kept ?? new Set());
  if (kind === 'create') checkNonce(form, body);
  if (v2) {
    for (const key of ['content', 'embeds', 'sticker_ids', 'poll']) {
      const part = body[key];
      if (part && !(Array.isArray(part) && part.length === 0)) {
        form.fail(
          key,
          'v2-alone',
          'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
          `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        );
      }
    }
  }
  form.done();
  if (kind !== 'edit' && isEmpty(body, more.files ?? 0)) throw emptyMessage();
  return body;
}

export function emptyMessage(): Problem {
  return new Problem(400, 50006, 'Cannot send an empty message', ['empty-message']);
}

function isEmpty(body: Json, files: number): boolean {
  if (files > 0 || isObject(body.poll)) return false;
  if (typeof body.content === 'string' && body.content.trim() !== '') return false;
  return !['embeds', 'components', 'sticker_ids'].some((key) => Array.isArray(body[key]) && body[key].length > 0);
}

function checkNonce(form: Form, body: Json): void {
  const nonce = body.nonce;
  if (nonce === undefined || nonce === null) return;
  if (typeof nonce === 'number' && Number.isInteger(nonce)) return;
  form.text(body, 'nonce', '', { rule: 'nonce-length', max: 25 });
}

function checkMentions(form: Form, body: Json): void {
  if (body.allowed_mentions === undefined || body.allowed_mentions === null) return;
  const path = 'allowed_mentions';
  const allowed = form.object(body.allowed_mentions, path);
  if (!allowed) return;
  form.known(allowed, path, MENTIONS);
  const parse = form.list(allowed, 'parse', path, { rule: 'wrong-type', max: 1521 }) ?? [];
  parse.forEach((kind, at) => {
    if (!['users', 'roles', 'everyone'].includes(String(kind))) {
      form.fail(
        `${path}.parse.${at}`,
        'wrong-type',
        'BASE_TYPE_CHOICES',
        "Value must be one of ('roles', 'everyone', 'users').",
      );
    }
  });
  for (const kind of ['users', 'roles'] as const) {
    const ids = form.list(allowed, kind, path, { rule: 'allowed-mentions-count', max: 100 });
    if (ids && ids.length > 0 && parse.includes(kind)) {
      form.fail(
        path,
        'allowed-mentions-clash',
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
    }
  }
  form.flag(allowed, 'replied_user', path);
}

function checkAttachments(form: Form, body: Json, files: number, kept: ReadonlySet<string>): void {
  const list = form.list(body, 'attachments', '', { rule: 'attachment-count', max: 10 });
  if (files > 10)
    form.fail('attachments', 'attachment-count', 'BASE_TYPE_BAD_LENGTH', 'Must be between 0 and 10 in length.');
  list?.forEach((value, at) => {
    const path = `attachments.${at}`;
    const entry = form.object(value, path);
    if (!entry) return;
    form.known(entry, path, ATTACHMENT);
    const id = String(entry.id);
    if (!kept.has(id) && !(/^\d+$/.test(id) && Number(id) < files)) {
      form.fail(path, 'attachment-reference', 'ATTACHMENT_NOT_FOUND', 'Attachment data not found');
    }
  });
}
