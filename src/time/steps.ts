// The rules that nearly all reminders have, by days and by weeks, as arithmetic on a clock that never changes: the library
// walks any rule, but takes some milliseconds for each, and at nine in the morning a thousand of them fall due together.
import type { Rule } from './rule.ts';

const dayMs = 86_400_000;
/** The first of January 1970 was a Thursday: three days after a Monday. */
const sinceMonday = 3;
const weekOf = (day: number): number => Math.floor((day + sinceMonday) / 7);
const weekdayOf = (day: number): number => day + sinceMonday - weekOf(day) * 7 + 1;

/**
 * @param startMs the first moment as that clock shows it, in ms as if it were UTC
 * @returns after a moment of that clock the next one that fits, always later; null for rules that are not so plain
 */
export function plainSteps(rule: Rule, startMs: number): ((afterMs: number) => number) | null {
  const { frequency, interval, weekdays, monthDays, months, position, times } = rule;
  if (monthDays.length + months.length > 0 || position !== null || times !== null) return null;
  if (weekdays.some(({ nth }) => nth !== null)) return null;
  if (frequency === 'DAILY' && weekdays.length === 0) {
    const step = interval * dayMs;
    return (after) => startMs + Math.max(0, Math.floor((after - startMs) / step) + 1) * step;
  }
  if (frequency !== 'WEEKLY' && !(frequency === 'DAILY' && interval === 1)) return null;
  const first = Math.floor(startMs / dayMs);
  const time = startMs - first * dayMs;
  const wanted = new Set<number>(weekdays.map(({ weekday }) => weekday));
  if (wanted.size === 0) wanted.add(weekdayOf(first));
  return (after) => {
    for (let day = Math.max(first, Math.floor((after - time) / dayMs) + 1); ; day += 1) {
      const over = (weekOf(day) - weekOf(first)) % interval;
      if (over > 0) day = (weekOf(day) + interval - over) * 7 - sinceMonday;
      if (wanted.has(weekdayOf(day))) return day * dayMs + time;
    }
  };
}
