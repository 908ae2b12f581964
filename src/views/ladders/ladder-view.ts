// The words of a ladder: how an item of one kind is named in a reminder, and what can be done about it. One kind is one
// file of views/ladders/kinds/, named like its half in coalition/ladders/kinds/.
import { discover, hasMethods } from '#discover.ts';
import type { Button } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import type { Moment } from '#time/moment.ts';
import type { For } from '../when.ts';

export type LadderView<Item = unknown> = {
  /** As in the ladder: "task", "duty". */
  kind: string;
  /** Items by id; those that are gone are left out. Who still owes them is asked elsewhere. */
  load(store: Pick<Store, 'prisma'>, ids: readonly string[]): Promise<ReadonlyMap<string, Item>>;
  /** "T-12 · Book the hall": told apart and recognised, in one line. */
  name(item: Item): string;
  due(item: Item): Moment;
  /** The organisation that owes it, in words; null: none. */
  organisation(item: Item): string | null;
  /** What ends it with one press: [Done]. */
  done(item: Item, reader: For): Button;
  /** Opens everything about it. */
  show(item: Item, reader: For): Button;
  /** What helps when it cannot be done in time, behind "We won't make it": another date, help, other hands. At most four. */
  ways(item: Item, reader: For): readonly Button[];
};

/** Gives a ladder's words their types; changes nothing. */
export const ladderView = <Item>(definition: LadderView<Item>): LadderView => definition as unknown as LadderView;

/** Reads views/ladders/kinds/ once, at start. @throws Error naming the file that is none */
export const loadLadderViews = (): Promise<ReadonlyMap<string, LadderView>> =>
  discover(
    new URL('./kinds/', import.meta.url),
    hasMethods<LadderView>('load', 'name', 'due', 'done', 'ways'),
    (one) => one.kind,
    "a ladder's words",
  );
