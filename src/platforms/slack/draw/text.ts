// Text on its way to Slack: made well-formed, kept inert, cut to length. Everything somebody typed passes through here.

/** Characters that no chat shows and some parsers choke on: controls but tab and newline, and lone halves of a pair. */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const directions = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * A direction opened inside somebody's words (right-to-left override and its kin) is closed at their end, so that it
 * cannot turn around what we say after it. The words themselves stay as they were written.
 */
function closeDirections(text: string): string {
  if (!directions.test(text)) return text;
  const open: string[] = [];
  for (const character of text) {
    if (character === '\u202c' || character === '\u2069') {
      if (open.at(-1) === character) open.pop();
    } else if (character >= '\u202a' && character <= '\u202e') open.push('\u202c');
    else if (character >= '\u2066' && character <= '\u2068') open.push('\u2069');
  }
  return text + open.reverse().join('');
}

/** Text as Slack may get it: well-formed Unicode without control characters, directions closed. */
export const clean = (text: string): string =>
  closeDirections(text.toWellFormed().replace(/\r\n?/g, '\n').replace(unprintable, ''));

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most `limit` UTF-16 units (Slack counts characters, which are never more), with "…" where something was left out.
 * A letter with its marks, or a family of emoji, is never cut in two.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  // A hostile grapheme may be thousands of marks long: look at no more than fits.
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 1))) {
    if (index + segment.length > limit - 1) break;
    end = index + segment.length;
  }
  // One grapheme longer than the whole room: cut inside it, but not inside a pair.
  const kept = end === 0 ? text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '') : text.slice(0, end);
  return `${closeDirections(kept).slice(0, limit - 1)}…`;
}

/** For the one place that Slack still reads as markup (the summary): its three special characters escaped. */
export const escapeMarkup = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export type PlainText = { type: 'plain_text'; text: string; emoji: false };

/** A plain text object: drawn literally (`emoji: false` leaves ":smile:" as typed), never empty, never too long. */
export function plain(text: string, limit: number): PlainText {
  const kept = cut(clean(text), limit);
  return { type: 'plain_text', text: kept.trim() === '' ? '–' : kept, emoji: false };
}

/** An http(s) address that Slack will take, or undefined. */
export function webAddress(url: string, limit: number): string | undefined {
  if (url.length > limit || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return undefined;
  return parsed.href.length <= limit ? parsed.href : undefined;
}
