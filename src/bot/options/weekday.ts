// A day of the week on which something comes, or never.
import type { Option } from '../command.ts';
import { choice } from './choice.ts';

/** In ISO order: the first is 1, Monday. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const choices = [...weekdays, 'never'] as const;
export type WeekdayChoice = (typeof choices)[number];

export const weekday = <R extends boolean = false>(
  said: { required?: R; main?: boolean } = {},
): Option<WeekdayChoice, R> => choice('weekday', choices, said);

/** 1 Monday … 7 Sunday; null: never. */
export const isoWeekday = (chosen: WeekdayChoice): number | null =>
  chosen === 'never' ? null : weekdays.indexOf(chosen) + 1;
