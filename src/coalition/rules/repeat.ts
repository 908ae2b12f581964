// What becomes of a duty that repeats when it is done: the same row moves on to its next occurrence. Every occurrence is
// owed: after a month that was forgotten comes the next one, and not the one after today. Pure.
import { dateIn, dateOf, type Moment, startOf } from '#time/moment.ts';
import { nextOccurrence } from '#time/recurrence.ts';
import { type Every, readRule, writeRule } from '#time/rule.ts';

/** The next due moment, and the rule from there on: "five times" is four times then. */
export type Repeated = { due: Moment; every: Every };

/**
 * @param due the occurrence that is done; a day stays a day in its zone, a time keeps its wall clock
 * @returns null when it does not repeat, or this was the last time
 */
export const nextDue = (due: Moment, every: Every | null): Repeated | null => {
  const rule = every === null ? null : readRule(every);
  if (every === null || rule === null || (rule.times !== null && rule.times <= 1)) return null;
  const at = startOf(due);
  // The count is kept here: each occurrence becomes the first of the rest.
  const next = nextOccurrence(writeRule({ ...rule, times: null }), { at, zone: due.zone }, at);
  if (next === null) return null;
  return {
    due:
      due.kind === 'day'
        ? { kind: 'day', date: dateIn(due.zone, next), zone: due.zone }
        : { kind: 'time', at: next, zone: due.zone },
    every: rule.times === null ? every : writeRule({ ...rule, times: rule.times - 1 }),
  };
};

/**
 * The rule as it is meant of a date: what is owed on the 31st every month is owed on the last day of each, and does not
 * pass over the short ones. It is said back in these words.
 */
export const meant = (due: Moment, every: Every): Every => {
  const rule = readRule(every);
  if (rule?.frequency !== 'MONTHLY' || !dateOf(due, due.zone).endsWith('-31')) return every;
  const bare = rule.weekdays.length + rule.monthDays.length + rule.months.length === 0 && rule.position === null;
  return bare ? writeRule({ ...rule, monthDays: [-1] }) : every;
};
