// How something repeats, in the person's own words: "every 3 months", "co drugi wtorek". Every word has to be understood:
// a rule that was guessed would be wrong for years.
import { z } from 'zod';
import { describeEvery, type Every, readEvery } from '#time/recurrence.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

/** The value is a rule's canonical text. Such a text is read too: a form may show one that has no words. */
export const every = <R extends boolean = false>(said: { required?: R } = {}): Option<Every, R> => ({
  required: (said.required ?? false) as R,
  main: false,
  schema: z.string().trim().max(100),
  maxLength: 100,
  form: 'line',
  read: (raw, { lang, zone, now, t }) => {
    const rule = describeEvery(raw) ? raw : readEvery(raw, lang, { zone, now });
    if (rule !== null) return rule;
    throw new Refusal('option.every.refusal.unknown', { values: { typed: raw, examples: t('option.every.examples') } });
  },
});
