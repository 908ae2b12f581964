// What a person typed is shown as typed: nothing in it is Markdown, a mention, an emoji or a timestamp.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cut, inert, isBlank, label, shorten } from '#platforms/discord/words.ts';
import { anyText, hostile } from './hostile.ts';

/** What Discord's client makes of our text, as far as it matters: escapes are undone; what was not escaped is found. */
const read = (text: string): { shown: string; active: string[] } => {
  let shown = '';
  const active: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const address = /^https?:\/\/[\w\-.~:/?#@!$&'+,;=%]+[\w\-~/#$&+=%]/i.exec(text.slice(i));
    if (address && !/\w/.test(text[i - 1] ?? '')) {
      shown += address[0];
      i += address[0].length - 1;
      continue;
    }
    const letter = text[i] ?? '';
    const next = text[i + 1] ?? '';
    if (letter === '\\' && /[^0-9A-Za-z\s]/.test(next)) {
      shown += next;
      i += 1;
      continue;
    }
    if (/[*_~`|<>[\]]/.test(letter)) active.push(letter);
    if (/^@(everyone|here)/i.test(text.slice(i))) active.push('@');
    if (/^:[\w+~-]+:/.test(text.slice(i))) active.push(':');
    shown += letter;
  }
  for (const line of text.split('\n')) {
    const start = line.replace(/^[\u2068\s]+/, '');
    if (/^(#{1,3}|-#?|\+|\d+[.)])(\s|$)/.test(start)) active.push(start.slice(0, 4));
  }
  return { shown, active };
};

/** Marks that we add and nobody sees. */
const without = (text: string): string => text.replace(/[\u200b\u2068\u2069]/g, '');

describe('inert', () => {
  it.each(hostile.map((text, no) => [no, text] as const))('shows hostile text %i as it was typed', (_no, text) => {
    const { shown, active } = read(inert(clean(text)));
    expect(active).toEqual([]);
    expect(without(shown)).toBe(without(clean(text)));
  });

  it('does so for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { shown, active } = read(inert(clean(text)));
        expect(active).toEqual([]);
        expect(without(shown)).toBe(without(clean(text)));
      }),
    );
  });

  it('keeps an address whole', () => {
    expect(inert('see https://a.example/b_c_d?e=1&f=*g*')).toBe('see https://a.example/b_c_d?e=1&f=\\*g\\*');
  });

  it('isolates what is written from right to left, and takes away what would turn the rest', () => {
    expect(inert('שלום')).toBe('\u2068שלום\u2069');
    expect(clean('a\u202Eb\u2066c')).toBe('abc');
  });
});

describe('shortening', () => {
  it('never ends in half a letter', () => {
    expect(cut('👍👍', 3)).toBe('👍…');
    expect(cut('e\u0301e\u0301', 3)).toBe('e\u0301…');
    expect(cut('e\u0301e\u0301', 2)).toBe('e\u0301…');
    fc.assert(
      fc.property(anyText, fc.nat(50), (text, limit) => {
        const short = shorten(clean(text), limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });

  it('never gives an empty label', () => {
    for (const text of hostile) expect(label(text, 80).length).toBeGreaterThan(0);
    expect(label('\u200b', 80)).toBe('…');
    expect(isBlank('\u3164 \u2800')).toBe(true);
  });
});
