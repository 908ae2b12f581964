// Words as typed: one line or several. Trimmed; invisible edges do not count as words.
import { z } from 'zod';
import type { Option } from '../command.ts';

/** Zero-width and direction marks at the ends would make an empty title look filled. */
const edges = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

const shape = (maxLength: number) =>
  z
    .string()
    .transform((raw) => raw.replace(edges, ''))
    .pipe(z.string().max(maxLength));

/** What may differ between two text options. */
type Said<R extends boolean> = { required?: R; main?: boolean; maxLength?: number };

const words = <R extends boolean>(form: 'line' | 'lines', limit: number, said: Said<R>): Option<string, R> => ({
  required: (said.required ?? false) as R,
  main: said.main ?? false,
  schema: shape(said.maxLength ?? limit),
  maxLength: said.maxLength ?? limit,
  form,
  read: (raw) => raw,
});

/** One line, 200 characters unless said otherwise. */
export const text = <R extends boolean = false>(said: Said<R> = {}): Option<string, R> => words('line', 200, said);

/** Several lines, 3000 characters (the least of Slack's 3000 and Discord's 4000) unless said otherwise. */
export const longText = <R extends boolean = false>(said: Said<R> = {}): Option<string, R> =>
  words('lines', 3000, said);

/** Carried by a button only: an id, a page, a revision. Never shown in a form, never typed. */
export const hidden = <R extends boolean = false>(
  said: { required?: R; maxLength?: number } = {},
): Option<string, R> => ({
  required: (said.required ?? false) as R,
  main: false,
  schema: z.string().max(said.maxLength ?? 60),
  maxLength: said.maxLength ?? 60,
  form: 'hidden',
  read: (raw) => raw,
});
