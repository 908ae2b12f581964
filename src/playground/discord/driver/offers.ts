// The list a person sees after typing a slash (and in a message's menu): names and descriptions in the person's language.
import { isObject, type Json } from '../problem.ts';
import { ClientRefusal, findCommand, type Where } from './typed.ts';

export type OfferedOption = {
  name: string;
  shown: string;
  description: string;
  type: number;
  required: boolean;
  autocomplete: boolean;
  choices: { name: string; value: unknown }[];
};
/** @property path subcommands to pass to `slash`; @property shown all of it as the person reads it */
export type Offer = {
  type: number;
  name: string;
  path: string[];
  shown: string;
  description: string;
  options: OfferedOption[];
};

/** Every command and subcommand on its own line, sorted as shown. */
export function offered(where: Where): Offer[] {
  const { world, guild, user } = where;
  const all = [...(guild?.commands.values() ?? []), ...world.commands.values()];
  return all
    .filter((one) => may(where, one))
    .flatMap((one) => spread(one, [], [], user.locale, Number(one.type), String(one.name)))
    .sort((a, b) => (a.shown < b.shown ? -1 : 1));
}

function may(where: Where, command: Json): boolean {
  try {
    return findCommand(where, String(command.name), Number(command.type)) === command;
  } catch (error) {
    if (error instanceof ClientRefusal) return false;
    throw error;
  }
}

function spread(item: Json, path: string[], shown: string[], locale: string, type: number, name: string): Offer[] {
  const here = [...shown, told(item, 'name', locale)];
  const options = Array.isArray(item.options) ? item.options.filter(isObject) : [];
  const nested = options.filter((one) => Number(one.type) <= 2);
  if (nested.length > 0)
    return nested.flatMap((one) => spread(one, [...path, String(one.name)], here, locale, type, name));
  return [
    {
      type,
      name,
      path,
      shown: here.join(' '),
      description: told(item, 'description', locale),
      options: options.map((one) => draw(one, locale)),
    },
  ];
}

function draw(option: Json, locale: string): OfferedOption {
  const choices = Array.isArray(option.choices) ? option.choices.filter(isObject) : [];
  return {
    name: String(option.name),
    shown: told(option, 'name', locale),
    description: told(option, 'description', locale),
    type: Number(option.type),
    required: option.required === true,
    autocomplete: option.autocomplete === true,
    choices: choices.map((one) => ({ name: told(one, 'name', locale), value: one.value })),
  };
}

function told(item: Json, key: 'name' | 'description', locale: string): string {
  const map = item[`${key}_localizations`];
  const text = isObject(map) ? map[locale] : undefined;
  return typeof text === 'string' ? text : String(item[key] ?? '');
}
