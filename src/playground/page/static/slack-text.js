// Slack's words as elements: rich text, and the small markup of mrkdwn. Everything becomes text nodes.
import { h, link } from './dom.js';
import { clockTime, longDate, mediumDate, relative, shortDate } from './words.js';

const styled = (node, style = {}) => {
  let out = node;
  if (style.code) out = h('code', {}, out);
  if (style.bold) out = h('strong', {}, out);
  if (style.italic) out = h('em', {}, out);
  if (style.strike) out = h('s', {}, out);
  return out;
};

/** Slack's date format: each `{…}` as the reader's client says it. */
function dated(timestamp, format, { locale, zone, now }) {
  const at = timestamp * 1000;
  const parts = {
    date_num: shortDate,
    date: mediumDate,
    date_short: shortDate,
    date_long: longDate,
    date_pretty: mediumDate,
    date_short_pretty: shortDate,
    date_long_pretty: longDate,
    time: clockTime,
    time_secs: clockTime,
  };
  return format.replace(/\{(\w+)\}/g, (whole, name) =>
    name === 'ago' ? relative(at, now, locale) : (parts[name]?.(at, locale, zone) ?? whole),
  );
}

function inline(element, see) {
  switch (element.type) {
    case 'text':
      return styled(document.createTextNode(element.text), element.style);
    case 'link':
      return styled(link(element.url, element.text ?? element.url), element.style);
    case 'user':
      return h('span', { class: 'mention' }, `@${see.names[element.user_id] ?? element.user_id}`);
    case 'channel':
      return h('span', { class: 'mention' }, `#${see.names[element.channel_id] ?? element.channel_id}`);
    case 'broadcast':
      return h('span', { class: 'mention loud' }, `@${element.range}`);
    case 'emoji':
      return document.createTextNode(
        element.unicode
          ? String.fromCodePoint(...element.unicode.split('-').map((one) => Number.parseInt(one, 16)))
          : `:${element.name}:`,
      );
    case 'date':
      return h(
        'time',
        { dateTime: new Date(element.timestamp * 1000).toISOString() },
        dated(element.timestamp, element.format, see),
      );
    default:
      return document.createTextNode(element.text ?? '');
  }
}

/** A rich_text block. */
export function richText(block, see) {
  return (block.elements ?? []).map((part) => {
    const words = (part.elements ?? []).map((element) =>
      part.type === 'rich_text_list' ? null : inline(element, see),
    );
    if (part.type === 'rich_text_list') {
      return h(
        part.style === 'ordered' ? 'ol' : 'ul',
        {},
        part.elements.map((item) =>
          h(
            'li',
            {},
            (item.elements ?? []).map((element) => inline(element, see)),
          ),
        ),
      );
    }
    if (part.type === 'rich_text_preformatted') return h('pre', {}, words);
    if (part.type === 'rich_text_quote') return h('blockquote', {}, words);
    return h('p', {}, words);
  });
}

const unescaped = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** Text with `<…>` marks and *bold*, _italic_, ~struck~, `code`. */
export function mrkdwn(text, see) {
  const out = [];
  for (const piece of String(text).split(
    /(<[^<>]+>|`[^`]+`|\*[^*\n]+\*|(?<![\p{L}\p{N}])_[^_\n]+_(?![\p{L}\p{N}])|~[^~\n]+~)/u,
  )) {
    const inner = unescaped(piece.slice(1, -1));
    if (piece === '') continue;
    if (/^<@/.test(piece)) out.push(inline({ type: 'user', user_id: inner.slice(1).split('|')[0] }, see));
    else if (/^<#/.test(piece)) out.push(inline({ type: 'channel', channel_id: inner.slice(1).split('|')[0] }, see));
    else if (/^<!date\^/.test(piece)) {
      const [, at, format] = inner.split('|')[0].split('^');
      out.push(inline({ type: 'date', timestamp: Number(at), format }, see));
    } else if (/^<!/.test(piece)) out.push(inline({ type: 'broadcast', range: inner.slice(1).split('|')[0] }, see));
    else if (/^<\S/.test(piece) && piece.endsWith('>')) {
      const [url, label] = inner.split('|');
      out.push(link(url, label ?? url));
    } else if (/^`.+`$/s.test(piece)) out.push(h('code', {}, inner));
    else if (/^\*.+\*$/s.test(piece)) out.push(h('strong', {}, inner));
    else if (/^_.+_$/s.test(piece)) out.push(h('em', {}, inner));
    else if (/^~.+~$/s.test(piece)) out.push(h('s', {}, inner));
    else out.push(document.createTextNode(unescaped(piece)));
  }
  return out;
}

/** A text object, plain or mrkdwn. */
export const textObject = (node, see) =>
  node?.type === 'mrkdwn' ? mrkdwn(node.text, see) : [document.createTextNode(node?.text ?? '')];
