// One of a short closed list. People type the value in English or the label in their own language.
import { z } from 'zod';
import type { T } from '#i18n/translator.ts';
import { fold } from '#time/reading/fold.ts';
import type { Context, Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

/** The value that somebody's word stands for: itself, its label in their language, or "yes" of "yes, ask first". */
export const choiceOf = (name: string, choices: readonly string[], raw: string, t: T): string | undefined => {
  const wanted = fold(raw).trim();
  const labels = choices.map((value) => ({ value, label: fold(t(`option.${name}.choice.${value}`)) }));
  const whole = labels.find(({ value, label }) => value === wanted || label === wanted);
  const [first, second] = labels.filter(({ label }) => wanted !== '' && label.startsWith(`${wanted},`));
  return (whole ?? (second ? undefined : first))?.value;
};

/**
 * @param name the option's name: labels are the catalogue keys `option.<name>.choice.<value>`
 * @param choices the values, at most 25 (Discord)
 */
export const choice = <const C extends string, R extends boolean = false>(
  name: string,
  choices: readonly C[],
  said: { required?: R; main?: boolean } = {},
): Option<C, R> => {
  const label = (value: string, context: Context): string => context.t(`option.${name}.choice.${value}`);
  return {
    required: (said.required ?? false) as R,
    main: said.main ?? false,
    schema: z.string().trim().max(100),
    maxLength: 100,
    form: 'choice',
    choices,
    read: (raw, context) => {
      const found = choiceOf(name, choices, raw, context.t);
      if (found !== undefined) return found as C;
      throw new Refusal('common.refusal.not_a_choice', {
        values: { typed: raw, choices: choices.map((value) => label(value, context)).join('; ') },
        choices: choices.map((value) => ({ label: label(value, context), value })),
      });
    },
  };
};
