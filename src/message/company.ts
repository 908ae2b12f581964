// A message that says several things: the answer to one of its buttons must not take the place of all the others. So each
// press in it carries a mark, which means nothing to the command and is read by whoever answers.
import type { Block } from './message.ts';

/** Packed values escape "&" and "?", and a pair without "=" is no value: only the mark can end like this. */
const marked = /[?&]\+$/;

/** A press may have 100 characters (bot/press.ts); one that is full stays as it is. */
const longest = 100;

const mark = (press: string): string => {
  const one = `${press}${press.includes('?') ? '&' : '?'}+`;
  return one.length > longest || marked.test(press) ? press : one;
};

/** Whether the press stands in a message among other things. */
export const inCompany = (press: string): boolean => marked.test(press);

/** Marks every press of these blocks. */
export const keepCompany = (blocks: readonly Block[]): Block[] =>
  blocks.map((block): Block => {
    if (block.block !== 'actions') return block;
    const elements = block.elements.map((element) => {
      if (element.kind === 'menu')
        return { ...element, choices: element.choices.map((choice) => ({ ...choice, press: mark(choice.press) })) };
      return element.press === undefined ? element : { ...element, press: mark(element.press) };
    });
    return { ...block, elements };
  });
