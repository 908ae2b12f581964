// The picture of progress: its bytes, its words, and names that would like to be more than names.
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { langs } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';
import { type PicturedProgress, progressPicture, progressSvg } from '#views/digest/picture.ts';
import { cutTo, escapeXml, widthOf } from '#views/picture/svg.ts';

const part = (organisation: string | null, done: number, open: number) => ({
  organisation,
  done,
  open,
});
const progress: PicturedProgress = {
  whole: { done: 12, open: 7, overdue: 2 },
  parts: [
    part('Żubr', 5, 0),
    part(null, 0, 2),
    part('Łódź <b>&"x"', 1, 2),
    part('Ärzte für alle', 6, 3),
    part('Cicha', 0, 0),
  ],
};
const many = (count: number): PicturedProgress => ({
  whole: { done: 12_345, open: 54_321, overdue: 1_234 },
  parts: Array.from({ length: count }, (_, i) =>
    part(`${String.fromCharCode(65 + (i % 26))} Stowarzyszenie na rzecz Integracji Wszystkich ${i}`, 9_999, 54_321),
  ),
});

/** The kind of chunk and its content, for each chunk of a PNG. */
const chunks = (png: Uint8Array): Map<string, Buffer> => {
  const bytes = Buffer.from(png);
  const found = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    found.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return found;
};

describe('the picture of progress', () => {
  it('has the same bytes each time, twice as many pixels as units, and is small', () => {
    const one = progressPicture(progress, translator('pl'));
    expect(progressPicture(progress, translator('pl')).png).toBe(one.png);
    const head = chunks(one.png).get('IHDR');
    expect(head?.readUInt32BE(0)).toBe(960);
    for (const lang of langs) {
      const { png } = progressPicture(many(40), translator(lang));
      expect(png.byteLength).toBeLessThan(100_000);
    }
  });

  it('draws words: without a font they would vanish in silence', () => {
    const pixels = inflateSync(chunks(progressPicture(progress, translator('uk')).png).get('IDAT') ?? Buffer.alloc(0));
    const line = 961;
    const title = pixels.subarray(30 * 2 * line, 38 * 2 * line).filter((index) => index > 1);
    expect(title.length).toBeGreaterThan(200);
  });

  it('says the same in words, organisations in the reader’s alphabet, those without anything left out', () => {
    expect(progressPicture(progress, translator('pl')).alt).toBe(
      'Postęp całej koalicji: zrobione 12 z 19, po terminie 2. Ärzte für alle: 6 z 9. Łódź <b>&"x": 1 z 3. ' +
        'Żubr: 5 z 5. Jeszcze nikt tego nie prowadzi: 0 z 2.',
    );
    const { alt } = progressPicture(many(40), translator('en'));
    expect(alt.length).toBeLessThanOrEqual(1_000);
    expect(alt).toMatch(/ and \d+ more organisations$/);
  });

  it('draws twelve organisations at most and says how many more there are', () => {
    expect(progressSvg(many(12), translator('en')).replace(/<title>.*<.title>/, '')).not.toContain('more');
    expect(progressSvg(many(13), translator('en'))).toContain('and 1 more organisation<');
    expect(progressSvg(many(34), translator('pl'))).toContain('i 22 organizacje więcej');
  });

  it('lets no name break out of the drawing', () => {
    const svg = progressSvg(progress, translator('pl'));
    expect(svg).toContain('Łódź &lt;b&gt;&amp;&quot;x&quot;');
    expect(escapeXml('a\u0000\ud800\n</text><script>')).toBe('a\ufffd &lt;/text&gt;&lt;script&gt;');
    const hostile = { ...progress, parts: [part('\u0001\ufffe]]><!--', 1, 1), part('😀 中文', 1, 1)] };
    expect(progressPicture(hostile, translator('cs')).png.byteLength).toBeGreaterThan(1_000);
  });

  it('cuts a name where its room ends', () => {
    expect(cutTo('krótka', 13, 440)).toBe('krótka');
    const cut = cutTo('W'.repeat(200), 13, 440);
    expect(cut).toMatch(/^W+…$/);
    expect(widthOf(cut, 13)).toBeLessThanOrEqual(440);
  });
});
