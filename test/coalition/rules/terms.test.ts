// The terms of a channel fit into a button and come out as they went in; what is forged comes out as nothing.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PRESS_LIMIT, packPress } from '#bot/press.ts';
import { type Purpose, purposes } from '#coalition/rules/purposes.ts';
import { audiences, modes, packTerms, unpackTerms } from '#coalition/rules/terms.ts';
import { langs } from '#i18n/lang.ts';

const terms = fc.record({
  purposes: fc.uniqueArray(fc.constantFrom<Purpose>(...purposes), { minLength: 1 }),
  audience: fc.constantFrom(...audiences),
  mode: fc.constantFrom(...modes),
  language: fc.constantFrom(...langs),
});

it('come back whole, and fit', () => {
  fc.assert(
    fc.property(terms, (one) => {
      const packed = packTerms(one);
      expect(unpackTerms(packed)).toEqual(one);
      const press = packPress('coalition.connect!confirm', { coalition: '0'.repeat(20), terms: packed });
      expect(press.length).toBeLessThanOrEqual(PRESS_LIMIT);
    }),
  );
});

it.each(['', 'x', 't.c.b', 't.c.b.xx', 't-q.c.b.pl', '....'])('%j is nothing', (forged) => {
  expect(unpackTerms(forged)).toBeUndefined();
});
