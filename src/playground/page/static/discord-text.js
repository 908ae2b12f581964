// Discord's Markdown as elements: what the bot writes and what people type. Everything becomes text nodes.
import { h, link } from './dom.js';
import { clockTime, dateAndTime, longDate, mediumDate, relative, shortDate } from './words.js';

const moment = {
  t: clockTime,
  T: clockTime,
  d: shortDate,
  D: mediumDate,
  f: (at, locale, zone) => `${mediumDate(at, locale, zone)}, ${clockTime(at, locale, zone)}`,
  F: (at, locale, zone) => `${longDate(at, locale, zone)}, ${clockTime(at, locale, zone)}`,
  s: dateAndTime,
};

function stamp(seconds, style, see) {
  const at = Number(seconds) * 1000;
  const words =
    style === 'R' ? relative(at, see.now, see.locale) : (moment[style ?? 'f'] ?? moment.f)(at, see.locale, see.zone);
  return h('time', { dateTime: new Date(at).toISOString() }, words);
}

/** Each rule: what it looks like at the cursor, and what becomes of it. The first that fits wins. */
const rules = [
  [/^\\([^\p{L}\p{N}\s])/u, ([, mark]) => document.createTextNode(mark)],
  [/^```(?:\w*\n)?([\s\S]+?)```/, ([, code]) => h('pre', {}, code)],
  [/^``([\s\S]+?)``|^`([^`]+)`/, ([, two, one]) => h('code', {}, two ?? one)],
  [/^<t:(-?\d+)(?::([tTdDfFRs]))?>/, ([, at, style], see) => stamp(at, style, see)],
  [/^<@!?(\d+)>/, ([, id], see) => h('span', { class: 'mention' }, `@${see.names[id] ?? id}`)],
  [/^<#(\d+)>/, ([, id], see) => h('span', { class: 'mention' }, `#${see.names[id] ?? id}`)],
  [/^<a?:(\w+):\d+>/, ([, name]) => document.createTextNode(`:${name}:`)],
  [/^@(everyone|here)\b/, ([, who]) => h('span', { class: 'mention loud' }, `@${who}`)],
  [
    /^\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/,
    ([, words, url]) => link(url, words.replace(/\\(.)/g, '$1')),
  ],
  [/^<(https?:\/\/[^\s>]+)>/, ([, url]) => link(url, url)],
  [/^https?:\/\/[^\s<>)]+/, ([url]) => link(url, url)],
  [/^\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/, ([, inner], see) => h('strong', {}, inlineText(inner, see))],
  [/^__((?:\\.|[^\\])+?)__(?!_)/, ([, inner], see) => h('u', {}, inlineText(inner, see))],
  [/^~~((?:\\.|[^\\])+?)~~/, ([, inner], see) => h('s', {}, inlineText(inner, see))],
  [
    /^\*((?:\\.|[^\\*\s])(?:(?:\\.|[^\\*])*(?:\\.|[^\\*\s]))?)\*(?!\*)/,
    ([, inner], see) => h('em', {}, inlineText(inner, see)),
  ],
  [/^_((?:\\.|[^\\_])+)_(?![\p{L}\p{N}_])/u, ([, inner], see) => h('em', {}, inlineText(inner, see))],
  [
    /^\|\|((?:\\.|[^\\])+?)\|\|/,
    ([, inner], see) => h('span', { class: 'spoiler', tabIndex: 0 }, inlineText(inner, see)),
  ],
];

/** Words inside one line or paragraph. */
export function inlineText(text, see) {
  const out = [];
  let plain = '';
  const flush = () => {
    if (plain) out.push(document.createTextNode(plain));
    plain = '';
  };
  for (let rest = text; rest !== ''; ) {
    const found = rules.map(([pattern, make]) => ({ match: pattern.exec(rest), make })).find(({ match }) => match);
    if (found) {
      flush();
      out.push(found.make(found.match, see));
      rest = rest.slice(found.match[0].length);
      continue;
    }
    const [first = rest] = /^[\p{L}\p{N} ,.;!?]+|^[\s\S]/u.exec(rest) ?? [];
    plain += first;
    rest = rest.slice(first.length);
  }
  flush();
  return out;
}

/** A whole text: headings, small print, quotes and lists line by line. */
export function markdown(text, see) {
  const out = [];
  let list;
  let words;
  const lines = String(text).split('\n');
  for (const line of lines) {
    const item = /^\s*[-*] (.*)$/.exec(line) ?? /^\s*\d+\. (.*)$/.exec(line);
    const heading = /^(#{1,3}) (.+)$/.exec(line);
    const small = /^-# (.+)$/.exec(line);
    const quote = /^> ?(.*)$/.exec(line);
    if (item) {
      if (!list) {
        list = h('ul');
        out.push(list);
      }
      list.append(h('li', {}, inlineText(item[1], see)));
      words = undefined;
      continue;
    }
    list = undefined;
    if (heading || small || quote) {
      words = undefined;
      if (heading) out.push(h('p', { class: `title-${heading[1].length}` }, inlineText(heading[2], see)));
      else if (small) out.push(h('p', { class: 'small-print' }, inlineText(small[1], see)));
      else out.push(h('blockquote', {}, inlineText(quote[1], see)));
      continue;
    }
    if (words) words.append('\n');
    else {
      words = h('p');
      out.push(words);
    }
    words.append(...inlineText(line, see));
  }
  return out;
}
