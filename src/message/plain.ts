// A Message as plain text: for logs of tests, for files, and as the floor every renderer can fall back to.
import type { Block, Inline, Message, Span } from './message.ts';

/** Spans of an inline value. */
export const spansOf = (inline: Inline): readonly Span[] =>
  typeof inline === 'string' ? [{ span: 'text', text: inline }] : inline;

/** One span in words. */
export const plainSpan = (span: Span): string => {
  if (span.span === 'person') return span.name;
  if (span.span === 'link') return span.text === span.url ? span.url : `${span.text} (${span.url})`;
  return span.text;
};

/** An inline value in words. */
export const plainInline = (inline: Inline): string => spansOf(inline).map(plainSpan).join('');

/** A bar of `width` characters; says nothing that its label does not say. */
export const bar = (done: number, total: number, width = 10): string => {
  const filled = total > 0 ? Math.max(0, Math.min(width, Math.round((done / total) * width))) : 0;
  return '▓'.repeat(filled) + '░'.repeat(width - filled);
};

const plainBlock = (block: Block): string => {
  switch (block.block) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return plainInline(block.text);
    case 'facts':
      return block.facts.map((fact) => `${fact.label}: ${plainInline(fact.value)}`).join('\n');
    case 'list':
      return [...block.items.map((item) => `• ${plainInline(item)}`), ...(block.more ? [block.more] : [])].join('\n');
    case 'progress':
      return `${block.label} ${bar(block.done, block.total)}`;
    case 'image':
      return block.alt;
    case 'divider':
      return '—';
    case 'actions':
      return block.elements.map((e) => (e.kind === 'button' ? `[ ${e.label} ]` : `[ ${e.label} ▾ ]`)).join(' ');
  }
};

/** The whole message in words, one block a paragraph. */
export const plainMessage = (message: Message): string => message.blocks.map(plainBlock).join('\n');
