// A code as it was handed over: "7KQX-M3TB", with or without the dash, in any case.
import { z } from 'zod';
import { readCode } from '#coalition/codes.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

export const code = <R extends boolean = false>(said: { required?: R; main?: boolean } = {}): Option<string, R> => ({
  required: (said.required ?? false) as R,
  main: said.main ?? false,
  schema: z.string().trim().max(40),
  maxLength: 40,
  form: 'line',
  read: (raw) => {
    const bare = readCode(raw);
    if (bare === null) throw new Refusal('option.code.refusal.shape');
    return bare;
  },
});
