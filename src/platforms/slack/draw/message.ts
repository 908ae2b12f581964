// A neutral Message as Slack's text and blocks. Pure, obeys limits.ts, shortens with "… and 7 more", never throws.
// Words are rich text (see spans.ts for why); only short headings and notes are Slack's header and context blocks.
import type { Block, Message } from '#message/message.ts';
import { bar, plainInline } from '#message/plain.ts';
import { ActionIds, type Interactive, interactive } from './actions.ts';
import { limits } from './limits.ts';
import { type Element, elements, isPlain, Room, type Style } from './spans.ts';
import { clean, cut, escapeMarkup, type PlainText, plain } from './text.ts';

type Section = { type: 'rich_text_section'; elements: Element[] };
type List = { type: 'rich_text_list'; style: 'bullet'; elements: Section[] };
export type SlackBlock =
  | { type: 'rich_text'; elements: (Section | List)[] }
  | { type: 'header'; text: PlainText }
  | { type: 'context'; elements: PlainText[] }
  | { type: 'divider' }
  | { type: 'image'; slack_file: { id: string }; alt_text: string }
  | { type: 'actions'; elements: Interactive[] };

export type Drawn = { text: string; blocks: SlackBlock[] };

/** What drawing needs to know about the place where the message will hang. */
export type Surroundings = {
  /** The workspace's team id. */
  space: string;
  /** Says "… and 7 more" in the reader's language. */
  andMore: (count: number) => string;
  /** Slack's ids of pictures that are already uploaded; a picture without one is said in words. */
  files?: ReadonlyMap<Block, string>;
};

type Pen = { around: Surroundings; ids: ActionIds; room: Room };

const section = (drawn: Element[]): Section[] =>
  drawn.length > 0 ? [{ type: 'rich_text_section', elements: drawn }] : [];
const richText = (parts: (Section | List)[]): SlackBlock[] =>
  parts.length > 0 ? [{ type: 'rich_text', elements: parts }] : [];

/** The room of one block, taken from the room of the message. */
function within(pen: Pen, draw: (room: Room) => SlackBlock[]): SlackBlock[] {
  const room = new Room(Math.min(limits.richText, pen.room.left));
  const before = room.left;
  const blocks = draw(room);
  pen.room.left -= before - room.left;
  return blocks;
}

const words = (pen: Pen, inline: Parameters<typeof elements>[0], style?: Style): SlackBlock[] =>
  within(pen, (room) => richText(section(elements(inline, pen.around.space, room, style))));

function drawHeading(pen: Pen, block: Extract<Block, { block: 'heading' }>): SlackBlock[] {
  const said = clean(plainInline(block.text));
  if (!isPlain(block.text) || said.length > limits.header || said.includes('\n'))
    return words(pen, block.text, { bold: true });
  if (said.trim() === '') return [];
  pen.room.left -= said.length;
  return [{ type: 'header', text: plain(said, limits.header) }];
}

function drawFacts(pen: Pen, block: Extract<Block, { block: 'facts' }>): SlackBlock[] {
  return within(pen, (room) => {
    const lines: Element[] = [];
    for (const fact of block.facts) {
      if (room.left < 20) break;
      const label = room.take(cut(clean(fact.label), limits.optionText));
      const value = elements(fact.value, pen.around.space, room);
      if (value.length === 0) continue;
      if (lines.length > 0) lines.push({ type: 'text', text: '\n' });
      if (label !== '') lines.push({ type: 'text', text: label, style: { bold: true } }, { type: 'text', text: '  ' });
      lines.push(...value);
    }
    return richText(section(lines));
  });
}

function drawList(pen: Pen, block: Extract<Block, { block: 'list' }>): SlackBlock[] {
  return within(pen, (room) => {
    const items: Section[] = [];
    let told = 0;
    for (const item of block.items) {
      // The sentence about the rest must still fit.
      if (room.left < 80 || items.length >= limits.items) break;
      told += 1;
      items.push(...section(elements(item, pen.around.space, room)));
    }
    const untold = block.items.length - told;
    const more = [...(untold > 0 ? [pen.around.andMore(untold)] : []), ...(block.more ? [block.more] : [])].join('\n');
    return richText([
      ...(items.length > 0 ? [{ type: 'rich_text_list' as const, style: 'bullet' as const, elements: items }] : []),
      ...section(more === '' ? [] : elements(more, pen.around.space, room)),
    ]);
  });
}

