// The rules of selects (string, user, role, mentionable, channel) in messages and modals, and of option groups in modals.
import { type Form, isObject, type Json, join } from '../problem.ts';

export const SELECTS: ReadonlySet<number> = new Set([3, 5, 6, 7, 8]);

const SELECT = new Set(['type', 'id', 'custom_id', 'placeholder', 'min_values', 'max_values', 'disabled', 'required']);
const STRING = new Set([...SELECT, 'options']);
const ENTITY = new Set([...SELECT, 'default_values']);
const CHANNEL = new Set([...ENTITY, 'channel_types']);
const OPTION = new Set(['label', 'value', 'description', 'default', 'emoji']);

/** Checks one select; ids are checked by the caller. */
export function checkSelect(form: Form, item: Json, path: string): void {
  const type = Number(item.type);
  form.known(item, path, type === 3 ? STRING : type === 8 ? CHANNEL : ENTITY);
  form.text(item, 'placeholder', path, { rule: 'select-placeholder', max: 150 });
  form.flag(item, 'disabled', path);
  form.flag(item, 'required', path);
  const min = form.whole(item, 'min_values', path, { rule: 'select-values', min: 0, max: 25 }) ?? 1;
  const max = form.whole(item, 'max_values', path, { rule: 'select-values', min: 1, max: 25 }) ?? 1;
  if (max < min) {
    form.fail(
      join(path, 'max_values'),
      'select-values',
      'SELECT_COMPONENT_MAX_VALUES_TOO_SMALL',
      'max_values must be greater than or equal to min_values',
    );
  }
  if (type === 3) {
    const chosen = checkOptions(form, item, path, { rule: 'select-options', min: 1, max: 25 });
    const size = Array.isArray(item.options) ? item.options.length : 0;
    if (size > 0 && (max > size || min > size)) {
      form.fail(
        join(path, 'max_values'),
        'select-values',
        'SELECT_COMPONENT_INVALID_VALUES_COUNT',
        'More values are asked than there are options',
      );
    }
    if (chosen > max) tooMany(form, path);
  } else {
    const chosen = form.list(item, 'default_values', path, { rule: 'select-defaults', max: 25 });
    if (chosen && chosen.length > max) tooMany(form, path);
  }
}

function tooMany(form: Form, path: string): void {
  form.fail(path, 'select-defaults', 'SELECT_COMPONENT_INVALID_DEFAULT_VALUES', 'More defaults than max_values');
}

/** Checks `options` of a select or group; gives how many are chosen beforehand. */
export function checkOptions(
  form: Form,
  item: Json,
  path: string,
  is: { rule: 'select-options' | 'group-options'; min: number; max: number },
): number {
  const options = form.list(item, 'options', path, { ...is, required: true }) ?? [];
  const seen = new Set<unknown>();
  let chosen = 0;
  options.forEach((value, at) => {
    const here = `${path}.options.${at}`;
    const option = form.object(value, here);
    if (!option) return;
    form.known(option, here, OPTION);
    form.text(option, 'label', here, { rule: 'select-option-text', min: 1, max: 100, required: true });
    form.text(option, 'value', here, { rule: 'select-option-text', min: 1, max: 100, required: true });
    form.text(option, 'description', here, { rule: 'select-option-text', max: 100 });
    if (option.emoji !== undefined && option.emoji !== null && !isObject(option.emoji))
      form.object(option.emoji, join(here, 'emoji'));
    if (form.flag(option, 'default', here)) chosen++;
    if (seen.has(option.value)) {
      form.fail(
        join(here, 'value'),
        'select-option-unique',
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    seen.add(option.value);
  });
  return chosen;
}
