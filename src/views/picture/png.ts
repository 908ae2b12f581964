// SVG → PNG. The renderer is native code and the font 750 KB: both are loaded with the first picture, so that a service that
// draws none does not grow. Without a font file all text would vanish in silence; the system's fonts are not asked, so that
// the same picture has the same bytes everywhere.
import { createRequire } from 'node:module';
import { palettePng } from './palette.ts';

type Renderer = typeof import('@resvg/resvg-js');

const require = createRequire(import.meta.url);
let renderer: Renderer | undefined;

/** Pixels for each unit: sharp on screens of phones too. */
const scale = 2;

/** The last pictures: a digest that goes to fifty channels of one language is drawn once. */
const drawn = new Map<string, Uint8Array>();
const remembered = 12;

/**
 * Draws an SVG whose texts are in "DejaVu Sans". Takes about 20 ms, the first time 60.
 * @param svg well-formed; words of people escaped by `escapeXml`
 * @returns the bytes of a PNG, the same for the same SVG
 * @throws Error of the renderer when it is no SVG
 */
export function pngOf(svg: string): Uint8Array {
  const known = drawn.get(svg);
  if (known) return known;
  renderer ??= require('@resvg/resvg-js') as Renderer;
  const image = new renderer.Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: [require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')],
      defaultFontFamily: 'DejaVu Sans',
    },
  });
  const rendered = image.render();
  const { width, height, pixels: data } = rendered;
  const png = palettePng({ width, height, data }) ?? new Uint8Array(rendered.asPng());
  drawn.set(svg, png);
  for (const oldest of drawn.keys()) {
    if (drawn.size <= remembered) break;
    drawn.delete(oldest);
  }
  return png;
}
