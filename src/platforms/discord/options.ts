// A command's options → the typed options Discord registers. All are text: the bot reads the words itself, with
// autocomplete where it can suggest, and a person's mention stays possible in every one.
import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord.js';
import type { Command, Option } from '#bot/command.ts';
import { LIMITS } from './limits.ts';
import { description, type EveryT, isName, nameTranslations, texts } from './names.ts';

const choicesOf = (name: string, option: Option, everyT: EveryT) => {
  const seen = new Set<string>();
  return (option.choices ?? []).slice(0, LIMITS.choices).flatMap((value) => {
    const { text, localised } = texts(everyT, `option.${name}.choice.${value}`, LIMITS.suggestionText);
    if (value.length > LIMITS.suggestionText || seen.has(text)) return [];
    seen.add(text);
    return [{ name: text, name_localizations: localised, value }];
  });
};

const drawOption = (
  path: string,
  name: string,
  option: Option,
  required: boolean,
  everyT: EveryT,
  translations: Record<string, string>,
): APIApplicationCommandBasicOption => {
  const own = `${path}.option.${name}.about`;
  const choices = choicesOf(name, option, everyT);
  const base = {
    type: ApplicationCommandOptionType.String as const,
    name,
    name_localizations: translations,
    ...description(everyT, everyT.en.has(own) ? own : `option.${name}.about`),
    required,
  };
  if (choices.length > 0) return { ...base, choices };
  const max_length = Math.max(1, Math.min(option.maxLength, LIMITS.optionLength));
  return option.suggest ? { ...base, max_length, autocomplete: true } : { ...base, max_length };
};

/**
 * Options in Discord's order: required ones first. A command that opens a form requires none: without them the form asks.
 */
export const drawOptions = (path: string, command: Command, everyT: EveryT): APIApplicationCommandBasicOption[] => {
  const shown = Object.entries(command.options).filter(([name, option]) => option.form !== 'hidden' && isName(name));
  const translations = nameTranslations(
    everyT,
    shown.map(([name]) => ({ name, key: `option.${name}.name` })),
  );
  const rank = (option: Option): number => (option.required ? 0 : 2) - (option.main ? 1 : 0);
  return [...shown]
    .sort(([, a], [, b]) => rank(a) - rank(b))
    .slice(0, LIMITS.options)
    .map(([name, option]) =>
      drawOption(path, name, option, option.required && command.opens !== 'form', everyT, translations.get(name) ?? {}),
    );
};
