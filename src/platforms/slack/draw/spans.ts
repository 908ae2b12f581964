// Inline spans as elements of Slack's rich text. Rich text is never parsed as markup, so "<!channel>", "*" or "@everyone" in
// somebody's words stay what they are; mrkdwn sections would need every special character neutralised.
import type { Inline, Span } from '#message/message.ts';
import { spansOf } from '#message/plain.ts';
import { limits } from './limits.ts';
import { clean, cut, webAddress } from './text.ts';

export type Style = { bold?: true; italic?: true; code?: true };
export type Element =
  | { type: 'text'; text: string; style?: Style }
  | { type: 'link'; url: string; text: string; style?: Style }
  | { type: 'user'; user_id: string }
  | { type: 'date'; timestamp: number; format: string; fallback: string };

/** Slack's own words for a moment; each reader sees them in the own zone and language. */
const formats = {
  date: '{date_long}',
  time: '{time}',
  full: '{date_long}, {time}',
  // "today, 10:42": what has just happened needs no weekday.
  short: '{date_short_pretty}, {time}',
  relative: '{ago}',
} as const;

/** How many characters are left to say; shared by everything in one block, so that no block grows past its limit. */
export class Room {
  left: number;
  constructor(left: number) {
    this.left = left;
  }
  /** The text as far as it fits. */
  take(text: string): string {
    const kept = this.left <= 1 ? '' : cut(text, this.left);
    this.left -= kept.length;
    return kept;
  }
}

const text = (words: string, room: Room, style?: Style): Element[] => {
  const kept = room.take(clean(words));
  if (kept === '') return [];
  return [style ? { type: 'text', text: kept, style } : { type: 'text', text: kept }];
};

/** Slack's user ids: letters and digits, nothing else may become a mention. */
const userId = /^[UW][A-Z0-9]{1,30}$/;

/**
 * One span as rich text elements; none when there is nothing to say or no room.
 * @param space the workspace where it will be read: only its own people can be mentioned there
 */
function element(span: Span, space: string, room: Room, style?: Style): Element[] {
  switch (span.span) {
    case 'text':
      return text(span.text, room, style);
    case 'strong':
      return text(span.text, room, { ...style, bold: true });
    case 'code':
      return text(span.text, room, { ...style, code: true });
    case 'link': {
      const url = webAddress(span.url, limits.url);
      if (!url) return text(span.text, room, style);
      const label = room.take(clean(span.text || url));
      if (label === '') return [];
      return [style ? { type: 'link', url, text: label, style } : { type: 'link', url, text: label }];
    }
    case 'person': {
      // Slack has no silent mention, so without a ping the name stands as text.
      const here = span.ping
        ? span.accounts.find((account) => account.platform === 'slack' && account.space === space)
        : undefined;
      if (!here || !userId.test(here.user) || room.left < here.user.length) return text(span.name, room, style);
      room.left -= here.user.length;
      return [{ type: 'user', user_id: here.user }];
    }
    case 'moment': {
      const timestamp = Math.floor(span.at.getTime() / 1000);
      if (!Number.isSafeInteger(timestamp) || timestamp < 0) return text(span.text, room, style);
      const fallback = room.take(clean(span.text) || '–');
      if (fallback === '') return [];
      return [{ type: 'date', timestamp, format: formats[span.style], fallback }];
    }
  }
}

/** An inline value as rich text elements. Pure; never throws. */
export const elements = (inline: Inline, space: string, room: Room, style?: Style): Element[] =>
  spansOf(inline).flatMap((span) => element(span, space, room, style));

/** Whether plain text says everything these spans say. */
export const isPlain = (inline: Inline): boolean =>
  spansOf(inline).every(
    (span) => span.span === 'text' || span.span === 'strong' || (span.span === 'person' && !span.ping),
  );
