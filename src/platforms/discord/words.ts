// Words as Discord shows them literally: cleaned, shortened without breaking a letter, and escaped so that nothing a
// person typed is ever Markdown, a mention, an emoji or a timestamp.

/** Nothing to see: white space, format characters, and the blank letters that look like nothing. */
const invisible = /^[\s\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0\u2800]*$/u;

/** Whether a reader would see anything at all. */
export const isBlank = (text: string): boolean => invisible.test(text);

/**
 * Takes away what could reach beyond the text itself: control characters, halves of letters, and the marks that turn
 * the writing direction of whatever follows. Other invisible characters stay: emoji and Persian are made with them.
 */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');

/** The same on one line. */
export const oneLine = (text: string): string =>
  clean(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();

/** The first `units` UTF-16 units and "…". A letter that would lose its accent is left out whole. */
export const cut = (text: string, units: number): string => {
  const kept = text.slice(0, units).replace(/[\ud800-\udbff]$/, '');
  const torn = /^(?:\p{M}|\ufe0f)/u.test(text.slice(units, units + 2));
  const whole = torn ? kept.replace(/\P{M}\p{M}*$/u, '') : kept;
  return `${whole.replace(/(?:\u200d|\s)+$/u, '')}…`;
};

/**
 * Shortens to at most `limit` UTF-16 units, with "…" where something was left out.
 * (Discord counts code points, which are never more.)
 */
export const shorten = (text: string, limit: number): string =>
  text.length <= limit ? text : limit < 1 ? '' : cut(text, limit - 1);

/** A label: one line, shortened, never empty. */
export const label = (text: string, limit: number): string => {
  const line = oneLine(text).replace(/@(?=everyone|here)/gi, '@\u200b');
  return isBlank(line) ? '…' : shorten(line, limit);
};

/** An address (kept whole: a backslash inside one would break it; characters that are Markdown end it), or a mark to escape. */
const marks = /((?<!\w)https?:\/\/[\w\-.~:/?#@!$&'+,;=%]+[\w\-~/#$&+=%])|[\\*_~`|<>[\]]|:(?=[\w+~-]+:)/gi;
const lineStart = /^([\s\u3000]*)(?:([-#+])|(\d{1,9})([.)]))/gm;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Makes a text literal in Discord's Markdown: emphasis, code, spoilers, headings, lists, quotes, masked links, mentions,
 * timestamps, emoji. A bare address stays one. `@everyone` gets an invisible space besides (allowed_mentions forbids it anyway).
 * A text written from right to left is isolated, so that it does not reorder what stands beside it.
 */
export const inert = (text: string): string => {
  const out = text
    .replace(marks, (mark, address: string | undefined) => address ?? `\\${mark}`)
    .replace(lineStart, (_all, space: string, sign: string | undefined, digits: string, dot: string) =>
      sign ? `${space}\\${sign}` : `${space}${digits}\\${dot}`,
    )
    .replace(/@(?=everyone|here)/gi, '@\u200b');
  return rightToLeft.test(out) ? isolate(out) : out;
};

/** Line by line: an isolate ends with its line anyway. */
const isolate = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? line : `\u2068${line}\u2069`))
    .join('\n');
