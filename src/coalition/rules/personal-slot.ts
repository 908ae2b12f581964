// When a personal digest comes: at the own hour, on working days or on one weekday, by the wall clock of the person's zone.
// Whether the person may be disturbed at that moment is not asked here: delivery does, for everything alike. Pure.
import { addDays, instantOf, weekdayOf, weekOf } from '#time/day.ts';
import { dateIn } from '#time/moment.ts';
import { type RestFacts, restingDay } from '#time/rest.ts';

/** What a person has chosen. `slower`: the wish for less; daily becomes weekly, weekly every second week. */
export type PersonalChoice = {
  rhythm: 'daily' | 'weekly' | 'never';
  /** ISO, 1 Monday; for a daily one that became weekly too. */
  weekday: number;
  slower: boolean;
};

/** Longer than any absence that is looked over at once; then it is looked at anew. */
const farthest = 60;

const isDay = (day: string, { rhythm, weekday, slower }: PersonalChoice, rest: RestFacts): boolean => {
  if (rhythm === 'daily' && !slower) return restingDay(day, rest) === null;
  if (weekdayOf(day) !== weekday) return false;
  return rhythm === 'daily' || !slower || weekOf(day).week % 2 === 0;
};

/**
 * @param after strictly
 * @returns the next moment and its day in the person's zone; null: never
 */
export function nextPersonal(choice: PersonalChoice, rest: RestFacts, after: Date): { at: Date; day: string } | null {
  if (choice.rhythm === 'never') return null;
  const today = dateIn(rest.zone, after);
  for (let i = 0; i <= farthest; i += 1) {
    const day = addDays(today, i);
    if (!isDay(day, choice, rest)) continue;
    const at = instantOf(day, rest.hour, rest.zone);
    if (at > after) return { at, day };
  }
  const day = addDays(today, farthest);
  return { at: instantOf(day, rest.hour, rest.zone), day };
}

/** Every moment from `from` (included) until `until`. */
export function personalBetween(choice: PersonalChoice, rest: RestFacts, from: Date, until: Date): Date[] {
  const moments: Date[] = [];
  let next = nextPersonal(choice, rest, new Date(from.getTime() - 1));
  while (next && next.at < until) {
    moments.push(next.at);
    next = nextPersonal(choice, rest, next.at);
  }
  return moments;
}

const hourMs = 3_600_000;
/** So late a digest gives way to the next one. */
const giveWayMs = 12 * hourMs;

/** Say it now, for this day; and when it falls due again. */
export type PersonalDecision = { say: string | null; next: Date | null };

/**
 * @param dueAt when it was due; the epoch: the settings have changed, so only what came in the last hour counts
 */
export function decidePersonal(choice: PersonalChoice, rest: RestFacts, dueAt: Date, now: Date): PersonalDecision {
  const next = nextPersonal(choice, rest, now);
  if (!next) return { say: null, next: null };
  const since = new Date(
    Math.max(dueAt.getTime() - 1, now.getTime() - (dueAt.getTime() === 0 ? hourMs : 8 * 24 * hourMs)),
  );
  const due = nextPersonal(choice, rest, since);
  const soon = next.at.getTime() - now.getTime() < giveWayMs && now.getTime() - dueAt.getTime() > giveWayMs;
  const say = due && due.at <= now && !(soon && dueAt.getTime() !== 0) ? due.day : null;
  return { say, next: next.at };
}
