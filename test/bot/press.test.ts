// Presses: what a button carries comes back as it was, and a forged one harms nobody.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packPress, unpackPress } from '#bot/press.ts';

const name = fc.stringMatching(/^[a-z]{1,8}$/);
const value = fc.string({ unit: 'grapheme', maxLength: 12 });

it('comes back as it was packed', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 3 }), (values) => {
      const packed = packPress('task.add!undo', values);
      expect(packed.length).toBeLessThanOrEqual(100);
      expect(unpackPress(packed)).toEqual({ command: 'task.add!undo', values });
    }),
  );
});

it('refuses what does not fit, so that it is kept in a draft instead', () => {
  expect(() => packPress('task.add', { source: 'x'.repeat(100) })).toThrow(RangeError);
});

it('reads anything without throwing', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void unpackPress(text)));
  expect(unpackPress('task.add?a=%ZZ&=b&c')).toEqual({ command: 'task.add', values: {} });
});
