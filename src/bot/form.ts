// A command's options as a form. One form serves Slack (all fields) and Discord (five at a time, the rest behind "More").
import type { Field, Form } from '#message/message.ts';
import type { RawValues } from './ask.ts';
import type { Action, Context, Option } from './command.ts';
import { keepDraft } from './draft.ts';
import { choiceOf } from './options/choice.ts';
import { packPress } from './press.ts';
import type { Request } from './request.ts';

/** The id of a form whose decided values do not fit into 100 characters: they are kept as a draft. */
export const FORM = '~form';

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

const fieldKind = (name: string, option: Option, context: Context, label: string | undefined): Field['kind'] => {
  switch (option.form) {
    case 'choice':
      return {
        field: 'choice',
        choices: (option.choices ?? []).map((value) => ({ value, label: context.t(`option.${name}.choice.${value}`) })),
      };
    case 'lines':
      return { field: 'lines', maxLength: option.maxLength };
    case 'search':
      return label === undefined ? { field: 'search' } : { field: 'search', label };
    default:
      return { field: 'line', maxLength: option.maxLength };
  }
};

/** What a field starts with. A line shows words; only a search box keeps a picked value behind them; a list knows its values. */
const shownValue = (
  name: string,
  option: Option,
  given: string | undefined,
  label: string | undefined,
  context: Context,
): string | undefined => {
  if (given === undefined || option.form === 'search') return given;
  if (option.form === 'choice') return choiceOf(name, option.choices ?? [], given, context.t) ?? given;
  return label ?? given;
};

/** The options a person can fill in, in order, without those that a button has decided. */
export const formOptions = (definition: Action, fixed: Fixed): [string, Option][] =>
  Object.entries(definition.options).filter(([name, option]) => option.form !== 'hidden' && !(name in fixed));

/** A form's id carries what is decided; what does not fit (the long link of a message) waits in a draft. */
const idOf = async (request: Request, context: Context): Promise<string> => {
  try {
    return packPress(request.path, request.fixed);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return packPress(FORM, { d: await keepDraft(context, request) });
  }
};

/**
 * Builds the form of a command.
 * @param request its `fixed` values go into the form's id; its `given` ones do not count here
 * @param given what is already filled in, by option
 * @param errors what is wrong, by option, in the person's language
 */
export const buildForm = async (
  request: Request,
  context: Context,
  given: Readonly<Record<string, string | undefined>>,
  errors: RawValues = {},
): Promise<Form> => {
  const { path, definition, fixed } = request;
  const { t, ask } = context;
  const all = formOptions(definition, fixed);
  const page = /^\d$/.test(fixed[PAGE] ?? '') ? Number(fixed[PAGE]) : 0;
  const shown = all.slice(page * ask.formFields, (page + 1) * ask.formFields);
  const titleKey = `${path.replace('!', '.')}.title`;
  const submitKey = `${path.replace('!', '.')}.submit`;
  const labels = new Map<string, string>();
  for (const [name, option] of shown) {
    const filled = given[name];
    const label = filled === undefined ? undefined : await option.label?.(filled, context);
    if (label !== undefined) labels.set(name, label);
  }
  return {
    id: await idOf(request, context),
    title: t.has(titleKey) ? t(titleKey) : t(`${path.replace('!', '.')}.about`),
    submit: t.has(submitKey) ? t(submitKey) : t('common.save'),
    cancel: t('common.cancel'),
    fields: shown.map(([name, option]) => {
      const hint = hintOf(path, name, context);
      const label = labels.get(name);
      const value = shownValue(name, option, given[name], label, context);
      return {
        name,
        label: labelOf(path, name, context),
        required: option.required,
        kind: fieldKind(name, option, context, label),
        ...(hint === undefined ? {} : { hint }),
        ...(value === undefined ? {} : { value }),
        ...(errors[name] === undefined ? {} : { error: errors[name] }),
      };
    }),
  };
};
