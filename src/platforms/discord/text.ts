// Blocks of words → Markdown, each within the room it is given. Lists lose whole items, and say how many.
import type { T } from '#i18n/translator.ts';
import type { Block } from '#message/message.ts';
import { bar } from '#message/plain.ts';
import { drawInline, type Place } from './inline.ts';
import { inert, isBlank, oneLine, shorten } from './words.ts';

export type TextBlock = Extract<Block, { block: 'heading' | 'paragraph' | 'facts' | 'list' | 'progress' | 'note' }>;

export const isText = (block: Block): block is TextBlock => !['image', 'divider', 'actions'].includes(block.block);

/** As many lines as fit, then a sentence that says how many did not. */
const linesWithin = (lines: readonly string[], room: number, tail: string | undefined, t: T): string => {
  const whole = [...lines, ...(tail ? [tail] : [])].join('\n');
  if (whole.length <= room) return whole;
  const kept: string[] = [];
  let used = 0;
  const saying = (left: number): string =>
    [inert(t('common.and_more', { count: left })), ...(tail ? [tail] : [])].join('\n');
  for (const [i, line] of lines.entries()) {
    const left = lines.length - i - 1;
    if (used + line.length + 1 + saying(Math.max(1, left)).length > room) break;
    kept.push(line);
    used += line.length + 1;
  }
  return shorten([...kept, saying(lines.length - kept.length)].join('\n'), room);
};

/**
 * One block in at most `room` characters.
 * @returns an empty string when there is nothing to see
 */
export const drawText = (block: TextBlock, place: Place, room: number, t: T): string => {
  switch (block.block) {
    case 'heading': {
      const words = drawInline(block.text, place, room - 4, true).trim();
      return isBlank(words) ? '' : `### ${words}`;
    }
    case 'paragraph': {
      const words = drawInline(block.text, place, room).trimEnd();
      return isBlank(words) ? '' : words;
    }
    case 'note': {
      const words = drawInline(block.text, place, Math.floor(room / 2))
        .split('\n')
        .filter((line) => !isBlank(line))
        .map((line) => `-# ${line}`)
        .join('\n');
      return words.length <= room ? words : words.slice(0, room).replace(/\n[^\n]*$/, '');
    }
    case 'facts': {
      const lines = block.facts.map(({ label, value }) => {
        const head = `**${inert(oneLine(label))}:** `;
        const words = drawInline(value, place, Math.max(1, Math.min(1500, room - head.length)), true);
        return head + (isBlank(words) ? '–' : words);
      });
      return linesWithin(lines, room, undefined, t);
    }
    case 'list': {
      const lines = block.items.map(
        (item) => `• ${drawInline(item, place, Math.max(1, Math.min(1000, room - 2)), true)}`,
      );
      return linesWithin(lines, room, block.more ? inert(oneLine(block.more)) : undefined, t);
    }
    case 'progress':
      return shorten(`${inert(oneLine(block.label))} ${bar(block.done, block.total)}`, room);
  }
};

/**
 * Shares `room` among texts: short ones keep what they need, long ones get the same cap.
 * @param sizes what each would need
 */
export const share = (sizes: readonly number[], room: number): number[] => {
  if (sizes.reduce((sum, size) => sum + size, 0) <= room) return [...sizes];
  let left = room;
  let cap = 0;
  const rising = [...sizes].sort((a, b) => a - b);
  for (const [i, size] of rising.entries()) {
    cap = Math.floor(left / (rising.length - i));
    if (size > cap) break;
    left -= size;
  }
  return sizes.map((size) => Math.min(size, cap));
};
