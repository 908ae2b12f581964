// A time of the day ("9:00", "9 Uhr"), and a span of hours ("20:00–8:00", "none"), in the person's own words.
import { z } from 'zod';
import { type Hours, readClock, readHours } from '#time/typed-clock.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

type Said<R extends boolean> = { required?: R; main?: boolean };

const line = <R extends boolean>(said: Said<R>) => ({
  required: (said.required ?? false) as R,
  main: said.main ?? false,
  schema: z.string().trim().max(60),
  maxLength: 60,
  form: 'line' as const,
});

/** The value is minutes after midnight, by the person's clock. */
export const daytime = <R extends boolean = false>(said: Said<R> = {}): Option<number, R> => ({
  ...line(said),
  read: (raw, { lang }) => {
    const read = readClock(raw, [lang, 'en']);
    if (read !== null) return read;
    throw new Refusal('option.hour.refusal.unknown', { values: { typed: raw } });
  },
});

/** Both ends are minutes after midnight; equal for "none". */
export const hours = <R extends boolean = false>(said: Said<R> = {}): Option<Hours, R> => ({
  ...line(said),
  read: (raw, { lang }) => {
    const read = readHours(raw, [lang, 'en']);
    if (read !== null) return read;
    throw new Refusal('option.quiet.refusal.unknown', { values: { typed: raw } });
  },
});
