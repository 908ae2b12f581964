// The rules of embeds, and how a stored embed looks. The sum of 6000 counts over all embeds of the message.
import { type Form, isObject, type Json, join, lengthOf } from '../problem.ts';

const EMBED = new Set([
  'type',
  'url',
  'title',
  'color',
  'timestamp',
  'description',
  'author',
  'image',
  'thumbnail',
  'footer',
  'fields',
  'provider',
  'video',
]);
const FIELD = new Set(['name', 'value', 'inline']);
const AUTHOR = new Set(['name', 'url', 'icon_url', 'proxy_icon_url']);
const FOOTER = new Set(['text', 'icon_url', 'proxy_icon_url']);
const MEDIA = new Set([
  'url',
  'proxy_url',
  'width',
  'height',
  'content_type',
  'placeholder',
  'placeholder_version',
  'description',
  'flags',
]);
const TIMESTAMP = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Checks `embeds` of a message body. */
export function checkEmbeds(form: Form, body: Json): void {
  const embeds = form.list(body, 'embeds', '', { rule: 'embed-count', max: 10 });
  if (!embeds) return;
  let total = 0;
  embeds.forEach((value, at) => {
    const path = `embeds.${at}`;
    const embed = form.object(value, path);
    if (embed) total += checkEmbed(form, embed, path);
  });
  if (total > 6000) {
    form.fail('embeds', 'embed-total', 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
  }
}

function checkEmbed(form: Form, embed: Json, path: string): number {
  form.known(embed, path, EMBED);
  let size = 0;
  const add = (text: string | undefined): void => {
    if (text) size += lengthOf(text.trim());
  };
  add(form.text(embed, 'title', path, { rule: 'embed-title', max: 256 }));
  add(form.text(embed, 'description', path, { rule: 'embed-description', max: 4096 }));
  address(form, embed, 'url', path);
  form.whole(embed, 'color', path, { rule: 'embed-color', min: 0, max: 0xffffff });
  const stamp = form.text(embed, 'timestamp', path, { rule: 'embed-timestamp' });
  if (stamp !== undefined && (!TIMESTAMP.test(stamp) || Number.isNaN(Date.parse(stamp)))) {
    form.fail(
      join(path, 'timestamp'),
      'embed-timestamp',
      'DATE_TIME_TYPE_PARSE',
      `Could not parse ${stamp}. Should be ISO8601.`,
    );
  }
  add(part(form, embed, 'author', path, AUTHOR, 'name', 'embed-author', 256));
  add(part(form, embed, 'footer', path, FOOTER, 'text', 'embed-footer', 2048));
  for (const key of ['image', 'thumbnail', 'video'] as const) {
    if (embed[key] === undefined || embed[key] === null) continue;
    const media = form.object(embed[key], join(path, key));
    if (!media) continue;
    form.known(media, join(path, key), MEDIA);
    address(form, media, 'url', join(path, key));
  }
  const fields = form.list(embed, 'fields', path, { rule: 'embed-fields', max: 25 }) ?? [];
  fields.forEach((value, at) => {
    const here = `${path}.fields.${at}`;
    const field = form.object(value, here);
    if (!field) return;
    form.known(field, here, FIELD);
    add(form.text(field, 'name', here, { rule: 'embed-field-name', min: 1, max: 256, required: true }));
    add(form.text(field, 'value', here, { rule: 'embed-field-value', min: 1, max: 1024, required: true }));
    form.flag(field, 'inline', here);
  });
  return size;
}

function part(
  form: Form,
  embed: Json,
  key: string,
  path: string,
  fields: ReadonlySet<string>,
  name: string,
  rule: 'embed-author' | 'embed-footer',
  max: number,
): string | undefined {
  if (embed[key] === undefined || embed[key] === null) return undefined;
  const here = join(path, key);
  const value = form.object(embed[key], here);
  if (!value) return undefined;
  form.known(value, here, fields);
  address(form, value, 'url', here);
  address(form, value, 'icon_url', here);
  return form.text(value, name, here, { rule, max, required: true });
}

function address(form: Form, body: Json, key: string, path: string): void {
  const value = form.text(body, key, path, { rule: 'embed-url', max: 2048 });
  if (value === undefined || value === '') return;
  if (!/^(https?|attachment):\/\/\S+$/.test(value)) {
    form.fail(
      join(path, key),
      'embed-url',
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${value.split(':')[0]}" is not supported. Scheme must be one of ('http', 'https').`,
    );
  }
}

/** The embeds as Discord gives them back: typed, with ids and trimmed texts. */
export function storeEmbeds(value: unknown, id: () => string): Json[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).map((embed) => {
    const { url, title, color, timestamp, description, author, image, thumbnail, footer, fields } = embed;
    const stored: Json = { type: 'rich', id: id(), content_scan_version: 0 };
    const given = { url, title, color, timestamp, description, author, image, thumbnail, footer };
    for (const [key, part] of Object.entries(given)) if (part !== undefined && part !== null) stored[key] = part;
    if (Array.isArray(fields) && fields.length > 0) {
      stored.fields = fields
        .filter(isObject)
        .map((field) => ({ name: field.name, value: field.value, inline: field.inline === true }));
    }
    return stored;
  });
}
