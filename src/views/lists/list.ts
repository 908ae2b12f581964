// The contract of a personal list: what one person owes or awaits, in all coalitions. One list is one file of kinds/; all
// of them are shown by /mine, on Slack's Home and in the personal digest, and nobody knows them by name.
import { discover, hasMethods } from '#discover.ts';
import type { Block } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import type { For } from '../when.ts';

export type PersonalList<Item = unknown> = {
  /** As its file: "tasks". */
  name: string;
  /** The place among the others: tasks 10, duties 20, reminders 30. */
  order: number;
  /**
   * What waits for the person, the most urgent first.
   * @param atMost how many to read; `total` counts all
   */
  load(
    store: Pick<Store, 'prisma'>,
    personId: string,
    now: Date,
    atMost: number,
  ): Promise<{ items: readonly Item[]; total: number }>;
  /** "task:ID": a thing is named once in a message, by the first list that has it. */
  nameOf(item: Item): string;
  /** When it comes by itself, for what nobody has to do: the personal digest leaves out what comes later than in a week. */
  comes?(item: Item): Date;
  /** Its heading with the count, its lines, and one actions block at most. Never called without items. */
  draw(items: readonly Item[], total: number, reader: For): readonly Block[];
};

/** Gives a list its types; changes nothing. */
export const personalList = <Item>(definition: PersonalList<Item>): PersonalList =>
  definition as unknown as PersonalList;

/** Reads views/lists/kinds/, in their order. @throws Error naming the file that is none */
export const loadLists = async (): Promise<readonly PersonalList[]> => {
  const found = await discover(
    new URL('./kinds/', import.meta.url),
    hasMethods<PersonalList>('load', 'nameOf', 'draw'),
    (one) => one.name,
    'a personal list',
  );
  return [...found.values()].sort((a, b) => a.order - b.order);
};
