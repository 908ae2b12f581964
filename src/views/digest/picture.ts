// How far a coalition and its organisations are, as a picture and as words that say the same. Organisations stand in the
// reader's alphabet, never by how much. Nothing is said by colour alone: what is done is full, what is open empty, what is
// overdue striped, and each has its number. The picture has a ground of its own, so that it reads in light and dark mode.
import { intlLocale } from '#i18n/lang.ts';
import type { T } from '#i18n/translator.ts';
import { pngOf } from '../picture/png.ts';
import { cutTo, escapeXml, widthOf } from '../picture/svg.ts';

/** Counts of things; `open` includes what is overdue. */
export type Counts = { done: number; open: number; overdue?: number };

export type PicturedProgress = {
  whole: Counts;
  /**
   * In any order. `organisation`: its name; null: what nobody has taken. How much of it is overdue is said of the whole
   * alone: nobody is held up to the others.
   */
  parts: readonly (Omit<Counts, 'overdue'> & { organisation: string | null })[];
};

export type Picture = { png: Uint8Array; alt: string; filename: string };

/** So many organisations are drawn; of the rest it says how many they are. */
const most = 12;
/** Discord takes 1024 characters of text for a picture, Slack 2000. */
const longestAlt = 1000;

const width = 480;
const margin = 20;
const inner = width - 2 * margin;
const bar = 236;
const column = (inner - bar) / 3;
const top = 92;
const wholeHeight = 54;
const rowHeight = 42;

const colours = {
  ground: '#ffffff',
  edge: '#c9d1d9',
  word: '#1f2933',
  soft: '#52606d',
  done: '#1f6f8b',
  late: '#b7651b',
};

type Row = Counts & { name: string };

const total = ({ done, open }: Counts): number => done + open;

const text = (x: number, y: number, size: number, words: string, more = ''): string =>
  `<text x="${x}" y="${y}" font-size="${size}" ${more}>${escapeXml(words)}</text>`;

const kinds = ['done', 'open', 'late'] as const;
type Kind = (typeof kinds)[number];

const fills: Readonly<Record<Kind, string>> = {
  done: `fill="${colours.done}"`,
  open: `fill="${colours.ground}"`,
  late: 'fill="url(#late)"',
};

const amounts = ({ done, open, overdue = 0 }: Counts): Record<Kind, number> => ({
  done,
  open: Math.max(0, open - overdue),
  late: overdue,
});

/** What is told of a row. */
const told = ({ overdue }: Counts): readonly Kind[] => (overdue === undefined ? ['done', 'open'] : kinds);

const swatch = (x: number, y: number, kind: Kind): string =>
  `<rect x="${x}" y="${y}" width="11" height="11" ${fills[kind]} stroke="${colours.soft}" stroke-width="1"/>`;

/** One bar: done, open, overdue, side by side. Something is never drawn as nothing. */
function drawBar(x: number, y: number, height: number, counts: Counts): string {
  const amount = amounts(counts);
  const there = kinds.filter((kind) => amount[kind] > 0);
  const least = 4;
  const room = bar - least * there.length;
  const sum = total(counts);
  let at = x;
  const pieces = there.map((kind) => {
    const long = least + (amount[kind] / sum) * room;
    const piece = `<rect x="${at.toFixed(1)}" y="${y}" width="${long.toFixed(1)}" height="${height}" ${fills[kind]}/>`;
    at += long;
    return piece;
  });
  const frame = `<rect x="${x}" y="${y}" width="${bar}" height="${height}" fill="none" stroke="${colours.soft}" stroke-width="1"/>`;
  return pieces.join('') + frame;
}

/** The numbers beside a bar, each with its sign. */
const drawNumbers = (y: number, counts: Counts): string =>
  told(counts)
    .map((kind, i) => {
      const x = margin + bar + i * column + 10;
      const number = String(amounts(counts)[kind]);
      return swatch(x, y - 10, kind) + text(x + 16, y, 13, number, `fill="${colours.word}"`);
    })
    .join('');

const drawRow = (row: Row, y: number, size: number, height: number): string =>
  text(margin, y + size, size, cutTo(row.name, size, inner), `fill="${colours.word}"`) +
  drawBar(margin, y + size + 6, height, row) +
  drawNumbers(y + size + 6 + height / 2 + 5, row);

/** What the signs mean, in a line that breaks where the words are long. */
function drawLegend(t: T): string {
  const labels = { done: t('picture.done'), open: t('picture.open'), late: t('picture.overdue') };
  let x = margin;
  return kinds
    .map((kind) => {
      const out = swatch(x, 56, kind) + text(x + 17, 66, 12, labels[kind], `fill="${colours.soft}"`);
      x += 17 + widthOf(labels[kind], 12) + 18;
      return out;
    })
    .join('');
}

const rowsOf = ({ parts }: PicturedProgress, t: T): Row[] => {
  const order = new Intl.Collator(intlLocale[t.lang]);
  const named = parts
    .filter((part) => total(part) > 0)
    .map(({ organisation, done, open }) => ({
      done,
      open,
      name: organisation ?? t('picture.nobody'),
      last: !organisation,
    }));
  return named.sort((a, b) => Number(a.last) - Number(b.last) || order.compare(a.name, b.name));
};

/** The same in words: the whole, then each organisation, as many as fit. */
function altOf(whole: Counts, rows: readonly Row[], t: T): string {
  let alt = t('picture.alt', { done: whole.done, total: total(whole), overdue: whole.overdue ?? 0 });
  for (const [i, row] of rows.entries()) {
    const next = `${alt} ${t('picture.alt_row', { name: row.name, done: row.done, total: total(row) })}`;
    const rest = rows.length - i;
    if (next.length > longestAlt - 60) return `${alt} ${t('picture.more', { count: rest })}`;
    alt = next;
  }
  return alt;
}

/**
 * @param progress of what the reader may see
 * @returns the SVG; the same for the same progress and language
 */
export function progressSvg(progress: PicturedProgress, t: T): string {
  const rows = rowsOf(progress, t);
  const shown = rows.slice(0, most);
  const rest = rows.length - shown.length;
  const height = top + wholeHeight + shown.length * rowHeight + (rest > 0 ? 24 : 0) + 14;
  const y = (i: number): number => top + wholeHeight + i * rowHeight;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans" role="img">`,
    `<title>${escapeXml(altOf(progress.whole, rows, t))}</title>`,
    '<defs><pattern id="late" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
    `<rect width="6" height="6" fill="#fbe3c8"/><rect width="3" height="6" fill="${colours.late}"/></pattern></defs>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${colours.ground}" stroke="${colours.edge}"/>`,
    text(margin, 38, 19, cutTo(t('picture.title'), 19, inner), `fill="${colours.word}"`),
    drawLegend(t),
    drawRow({ ...progress.whole, name: t('picture.whole') }, top - 8, 15, 16),
    ...(shown.length > 0
      ? [`<path d="M${margin} ${top + wholeHeight - 8}H${width - margin}" stroke="${colours.edge}"/>`]
      : []),
    ...shown.map((row, i) => drawRow(row, y(i), 13, 10)),
    ...(rest > 0
      ? [text(margin, y(shown.length) + 16, 13, t('picture.more', { count: rest }), `fill="${colours.soft}"`)]
      : []),
    '</svg>',
  ].join('\n');
}

/** @returns the picture with the words that say the same */
export const progressPicture = (progress: PicturedProgress, t: T): Picture => ({
  png: pngOf(progressSvg(progress, t)),
  alt: altOf(progress.whole, rowsOf(progress, t), t),
  filename: 'mosty-progress.png',
});
