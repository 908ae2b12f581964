// Spans → Discord's Markdown. The only place where a mention, a link or a timestamp of ours is written.
import type { Inline, Span } from '#message/message.ts';
import { spansOf } from '#message/plain.ts';
import { clean, cut, inert, isBlank, oneLine } from './words.ts';

/** Where it will hang, and whom it pings (collected while drawing). */
export type Place = { space: string; pings: Set<string> };

/** Discord shows a timestamp only within the range of a JavaScript date. */
const STYLE = { date: 'D', time: 't', full: 'F', short: 'f', relative: 'R' } as const;

const webAddress = (url: string): string | undefined => {
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return undefined;
    return parsed.href.replace(
      /[()<>\\\s*_~`|]/g,
      (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
  } catch {
    return undefined;
  }
};

const drawLink = (text: string, url: string): string => {
  const href = webAddress(url);
  const words = oneLine(text);
  if (href === undefined) return inert(words);
  if (isBlank(words) || words === url) return `<${href}>`;
  // Discord refuses a masked link whose words look like an address themselves: it could lead elsewhere than it says.
  if (/:\/\//.test(words)) return `${inert(words)} (<${href}>)`;
  return `[${inert(words)}](<${href}>)`;
};

/**
 * A person: the account that lives here is mentioned when the span may ping. Otherwise the name is written out: a mention
 * of somebody whom a reader's client has not met yet is shown as "unknown user", and a name never is.
 */
const drawPerson = (span: Extract<Span, { span: 'person' }>, place: Place): string => {
  const name = inert(oneLine(span.name));
  if (!span.ping) return name;
  const here = span.accounts.find(
    (account) =>
      account.platform === 'discord' &&
      (account.space === place.space || account.space === 'discord') &&
      /^\d{1,20}$/.test(account.user),
  );
  if (!here) return name;
  place.pings.add(here.user);
  return `<@${here.user}>`;
};

/** One span. `line`: it stands where a line break would end the element (a heading, a fact, an item of a list). */
const drawSpan = (span: Span, place: Place, line: boolean): string => {
  const say = line ? oneLineKeepingEdges : clean;
  switch (span.span) {
    case 'text':
      return inert(say(span.text));
    case 'strong': {
      const words = oneLine(span.text);
      return isBlank(words) ? '' : `**${inert(words)}**`;
    }
    case 'code': {
      const words = oneLine(span.text)
        .replaceAll('`', 'ˋ')
        .replace(/@(?=everyone|here)/gi, '@\u200b');
      return isBlank(words) ? '' : `\`${words}\``;
    }
    case 'link':
      return drawLink(span.text, span.url);
    case 'person':
      return drawPerson(span, place);
    case 'moment': {
      const at = span.at.getTime();
      return Number.isFinite(at) ? `<t:${Math.floor(at / 1000)}:${STYLE[span.style]}>` : inert(oneLine(span.text));
    }
  }
};

/** A text span beside others keeps the spaces at its edges. */
const oneLineKeepingEdges = (text: string): string => clean(text).replace(/\s*\n\s*/g, ' ');

/** The largest beginning of a span that fits, or nothing where a span is worth nothing in part. */
const shortenSpan = (span: Span, place: Place, line: boolean, limit: number): string => {
  if (span.span === 'moment' || limit <= 1) return limit >= 1 ? '…' : '';
  const words = span.span === 'person' ? span.name : span.text;
  const literal: Span =
    span.span === 'text' || span.span === 'strong' || span.span === 'code' ? span : { span: 'text', text: words };
  let low = 0;
  let high = Math.min(words.length, limit);
  let best = '…';
  while (low <= high) {
    const middle = (low + high) >> 1;
    const drawn = drawSpan({ ...literal, text: cut(words, middle) } as Span, place, line);
    if (drawn.length <= limit) {
      best = drawn;
      low = middle + 1;
    } else high = middle - 1;
  }
  return best;
};

/**
 * Draws an inline value in at most `limit` characters; what does not fit ends in "…".
 * @param line line breaks become spaces
 */
export const drawInline = (inline: Inline, place: Place, limit: number, line = false): string => {
  let out = '';
  for (const span of spansOf(inline)) {
    const room = limit - out.length;
    // Drawing hardly ever makes a text shorter, so a very long one is cut without escaping all of it first.
    const drawn = span.span === 'text' && span.text.length > limit * 2 ? undefined : drawSpan(span, place, line);
    if (drawn !== undefined && drawn.length <= room) {
      out += drawn;
      continue;
    }
    out += shortenSpan(span, place, line, room);
    break;
  }
  return out;
};
