// The rules of choices: fixed ones of a command option, and those an autocomplete answers with.
import { Form, type Json, join, lengthOf } from '../problem.ts';
import { localised } from './command.ts';

const CHOICE = new Set(['name', 'name_localizations', 'value']);
const TYPED = new Set([3, 4, 10]);

function fits(type: number, value: unknown): boolean {
  if (type === 3) return typeof value === 'string';
  return typeof value === 'number' && (type === 10 || Number.isInteger(value));
}

export function checkChoices(form: Form, option: Json, path: string, type: number): void {
  const list = form.list(option, 'choices', path, { rule: 'choice-count', max: 25 });
  const auto = form.flag(option, 'autocomplete', path) === true;
  if ((auto && ((list?.length ?? 0) > 0 || !TYPED.has(type))) || ((list?.length ?? 0) > 0 && !TYPED.has(type))) {
    form.fail(
      path,
      'choice-autocomplete',
      'APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES',
      'Autocomplete is for text and numbers and excludes choices',
    );
  }
  const names = new Set<unknown>();
  list?.forEach((value, at) => {
    const here = `${path}.choices.${at}`;
    const choice = form.object(value, here);
    if (!choice) return;
    form.known(choice, here, CHOICE);
    form.text(choice, 'name', here, { rule: 'choice-text', min: 1, max: 100, required: true });
    localised(form, choice, 'name_localizations', here, (text) => lengthOf(text) >= 1 && lengthOf(text) <= 100);
    checkValue(form, choice, here, type, 'choice-text', 'choice-value');
    if (names.has(choice.name))
      form.fail(
        join(here, 'name'),
        'choice-value',
        'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
        'Choice name already exists',
      );
    names.add(choice.name);
  });
}

function checkValue(
  form: Form,
  choice: Json,
  path: string,
  type: number,
  long: 'choice-text' | 'autocomplete-choice',
  wrong: 'choice-value' | 'autocomplete-choice',
): void {
  const here = join(path, 'value');
  if (choice.value === undefined) return form.required(here, wrong);
  if (!fits(type, choice.value))
    form.fail(here, wrong, 'STRING_TYPE_CONVERT', 'The value is not of the type of its option.');
  else if (typeof choice.value === 'string' && lengthOf(choice.value) > 100) {
    form.fail(here, long, 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.');
  }
}

export function checkRange(form: Form, option: Json, path: string, type: number): void {
  const bad = (key: string): void =>
    form.fail(join(path, key), 'option-range', 'BASE_TYPE_BAD_RANGE', 'The range does not fit the option.');
  const number = type === 4 || type === 10;
  for (const key of ['min_value', 'max_value'])
    if (option[key] !== undefined && option[key] !== null && (!number || typeof option[key] !== 'number')) bad(key);
  if (
    typeof option.min_value === 'number' &&
    typeof option.max_value === 'number' &&
    option.min_value > option.max_value
  )
    bad('max_value');
  for (const key of ['min_length', 'max_length']) {
    const value = option[key];
    if (value === undefined || value === null) continue;
    if (type !== 3 || typeof value !== 'number' || value < (key === 'min_length' ? 0 : 1) || value > 6000) bad(key);
  }
  if (
    typeof option.min_length === 'number' &&
    typeof option.max_length === 'number' &&
    option.min_length > option.max_length
  )
    bad('max_length');
}

/** Checks the data of a callback of type 8; gives the choices. Throws a Problem 50035. */
export function checkAutocomplete(data: Json, type: number): Json[] {
  const form = new Form();
  form.known(data, 'data', new Set(['choices']));
  const list = form.list(data, 'choices', 'data', { rule: 'autocomplete-count', max: 25, required: true }) ?? [];
  const choices: Json[] = [];
  list.forEach((value, at) => {
    const here = `data.choices.${at}`;
    const choice = form.object(value, here);
    if (!choice) return;
    form.known(choice, here, CHOICE);
    form.text(choice, 'name', here, { rule: 'autocomplete-choice', min: 1, max: 100, required: true });
    localised(form, choice, 'name_localizations', here, (text) => lengthOf(text) >= 1 && lengthOf(text) <= 100);
    checkValue(form, choice, here, type, 'autocomplete-choice', 'autocomplete-choice');
    choices.push(choice);
  });
  form.done();
  return choices;
}