function drawNote(pen: Pen, block: Extract<Block, { block: 'note' }>): SlackBlock[] {
  const said = clean(plainInline(block.text));
  if (said.trim() === '') return [];
  if (!isPlain(block.text) || said.length > Math.min(limits.plain, pen.room.left)) return words(pen, block.text);
  pen.room.left -= said.length;
  return [{ type: 'context', elements: [plain(said, limits.plain)] }];
}

function drawImage(pen: Pen, block: Extract<Block, { block: 'image' }>): SlackBlock[] {
  const id = pen.around.files?.get(block);
  if (!id) return words(pen, block.alt);
  return [{ type: 'image', slack_file: { id }, alt_text: plain(block.alt, limits.alt).text }];
}

function drawActions(pen: Pen, block: Extract<Block, { block: 'actions' }>): SlackBlock[] {
  const all = interactive(block.elements, pen.ids);
  const rows: SlackBlock[] = [];
  for (let at = 0; at < all.length; at += limits.elements)
    rows.push({ type: 'actions', elements: all.slice(at, at + limits.elements) });
  return rows;
}

function drawBlock(pen: Pen, block: Block): SlackBlock[] {
  switch (block.block) {
    case 'heading':
      return drawHeading(pen, block);
    case 'paragraph':
      return words(pen, block.text);
    case 'facts':
      return drawFacts(pen, block);
    case 'list':
      return drawList(pen, block);
    case 'progress':
      return words(pen, `${block.label}  ${bar(block.done, block.total)}`);
    case 'image':
      return drawImage(pen, block);
    case 'note':
      return drawNote(pen, block);
    case 'divider':
      return [{ type: 'divider' }];
    case 'actions':
      return drawActions(pen, block);
  }
}

/** Blocks of a list of neutral blocks, at most `most`. What does not fit is counted aloud; buttons go last and are kept. */
export function drawBlocks(blocks: readonly Block[], around: Surroundings, most: number = limits.blocks): SlackBlock[] {
  const pen: Pen = { around, ids: new ActionIds(), room: new Room(limits.message) };
  const drawn = blocks.map((block) => ({ block, out: drawBlock(pen, block) }));
  const count = drawn.reduce((sum, { out }) => sum + out.length, 0);
  const silent = drawn.filter(({ block, out }) => out.length === 0 && block.block !== 'actions').length;
  // A block that says nothing because it had nothing to say is not missed; one cut off by the message's total is.
  const lost = pen.room.left <= 1 ? silent : 0;
  if (count <= most - (lost > 0 ? 1 : 0)) {
    const out = drawn.flatMap((one) => one.out);
    return lost > 0 ? [...out, ...more(around, lost)] : out;
  }
  const buttons = drawn
    .filter(({ block }) => block.block === 'actions')
    .flatMap(({ out }) => out)
    .slice(0, most - 2);
  const kept: SlackBlock[] = [];
  let left = lost;
  for (const { block, out } of drawn) {
    if (block.block === 'actions') continue;
    if (kept.length + out.length + buttons.length + 1 <= most) kept.push(...out);
    else left += 1;
  }
  return [...kept, ...more(around, left), ...buttons];
}

const more = (around: Surroundings, count: number): SlackBlock[] =>
  count > 0 ? [{ type: 'context', elements: [plain(around.andMore(count), limits.plain)] }] : [];

/** The sentence for notifications and screen readers. Slack reads it as markup, so its special characters are escaped. */
export function drawSummary(summary: string): string {
  const said = cut(clean(summary), limits.summary).trim();
  return escapeMarkup(said === '' ? '–' : said);
}

/**
 * A message as Slack takes it.
 * @returns text (the summary, escaped) and at most 50 blocks
 */
export const drawMessage = (message: Message, around: Surroundings): Drawn => ({
  text: drawSummary(message.summary),
  blocks: drawBlocks(message.blocks, around),
});
