// What finding an item by number or words, and turning the pages of a list, have in common for all kinds of items.

/** What somebody typed: a number, or folded words that must all appear. */
export type Wanted = { number: number } | { words: string };

/** What is offered first: what can be acted on, what is over, or all. */
export type Offer = 'open' | 'closed' | 'all';

/** What was typed, as a condition. */
export const matching = (wanted: Wanted): { number: number } | { AND: { folded: { contains: string } }[] } =>
  'number' in wanted
    ? { number: wanted.number }
    : {
        AND: wanted.words
          .split(' ')
          .filter((word) => word !== '')
          .map((word) => ({ folded: { contains: word } })),
      };

/** One page of a list; enough for a phone screen and a half. */
export const PAGE_SIZE = 10;

/**
 * One page, and how many there are in all.
 * @param page from 0
 * @param find reads one more than a page holds: the usual list fits one page, has then counted itself, and the second
 *   query is saved
 */
export const readPage = async <Row>(
  page: number,
  find: (range: { skip: number; take: number }) => Promise<readonly Row[]>,
  count: () => Promise<number>,
): Promise<{ rows: readonly Row[]; total: number }> => {
  const skip = page * PAGE_SIZE;
  const rows = await find({ skip, take: PAGE_SIZE + 1 });
  const total = rows.length <= PAGE_SIZE ? skip + rows.length : await count();
  return { rows: rows.slice(0, PAGE_SIZE), total };
};
