// What happened in the simulated weeks, as plain facts: written down by those who act, read by the oracle. Nothing of it
// comes from the code under test.
import type { World } from './world.ts';

/** Due on a day of a zone, or at an instant. */
export type Due = { day: string; zone: string } | { at: Date; zone: string };

/** How a task or a duty stands from a moment on. */
export type Version = {
  at: Date;
  state: 'open' | 'blocked' | 'done' | 'dropped';
  due: Due;
  /** Since when it is owed as it is: added, state changed, moved, given back. */
  since: Date;
  owners: readonly { id: string; since: Date }[];
};

export type Item = {
  kind: 'task' | 'duty';
  id: string;
  title: string;
  coalitionId: string;
  organizationId: string;
  versions: Version[];
};

export type Rhythm = 'once' | 'daily' | 'weekly' | 'monthly';

export type Reminder = {
  id: string;
  text: string;
  madeBy: string;
  to: { personId: string } | { channelId: string };
  coalitionId: string | null;
  first: Date;
  zone: string;
  rhythm: Rhythm;
  madeAt: Date;
  cancelledAt: Date | null;
};

export type Days = { firstDay: string; lastDay: string };

export type PersonStory = {
  /** What is known about absences from a moment on. */
  absences: { at: Date; days: readonly Days[] }[];
  pauses: { at: Date; until: Date | null }[];
  leftAt: Date | null;
};

export type Span = { from: Date; until: Date };

/** Somebody was put on something by somebody else. */
export type Given = { at: Date; topic: 'task-given' | 'duty-given'; itemId: string; personId: string };

/** Somebody left; what they had goes to a coordinator of their organisation. */
export type HandedOver = { at: Date; personId: string; to: string; items: readonly string[] };

/** A step was put off by the person: it comes again at `until`. */
export type Snooze = { at: Date; itemId: string; personId: string; until: Date };

export type Story = {
  items: Map<string, Item>;
  reminders: Reminder[];
  people: Map<string, PersonStory>;
  given: Given[];
  handedOver: HandedOver[];
  snoozes: Snooze[];
  /** Direct messages that were closed, by "slack U1". */
  closed: Map<string, Span[]>;
  /** Places that did not work: spaces ("slack T1") that did not answer, channels ("C1") that refused. */
  broken: Map<string, Span[]>;
  counts: { acts: number; refused: number };
};

export const newStory = (world: World): Story => ({
  items: new Map(),
  reminders: [],
  people: new Map(world.humans.map(({ id }) => [id, { absences: [], pauses: [], leftAt: null }])),
  given: [],
  handedOver: [],
  snoozes: [],
  closed: new Map(),
  broken: new Map(),
  counts: { acts: 0, refused: 0 },
});

/** How an item stands at a moment; undefined before it was added. */
export const versionAt = (item: Item, at: Date): Version | undefined => item.versions.findLast((one) => one.at <= at);

/** Writes down a change of an item. */
export const turn = (item: Item, at: Date, change: Partial<Version>): void => {
  const last = item.versions.at(-1);
  if (!last) throw new Error('an item without a beginning');
  item.versions.push({ ...last, ...change, at });
};

export const inSpan = (spans: readonly Span[] | undefined, at: Date): boolean =>
  (spans ?? []).some(({ from, until }) => from <= at && at < until);

export const overlaps = (spans: readonly Span[] | undefined, from: Date, until: Date): boolean =>
  (spans ?? []).some((one) => one.from <= until && from <= one.until);
