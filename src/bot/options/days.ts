// Days of the week in the person's own words: "Mon–Fri", "so, ne". Nothing is guessed.
import { z } from 'zod';
import type { Weekday } from '#time/day.ts';
import { readDays } from '#time/typed-days.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

/** The value is ISO weekdays in order, at least one. */
export const days = <R extends boolean = false>(
  said: { required?: R; main?: boolean } = {},
): Option<readonly Weekday[], R> => ({
  required: (said.required ?? false) as R,
  main: said.main ?? false,
  schema: z.string().trim().max(100),
  maxLength: 100,
  form: 'line',
  read: (raw, { lang }) => {
    const read = readDays(raw, [lang, 'en']);
    if (read) return read;
    throw new Refusal('option.days.refusal.unknown', { values: { typed: raw } });
  },
});
