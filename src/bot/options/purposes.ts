// What a channel is connected for: one or several of four, or all of them: "tasks, digest".
import { z } from 'zod';
import { purposes as known, type Purpose } from '#coalition/rules/purposes.ts';
import { fold } from '#time/reading/fold.ts';
import type { Context, Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

const word = (purpose: Purpose, { t }: Context): string => t(`option.purposes.choice.${purpose}`);

const find = (part: string, context: Context): Purpose | undefined =>
  known.find((purpose) => purpose === part || fold(word(purpose, context)) === part);

const parts = (raw: string): string[] =>
  fold(raw)
    .split(/[,;+]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The value is what the channel keeps: `['all']`, or some of the four. */
export const purposes = <R extends boolean = false>(said: { required?: R } = {}): Option<readonly Purpose[], R> => ({
  required: (said.required ?? false) as R,
  main: false,
  schema: z.string().trim().max(200),
  maxLength: 200,
  form: 'search',
  read: (raw, context) => {
    const chosen = parts(raw).map((part) => {
      const purpose = find(part, context);
      if (purpose !== undefined) return purpose;
      throw new Refusal('common.refusal.not_a_choice', {
        values: { typed: part, choices: known.map((one) => word(one, context)).join(', ') },
      });
    });
    if (chosen.length === 0 || chosen.includes('all')) return ['all'];
    return known.filter((purpose) => chosen.includes(purpose));
  },
  suggest: async (typed, context) => {
    const given = parts(typed);
    const last = given.at(-1) ?? '';
    const sure = given.map((part) => find(part, context)).filter((one) => one !== undefined && one !== 'all');
    const fitting = known.filter(
      (one) =>
        !sure.some((set) => set === one) &&
        (find(last, context) !== undefined || fold(word(one, context)).includes(last)),
    );
    const sets = fitting.map((one): Purpose[] => (one === 'all' ? [one] : [...sure, one]));
    return sets.map((set) => ({
      label: set
        .map((one) => word(one, context))
        .join(', ')
        .slice(0, 100),
      value: set.join(','),
    }));
  },
});
