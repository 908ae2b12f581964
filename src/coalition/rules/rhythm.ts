// How often the personal digest comes, as one choice: every day, weekly on one of seven days, or never.
import type { Rhythm } from '#store/generated/enums.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export const digestChoices = ['daily', ...weekdays, 'never'] as const;
export type DigestChoice = (typeof digestChoices)[number];

/** @param weekday ISO, 1 Monday … 7 Sunday; counts only for weekly */
export const digestChoice = (rhythm: Rhythm, weekday: number): DigestChoice =>
  rhythm === 'weekly' ? (weekdays[weekday - 1] ?? 'monday') : rhythm;

/** What is kept for a choice; the weekday of the others is Monday, which nobody asks for. */
export const digestOf = (choice: DigestChoice): { rhythm: Rhythm; weekday: number } =>
  choice === 'daily' || choice === 'never'
    ? { rhythm: choice, weekday: 1 }
    : { rhythm: 'weekly', weekday: weekdays.indexOf(choice) + 1 };
