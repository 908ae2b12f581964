// The broken variants must still fit the code that they break: otherwise `npm run mutants` would prove nothing.
import { expect, it } from 'vitest';
import { mutants } from './mutants/list.ts';
import { finds } from './mutants/tree.ts';

it('keeps at least eight, each with a name of its own and a reason', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(8);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  for (const { why, red } of mutants) expect([why.length > 0, red.length > 0]).toEqual([true, true]);
});

it.each(mutants)('finds what "$name" replaces exactly once', (mutant) => {
  expect(finds(mutant)).toEqual(mutant.edits.map(() => 1));
});
