// Presses in a message that says several things: marked, so that an answer stands beside it; the mark changes nothing else.
import { expect, it } from 'vitest';
import { packPress, unpackPress } from '#bot/press.ts';
import { inCompany, keepCompany } from '#message/company.ts';
import type { Block } from '#message/message.ts';

const pressed = (press: string): string => {
  const [block] = keepCompany([{ block: 'actions', elements: [{ kind: 'button', label: 'x', press }] }]);
  const [element] = block?.block === 'actions' ? block.elements : [];
  return (element?.kind === 'button' ? element.press : undefined) ?? '';
};

it.each([
  packPress('mine'),
  packPress('task.done', { task: 'id:1' }),
  packPress('task.add', { title: 'a+b?&=%', note: 'ends with +' }),
])('%s means the same with the mark', (press) => {
  expect(inCompany(press)).toBe(false);
  expect(inCompany(pressed(press))).toBe(true);
  expect(pressed(pressed(press))).toBe(pressed(press));
  expect(unpackPress(pressed(press))).toEqual(unpackPress(press));
});

it('marks the lines of menus, leaves links alone, and keeps to what a press may hold', () => {
  const full = 'x'.repeat(99);
  const row: Block = {
    block: 'actions',
    elements: [
      { kind: 'menu', label: 'm', choices: [{ label: 'a', press: 'mine' }] },
      { kind: 'button', label: 'l', url: 'https://example.org' },
      { kind: 'button', label: 'f', press: full },
    ],
  };
  expect(keepCompany([row, { block: 'divider' }])).toEqual([
    {
      block: 'actions',
      elements: [
        { kind: 'menu', label: 'm', choices: [{ label: 'a', press: 'mine?+' }] },
        { kind: 'button', label: 'l', url: 'https://example.org' },
        { kind: 'button', label: 'f', press: full },
      ],
    },
    { block: 'divider' },
  ]);
});
