// Message → the body Discord wants. Pure, never throws, always within the limits. Drawn with components of version 2:
// they keep the order of the blocks (buttons where they belong), have 4000 characters, and need no "Embed Links".
import { type APIComponentInContainer, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import type { T } from '#i18n/translator.ts';
import type { Block, Message } from '#message/message.ts';
import { drawControls, type Row, type Taken } from './controls.ts';
import type { Place } from './inline.ts';
import { COMPONENTS_V2, LIMITS } from './limits.ts';
import { drawText, isText, share } from './text.ts';
import { inert, isBlank, label, oneLine, shorten } from './words.ts';

export type File = { name: string; data: Uint8Array; contentType: string };

/** What goes over the wire, the same for a post, an edit and an answer. */
export type Drawn = {
  body: {
    flags: number;
    components: APIMessageTopLevelComponent[];
    allowed_mentions: { parse: never[]; users?: string[] };
    attachments: { id: string; filename: string; description?: string }[];
  };
  files: File[];
};

/** For whom: the server it hangs in ('' in direct messages), and the reader's words for "and 7 more". */
export type Reader = { space: string; t: T };

/** A file name that Discord keeps as it is; otherwise `attachment://` would not find it again. */
const safeName = (name: string, taken: ReadonlySet<string>): string => {
  const plain =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^A-Za-z0-9._-]+/g, '_')
      .replace(/^[._]+/, '') || 'file';
  const dot = plain.lastIndexOf('.');
  const [stem, end] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot, dot + 12)] : [plain, ''];
  for (let i = 0; ; i++) {
    const one = `${stem.slice(0, LIMITS.filename - end.length - 4)}${i === 0 ? '' : `-${i}`}${end}`;
    if (!taken.has(one)) return one;
  }
};

/** Draws every text block; when all together are too long, each gets a fair share. */
const drawTexts = (blocks: readonly Block[], place: Place, t: T): string[] => {
  // Line breaks between blocks count too.
  const room = LIMITS.text - blocks.length;
  const whole = blocks.map((block) => (isText(block) ? drawText(block, place, room, t) : ''));
  const sizes = whole.map((text) => text.length);
  const rooms = share(sizes, room);
  return blocks.map((block, i) => {
    const given = rooms[i] ?? 0;
    if (!isText(block) || (sizes[i] ?? 0) <= given) return whole[i] ?? '';
    return drawText(block, place, given, t);
  });
};

type Piece = APIComponentInContainer;

const countOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + 1 + (piece.type === ComponentType.ActionRow ? piece.components.length : 0), 0);

/** Leaves out separators, then the last buttons, until Discord's count is met. */
const fewEnough = (pieces: Piece[], room: number): Piece[] => {
  let kept = pieces;
  if (countOf(kept) > room) kept = kept.filter((piece) => piece.type !== ComponentType.Separator);
  while (countOf(kept) > room) {
    const last = kept.findLastIndex((piece) => piece.type === ComponentType.ActionRow);
    const row = kept[last];
    if (row?.type !== ComponentType.ActionRow) return kept.slice(0, room);
    if (row.components.length > 1) row.components.pop();
    else kept = kept.filter((_, i) => i !== last);
  }
  return kept;
};

/** Neighbouring texts become one: fewer components, and no gaps between the lines of one thought. */
const joinTexts = (pieces: readonly Piece[]): Piece[] => {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (piece.type === ComponentType.TextDisplay && last?.type === ComponentType.TextDisplay) {
      out[out.length - 1] = { ...last, content: `${last.content}\n${piece.content}` };
    } else out.push(piece);
  }
  return out;
};

/**
 * Draws a message.
 * @returns a body for POST and PATCH (without nonce and without the ephemeral flag), and the files that belong to it
 */
export const drawMessage = (message: Message, reader: Reader): Drawn => {
  const place: Place = { space: reader.space, pings: new Set() };
  const taken: Taken = new Set();
  const names = new Set<string>();
  const files: File[] = [];
  const attachments: Drawn['body']['attachments'] = [];
  const attach = (name: string, data: Uint8Array, contentType: string, alt?: string): string | undefined => {
    if (files.length >= LIMITS.files) return undefined;
    const filename = safeName(name, names);
    names.add(filename);
    attachments.push({ id: String(files.length), filename, ...(alt ? { description: alt } : {}) });
    files.push({ name: filename, data, contentType });
    return `attachment://${filename}`;
  };

  const texts = drawTexts(message.blocks, place, reader.t);
  const pieces = message.blocks.flatMap((block, i): Piece[] => {
    switch (block.block) {
      case 'divider':
        return [{ type: ComponentType.Separator, divider: true, spacing: 1 }];
      case 'actions':
        return drawControls(block.elements, taken) satisfies Row[];
      case 'image': {
        const alt = label(block.alt, LIMITS.alt);
        const url = attach(block.filename, block.png, 'image/png', alt);
        return url ? [{ type: ComponentType.MediaGallery, items: [{ media: { url }, description: alt }] }] : [];
      }
      default:
        return texts[i] ? [{ type: ComponentType.TextDisplay, content: texts[i] }] : [];
    }
  });
  if (message.file) {
    const url = attach(message.file.filename, message.file.content, message.file.mediaType);
    if (url) pieces.push({ type: ComponentType.File, file: { url } });
  }
  // A card has a heading and a frame around it; a sentence needs none.
  const framed = message.blocks.some((block) => block.block === 'heading');
  const kept = fewEnough(joinTexts(pieces), LIMITS.components - (framed ? 1 : 0));
  if (kept.length === 0) kept.push({ type: ComponentType.TextDisplay, content: sentence(message.summary) });
  return {
    body: {
      flags: COMPONENTS_V2,
      components: framed ? [{ type: ComponentType.Container, components: kept }] : kept,
      allowed_mentions:
        place.pings.size > 0 ? { parse: [], users: [...place.pings].slice(0, LIMITS.pings) } : { parse: [] },
      attachments,
    },
    files,
  };
};

const sentence = (text: string): string => {
  const words = inert(shorten(oneLine(text), LIMITS.text / 2));
  return isBlank(words) ? '…' : words;
};

/** The floor when Discord refused a drawing: the summary alone, which cannot be wrong. */
export const drawPlain = (message: Message): Drawn => ({
  body: {
    flags: COMPONENTS_V2,
    components: [{ type: ComponentType.TextDisplay, content: sentence(message.summary) }],
    allowed_mentions: { parse: [] },
    attachments: [],
  },
  files: [],
});
