// The blocks of a message in few words, for views that are mostly sentences and buttons.
import { packPress } from '#bot/press.ts';
import type { Block, Button, Inline, Message, Span } from '#message/message.ts';

export const words = (text: string): Span => ({ span: 'text', text });
/** What has to be typed or copied exactly: a code, a command. */
export const typed = (text: string): Span => ({ span: 'code', text });

export const heading = (text: Inline): Block => ({ block: 'heading', text });
export const paragraph = (text: Inline): Block => ({ block: 'paragraph', text });
export const note = (text: Inline): Block => ({ block: 'note', text });
export const buttons = (...elements: readonly Button[]): Block => ({ block: 'actions', elements });

/**
 * @param command the press's path
 * @param values what is decided already
 */
export const button = (
  label: string,
  command: string,
  values: Readonly<Record<string, string>> = {},
  tone?: Button['tone'],
): Button => ({
  kind: 'button',
  label,
  press: packPress(command, values),
  ...(tone === undefined ? {} : { tone }),
});

/** A sentence with whatever follows it; the sentence is the summary too. */
export const saying = (sentence: string, ...blocks: readonly Block[]): Message => ({
  summary: sentence,
  blocks: [paragraph(sentence), ...blocks],
});

/** A list that is cut at `most`, with the sentence for the rest. */
export const listed = (items: readonly Inline[], most: number, rest: (count: number) => string): Block => ({
  block: 'list',
  items: items.slice(0, most),
  ...(items.length > most ? { more: rest(items.length - most) } : {}),
});
