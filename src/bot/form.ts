// A command's options as a form. One form serves Slack (all fields) and Discord (five at a time, the rest behind "More").
import type { Field, Form } from '#message/message.ts';
import type { RawValues } from './ask.ts';
import type { Action, Context, Option } from './command.ts';
import { packPress } from './press.ts';

/** The hidden value that says which page of a long form is meant. */
export const PAGE = 'page';

/** Values that a form carries in its id instead of in fields: what a button already decided. */
export type Fixed = RawValues;

const labelOf = (path: string, name: string, context: Context): string => {
  const own = `${path.replace('!', '.')}.option.${name}.label`;
  return context.t.has(own) ? context.t(own) : context.t(`option.${name}.label`);
};

const hintOf = (path: string, name: string, context: Context): string | undefined => {
  const own = `${path.replace('!', '.')}.option.${name}.hint`;
  if (context.t.has(own)) return context.t(own);
  const shared = `option.${name}.hint`;
  return context.t.has(shared) ? context.t(shared) : undefined;
};

const fieldKind = (name: string, option: Option, context: Context): Field['kind'] => {
  switch (option.form) {
    case 'choice':
      return {
        field: 'choice',
        choices: (option.choices ?? []).map((value) => ({ value, label: context.t(`option.${name}.choice.${value}`) })),
      };
    case 'lines':
      return { field: 'lines', maxLength: option.maxLength };
    case 'search':
      return { field: 'search' };
    default:
      return { field: 'line', maxLength: option.maxLength };
  }
};

/** The options a person can fill in, in order, without those that a button has decided. */
export const formOptions = (definition: Action, fixed: Fixed): [string, Option][] =>
  Object.entries(definition.options).filter(([name, option]) => option.form !== 'hidden' && !(name in fixed));

/**
 * Builds the form of a command.
 * @param fixed decided values, packed into the form's id
 * @param given what is already typed, by option
 * @param errors what is wrong, by option, in the person's language
 */
export const buildForm = (
  path: string,
  definition: Action,
  context: Context,
  fixed: Fixed,
  given: RawValues,
  errors: RawValues = {},
): Form => {
  const { t, ask } = context;
  const all = formOptions(definition, fixed);
  const page = Number(fixed[PAGE] ?? 0) || 0;
  const shown = all.slice(page * ask.formFields, (page + 1) * ask.formFields);
  const titleKey = `${path.replace('!', '.')}.title`;
  return {
    id: packPress(path, fixed),
    title: t.has(titleKey) ? t(titleKey) : t(`${path.replace('!', '.')}.about`),
    submit: t('common.save'),
    cancel: t('common.cancel'),
    fields: shown.map(([name, option]) => {
      const hint = hintOf(path, name, context);
      return {
        name,
        label: labelOf(path, name, context),
        required: option.required,
        kind: fieldKind(name, option, context),
        ...(hint === undefined ? {} : { hint }),
        ...(given[name] === undefined ? {} : { value: given[name] }),
        ...(errors[name] === undefined ? {} : { error: errors[name] }),
      };
    }),
  };
};
