// Discord counts the characters of a command and refuses more than 8000; a group of many subcommands comes near.
import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { LIMITS } from './limits.ts';
import { shorten } from './words.ts';

/** Characters that Discord counts: names, descriptions and values, of translations only the longest. */
export const sizeOf = (item: unknown): number => {
  if (typeof item !== 'object' || item === null) return 0;
  const fields = item as Readonly<Record<string, unknown>>;
  const longest = (key: string): number => {
    const said = [fields[key], ...Object.values((fields[`${key}_localizations`] ?? {}) as object)];
    return Math.max(0, ...said.map((text) => (typeof text === 'string' ? text.length : 0)));
  };
  const nested = [fields['options'], fields['choices']].flatMap((list) => (Array.isArray(list) ? list : []));
  return (
    longest('name') +
    longest('description') +
    (typeof fields['value'] === 'string' ? fields['value'].length : 0) +
    nested.reduce((sum: number, one) => sum + sizeOf(one), 0)
  );
};

/** A group of many commands may come to more than Discord's 8000 characters: then descriptions of options get shorter. */
export const fitting = (
  command: RESTPostAPIChatInputApplicationCommandsJSONBody,
): RESTPostAPIChatInputApplicationCommandsJSONBody => {
  for (let limit = 80; limit >= 10 && sizeOf(command) > LIMITS.commandText; limit -= 10)
    shortenAbouts(command.options ?? [], limit);
  return command;
};

const shortenAbouts = (options: readonly APIApplicationCommandOption[], limit: number): void => {
  for (const option of options) {
    if ('options' in option) shortenAbouts(option.options ?? [], limit);
    if (
      option.type === ApplicationCommandOptionType.Subcommand ||
      option.type === ApplicationCommandOptionType.SubcommandGroup
    )
      continue;
    const shorter = (text: string): string => shorten(text, limit);
    option.description = shorter(option.description);
    option.description_localizations = Object.fromEntries(
      Object.entries(option.description_localizations ?? {}).map(([locale, text]) => [locale, shorter(text ?? '')]),
    );
  }
};
