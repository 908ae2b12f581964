// Parts of a hand-written SVG: words that cannot break out of it, and how much room they take. Only what DejaVu Sans can
// draw is measured well; the rest is taken for wide, so that a name is rather cut too early than drawn over something.

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML knows no control characters at all, not even written as a number. */
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Somebody's words inside an SVG, on one line. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(unspeakable, '')
    .replace(/\s+/g, ' ')
    .replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** Widths in parts of the font's size, as in DejaVu Sans, rounded up. */
const widths: readonly [signs: RegExp, width: number][] = [
  [/^\p{M}$/u, 0],
  [/^[ijlIfrt.,:;'’|! ()[\]\-/іїІЇł]$/u, 0.42],
  [/^[mwMWQO@%&+=<>~ЖШЩЮМжшщюмфФЫыДОQ]$/u, 1],
  [/^\p{Lu}$/u, 0.78],
  [/^[\p{Ll}\p{Nd}]$/u, 0.65],
];

/** @returns about how wide a text is, never less than it is, in the units of `size` */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, sign) => sum + (widths.find(([signs]) => signs.test(sign))?.[1] ?? 1), 0) * size;

/** A text that is cut where its room ends. */
export function cutTo(text: string, size: number, room: number): string {
  if (widthOf(text, size) <= room) return text;
  const signs = [...text];
  while (signs.length > 1 && widthOf(`${signs.join('')}…`, size) > room) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}
