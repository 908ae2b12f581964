// Ids sort by time and do not collide.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#store/id.ts';

test('an id is 20 lowercase characters', () => {
  expect(newId(new Date('2026-11-21T10:00:00Z'))).toMatch(/^[0-9a-hjkmnp-tv-z]{20}$/);
});

test('a later id sorts later', () => {
  const moment = fc.integer({ min: 0, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 1_000_000_000 }), (at, later) => {
      expect(newId(new Date(at)) < newId(new Date(at + later))).toBe(true);
    }),
  );
});

test('ten thousand ids of one millisecond differ', () => {
  const now = new Date(1);
  expect(new Set(Array.from({ length: 10_000 }, () => newId(now))).size).toBe(10_000);
});
