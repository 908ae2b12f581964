// The contract of a ladder: what is owed by a day, by whom, and the steps at which they are reminded. One kind of item is
// one file of this folder's `kinds/`; how it is put into words is the file of the same name in views/ladders/.
import { discover, hasMethods } from '#discover.ts';
import type { Tx } from '#store/database.ts';
import type { Moment } from '#time/moment.ts';
import type { Visibility } from '../rules/visible.ts';

/** Days before the due day (0: the day itself), and days between reminders once it is overdue (null: none). */
export type Rungs = { before: readonly number[]; overdueEvery: number | null };

/** Somebody who owes it. */
export type Ower = {
  personId: string;
  /** Since when: a step that had passed by then is not made up for. */
  since: Date;
  /** Named in person, and not only as the one who speaks for an organisation: "only mine" keeps these. */
  named: boolean;
  /** Owes it for the coalition: there is no organisation, or nobody speaks for it. */
  forCoalition?: true;
};

/** An item that still owes something. Done, dropped, blocked by somebody else: it is not among what `owed` returns. */
export type Owed = {
  id: string;
  coalitionId: string;
  due: Moment;
  organizationId: string | null;
  /** What one organisation keeps to itself is brought to nobody else, however long it is overdue. */
  visibility: Visibility;
  /** Since when it is owed as it is now (added, moved, reopened): what had passed by then is not brought to coordinators. */
  since: Date;
  owers: readonly Ower[];
};

export type Ladder = {
  /** "task", "duty": as in Due.kind, LadderChoice.kind and the name of the file. At most twelve letters: buttons carry it. */
  kind: string;
  /** Unless the coalition, the item or the person has chosen otherwise. */
  rungs: Rungs;
  /** Whether overdue items are brought to the organisation's coordinator, and later to the coalition's. */
  escalates: boolean;
  /** Those of the items that still owe something; two or three queries for all of them. */
  owed(tx: Tx, ids: readonly string[], now: Date): Promise<readonly Owed[]>;
};

/** Gives a ladder its types; changes nothing. */
export const ladder = (definition: Ladder): Ladder => definition;

/** Reads coalition/ladders/kinds/ once, at start. @throws Error naming the file that is none */
export const loadLadders = (): Promise<ReadonlyMap<string, Ladder>> =>
  discover(new URL('./kinds/', import.meta.url), hasMethods<Ladder>('owed'), (one) => one.kind, 'a ladder');
