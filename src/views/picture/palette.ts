// Pixels → a PNG with a palette. A drawing has few colours: so it is a third of what the renderer writes by itself, and a
// digest that goes to many channels is uploaded as many times.
import { crc32, deflateSync } from 'node:zlib';

export type Pixels = { width: number; height: number /** Red, green, blue, alpha for each pixel. */; data: Uint8Array };

/** The colour as a reader sees it; shades of soft edges that nobody tells apart become one. */
const shade = (value: number, step: number): number => Math.min(255, Math.round(value / step) * step);

/** -1 where there is nothing. */
const colourAt = (data: Uint8Array, at: number, step: number): number => {
  const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
  return alpha < 128 ? -1 : (shade(red, step) << 16) | (shade(green, step) << 8) | shade(blue, step);
};

type Indexed = { indices: Uint8Array; colours: readonly number[] };

/** @returns nothing when there are more than 256 colours even so; colour 0 is "nothing here" */
function indexed({ data }: Pixels, step: number): Indexed | undefined {
  const known = new Map<number, number>([[-1, 0]]);
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
  const indices = new Uint8Array(words.length);
  // Most pixels are as the one beside them: they are not looked up.
  let before: number | undefined;
  let index = 0;
  for (let i = 0; i < words.length; i += 1) {
    if (words[i] !== before) {
      before = words[i];
      const colour = colourAt(data, i * 4, step);
      index = known.get(colour) ?? known.size;
      if (index > 255) return undefined;
      known.set(colour, index);
    }
    indices[i] = index;
  }
  return { indices, colours: [...known.keys()] };
}

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** @returns a PNG, the same for the same pixels; nothing when a palette does not hold the colours */
export function palettePng(pixels: Pixels): Uint8Array | undefined {
  const { width, height } = pixels;
  const drawn = indexed(pixels, 8) ?? indexed(pixels, 16) ?? indexed(pixels, 32);
  if (!drawn) return undefined;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    lines.set(drawn.indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const colours = drawn.colours.flatMap((one) =>
    one < 0 ? [255, 255, 255] : [one >> 16, (one >> 8) & 255, one & 255],
  );
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      chunk('PLTE', Uint8Array.from(colours)),
      chunk('tRNS', Uint8Array.of(0)),
      chunk('IDAT', deflateSync(lines, { level: 6 })),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}
