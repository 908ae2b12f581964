// The rules of application commands, checked when an app registers them. The OpenAPI knows only part of these.
import { type Form, isObject, type Json, join, lengthOf } from '../problem.ts';
import { checkChoices, checkRange } from './choice.ts';

/** Discord's locales: D reference, locales. */
export const LOCALES: ReadonlySet<string> = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);

const COMMAND = new Set([
  'id',
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'default_member_permissions',
  'dm_permission',
  'default_permission',
  'contexts',
  'integration_types',
  'nsfw',
  'handler',
]);
const OPTION = new Set([
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'required',
  'choices',
  'options',
  'channel_types',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'autocomplete',
]);
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Checks one command body at a path (empty for a single one, its number in a bulk). */
export function checkCommand(form: Form, value: unknown, path: string): Json {
  const command = form.object(value, path) ?? {};
  form.known(command, path, COMMAND);
  const type = command.type ?? 1;
  if (type !== 1 && type !== 2 && type !== 3) {
    form.fail(join(path, 'type'), 'command-type', 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3}.');
  }
  if (type === 1) {
    checkNames(form, command, path);
    checkOptions(form, command, path, 0);
  } else {
    form.text(command, 'name', path, { rule: 'command-name', min: 1, max: 32, required: true });
    localised(form, command, 'name_localizations', path, (text) => lengthOf(text) >= 1 && lengthOf(text) <= 32);
    if (command.description) {
      form.fail(
        join(path, 'description'),
        'command-description',
        'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET',
        'Context menu commands cannot have a description',
      );
    }
    if (Array.isArray(command.options) && command.options.length > 0) {
      form.fail(
        join(path, 'options'),
        'command-type',
        'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_CANNOT_BE_SET',
        'Context menu commands cannot have options',
      );
    }
  }
  const permissions = command.default_member_permissions;
  if (permissions !== undefined && permissions !== null && !/^\d+$/.test(String(permissions))) {
    form.fail(join(path, 'default_member_permissions'), 'wrong-type', 'NUMBER_TYPE_COERCE', 'Value is not int.');
  }
  if (sizeOf(command) > 8000) {
    form.fail(path, 'command-size', 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
  }
  return command;
}

function checkNames(form: Form, item: Json, path: string): void {
  const name = form.text(item, 'name', path, { rule: 'command-name', min: 1, max: 32, required: true });
  if (name !== undefined && !NAME.test(name)) {
    form.fail(join(path, 'name'), 'command-name', 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  } else if (name !== undefined && name !== name.toLowerCase()) {
    form.fail(join(path, 'name'), 'command-name-case', 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
  form.text(item, 'description', path, { rule: 'command-description', min: 1, max: 100, required: true });
  localised(form, item, 'name_localizations', path, (text) => NAME.test(text) && text === text.toLowerCase());
  localised(form, item, 'description_localizations', path, (text) => lengthOf(text) >= 1 && lengthOf(text) <= 100);
}

export function localised(form: Form, item: Json, key: string, path: string, fits: (text: string) => boolean): void {
  if (item[key] === undefined || item[key] === null) return;
  const here = join(path, key);
  const map = form.object(item[key], here);
  if (!map) return;
  for (const [locale, text] of Object.entries(map)) {
    if (!LOCALES.has(locale)) {
      form.fail(join(here, locale), 'locale-key', 'ENUM_TYPE_COERCE', `Value "${locale}" is not a valid enum value.`);
    } else if (text !== null && (typeof text !== 'string' || !fits(text))) {
      form.fail(join(here, locale), 'locale-text', 'APPLICATION_COMMAND_INVALID_NAME', 'Localised text is invalid');
    }
  }
}

function checkOptions(form: Form, parent: Json, path: string, depth: number): void {
  const list = form.list(parent, 'options', path, { rule: 'option-count', max: 25 });
  if (!list) return;
  const names = new Set<unknown>();
  let optional = false;
  let nested = 0;
  list.forEach((value, at) => {
    const here = `${join(path, 'options')}.${at}`;
    const option = form.object(value, here);
    if (!option) return;
    form.known(option, here, OPTION);
    checkNames(form, option, here);
    const type = form.whole(option, 'type', here, { rule: 'option-type', min: 1, max: 11, required: true }) ?? 3;
    if (names.has(option.name)) {
      form.fail(
        join(here, 'name'),
        'option-unique',
        'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        'Option name already exists in these options',
      );
    }
    names.add(option.name);
    if (type <= 2) {
      nested++;
      if ((type === 2 && depth > 0) || depth > 1) mixed(form, here);
      if (
        type === 2 &&
        !(
          Array.isArray(option.options) &&
          option.options.length > 0 &&
          option.options.every((one) => isObject(one) && one.type === 1)
        )
      ) {
        mixed(form, here);
      }
      checkOptions(form, option, here, depth + (type === 2 ? 1 : 2));
      return;
    }
    if (Array.isArray(option.options) && option.options.length > 0) mixed(form, here);
    const required = form.flag(option, 'required', here) === true;
    if (required && optional) {
      form.fail(
        path,
        'option-order',
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    optional ||= !required;
    checkChoices(form, option, here, type);
    checkRange(form, option, here, type);
  });
  if (nested > 0 && nested < list.length) mixed(form, path);
}

function mixed(form: Form, path: string): void {
  form.fail(
    path,
    'option-mix',
    'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    'Sub-command and sub-command group option types are mutually exclusive to all other types',
  );
}

/** Characters of names, descriptions and values; of localisations only the longest counts. */
function sizeOf(item: Json): number {
  const longest = (key: string): number => {
    let size = typeof item[key] === 'string' ? lengthOf(item[key]) : 0;
    const map = item[`${key}_localizations`];
    if (isObject(map))
      for (const text of Object.values(map)) if (typeof text === 'string') size = Math.max(size, lengthOf(text));
    return size;
  };
  let sum = longest('name') + longest('description');
  if (typeof item.value === 'string') sum += lengthOf(item.value);
  for (const part of [item.options, item.choices])
    if (Array.isArray(part)) for (const one of part) if (isObject(one)) sum += sizeOf(one);
  return sum;
}
