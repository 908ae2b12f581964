// A reminder as the house passes it around: what somebody wants to be told, when, and where it is said.
import type { Prisma } from '#store/generated/client.ts';
import type { Every } from '#time/recurrence.ts';
import type { Timing } from '../rules/reminder.ts';
import { type Someone, someone, toSomeone } from '../someone.ts';

/** The kind in Due and the first word of its commands. */
export const KIND = 'reminder';

export type Reminder = {
  id: string;
  coalitionId: string | null;
  text: string;
  /** The first moment and the zone in which it was typed; `hasTime` false: a day, told at the reader's own hour. */
  at: Date;
  zone: string;
  hasTime: boolean;
  every: Every | null;
  madeBy: Someone;
  /** Exactly one of the two. */
  person: Someone | null;
  channel: { id: string; name: string; space: string; coalitionId: string | null } | null;
  sourceUrl: string | null;
  state: 'active' | 'done' | 'cancelled';
  revision: number;
};

/** What to read of a reminder; `toReminder` makes the value of it. */
export const reminderFields = {
  id: true,
  coalitionId: true,
  text: true,
  firstAt: true,
  zone: true,
  hasTime: true,
  every: true,
  madeBy: someone,
  person: someone,
  channel: { select: { id: true, name: true, coalitionId: true, space: { select: { name: true } } } },
  sourceUrl: true,
  state: true,
  revision: true,
} satisfies Prisma.ReminderSelect;

export type ReminderRow = Prisma.ReminderGetPayload<{ select: typeof reminderFields }>;

/** The row as a reminder. */
export const toReminder = (row: ReminderRow): Reminder => ({
  id: row.id,
  coalitionId: row.coalitionId,
  text: row.text,
  at: row.firstAt,
  zone: row.zone,
  hasTime: row.hasTime,
  every: row.every,
  madeBy: toSomeone(row.madeBy),
  person: row.person && toSomeone(row.person),
  channel: row.channel && { ...row.channel, space: row.channel.space.name },
  sourceUrl: row.sourceUrl,
  state: row.state,
  revision: row.revision,
});

/** What its rule goes by. */
export const timingOf = ({ at, zone, every }: Pick<Reminder, 'at' | 'zone' | 'every'>): Timing => ({ at, zone, every });

/** Somebody's own, told to nobody else. */
export const isOwn = (reminder: Pick<Reminder, 'madeBy' | 'person'>): boolean =>
  reminder.person?.id === reminder.madeBy.id;
