// When a person may be disturbed, written once more from the sentences and tried moment by moment.
import { inSpan, type Span, type Story } from '../story.ts';
import type { Human } from '../world.ts';
import { isFree, minuteMs, wallAt, weekday } from './wall.ts';

/** `routine`: from the own hour on. `soon`: outside quiet hours. `asked`: whenever. */
export type Class = 'routine' | 'soon' | 'asked';

/** Absences as they were known at a moment. */
export const awayOn = (story: Story, human: Human, day: string, known: Date): boolean => {
  const days = story.people.get(human.id)?.absences.findLast((one) => one.at <= known)?.days ?? [];
  return days.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
};

/** Whether nobody with this rest works on a day; absences aside. */
export const idle = ({ rest }: Human, day: string): boolean =>
  !rest.workingDays.includes(weekday(day)) ||
  (rest.holidays !== null && isFree(day, rest.holidays.country, rest.holidays.region));

/** Why the person may not be disturbed at this moment; null: they may. */
export function disturbed(story: Story, human: Human, at: Date, of: Class): string | null {
  if (of === 'asked') return null;
  const { zone, quietFrom, quietUntil, hour } = human.rest;
  const { day, minutes } = wallAt(zone, at);
  const person = story.people.get(human.id);
  const pause = person?.pauses.findLast((one) => one.at <= at);
  if (pause?.until && at < pause.until) return 'a pause';
  if (awayOn(story, human, day, at)) return 'an absence';
  if (idle(human, day)) return `${day} is no working day`;
  if (minutes >= quietFrom || minutes < quietUntil) return 'quiet hours';
  if (of === 'routine' && minutes < hour) return 'before the own hour';
  return null;
}

const stepMs = 15 * minuteMs;

/**
 * The first moment, up to a minute, from `at` on at which it may be said and the service is there.
 * @returns null when there is none before `end`
 */
export function firstMoment(
  story: Story,
  human: Human,
  of: Class,
  at: Date,
  { down, end }: { down: readonly Span[]; end: Date },
): Date | null {
  for (let ms = at.getTime(); ms < end.getTime(); ms = Math.floor(ms / stepMs) * stepMs + stepMs) {
    const now = new Date(ms);
    if (!inSpan(down, now) && disturbed(story, human, now, of) === null) return now;
    const out = down.find((one) => one.from <= now && now < one.until);
    if (out && out.until.getTime() < Math.floor(ms / stepMs) * stepMs + stepMs) {
      if (disturbed(story, human, out.until, of) === null) return out.until;
    }
  }
  return null;
}
