// The command table → what Discord registers: one command for each group with its subcommands, "/mosty" for everything,
// and "Create task" on messages. Pure; the same table gives the same registration, so that an unchanged one is not sent.
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command, CommandTable, Option } from '#bot/command.ts';
import { LIMITS } from './limits.ts';
import { description, type EveryT, isName, nameTranslations, texts } from './names.ts';

/** The command that always works, as another app may own a name. */
export const MOSTY = 'mosty';
/** Its two options. */
export const MOSTY_COMMAND = 'command';
export const MOSTY_WORDS = 'words';

const where = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

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
const drawOptions = (path: string, command: Command, everyT: EveryT): APIApplicationCommandBasicOption[] => {
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
const fitting = (
  build: (everyT: EveryT) => RESTPostAPIChatInputApplicationCommandsJSONBody,
  everyT: EveryT,
): RESTPostAPIChatInputApplicationCommandsJSONBody => {
  const whole = build(everyT);
  for (let limit = 80; limit >= 10 && sizeOf(whole) > LIMITS.commandText; limit -= 10)
    shortenAbouts(whole.options ?? [], limit);
  return whole;
};

const shortenAbouts = (options: readonly APIApplicationCommandOption[], limit: number): void => {
  for (const option of options) {
    if ('options' in option) shortenAbouts(option.options ?? [], limit);
    if (
      option.type === ApplicationCommandOptionType.Subcommand ||
      option.type === ApplicationCommandOptionType.SubcommandGroup
    )
      continue;
    const shorter = (text: string): string =>
      text.length > limit
        ? `${text
            .slice(0, limit - 1)
            .replace(/[\ud800-\udbff]$/, '')
            .trimEnd()}…`
        : text;
    option.description = shorter(option.description);
    option.description_localizations = Object.fromEntries(
      Object.entries(option.description_localizations ?? {}).map(([locale, text]) => [locale, shorter(text ?? '')]),
    );
  }
};

type Listed = CommandTable['commands'][number];

const drawSub = ({ path, command }: Listed, everyT: EveryT): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: path.slice(path.lastIndexOf('.') + 1),
  ...description(everyT, `${path}.about`),
  options: drawOptions(path, command, everyT),
});

/** "a.b" is a subcommand of a; "a.b.c" stands in the subcommand group b. */
const drawGroup = (
  group: string,
  members: readonly Listed[],
  everyT: EveryT,
): RESTPostAPIChatInputApplicationCommandsJSONBody => {
  const options: APIApplicationCommandOption[] = [];
  const groups = new Map<string, APIApplicationCommandSubcommandOption[]>();
  for (const member of members) {
    const parts = member.path.split('.');
    if (parts.length === 2) options.push(drawSub(member, everyT));
    const middle = parts[1];
    if (parts.length !== 3 || middle === undefined) continue;
    const inside = groups.get(middle) ?? [];
    if (inside.length === 0) {
      groups.set(middle, inside);
      options.push({
        type: ApplicationCommandOptionType.SubcommandGroup,
        name: middle,
        ...description(everyT, `${group}.${middle}.about`),
        options: inside,
      });
    }
    inside.push(drawSub(member, everyT));
  }
  return {
    type: ApplicationCommandType.ChatInput,
    name: group,
    ...description(everyT, `${group}.about`),
    options: options.slice(0, LIMITS.options),
    ...where,
  };
};

const drawMosty = (everyT: EveryT): RESTPostAPIChatInputApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.ChatInput,
  name: MOSTY,
  ...description(everyT, 'discord.mosty.about'),
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: MOSTY_COMMAND,
      ...description(everyT, 'discord.mosty.command'),
      required: false,
      autocomplete: true,
      max_length: 100,
    },
    {
      type: ApplicationCommandOptionType.String,
      name: MOSTY_WORDS,
      ...description(everyT, 'discord.mosty.words'),
      required: false,
      max_length: LIMITS.optionLength,
    },
  ],
  ...where,
});

/** Commands offered on a message, by the name Discord sends back. */
export const messageCommands = (table: CommandTable, everyT: EveryT): ReadonlyMap<string, string> =>
  new Map(
    table.commands
      .filter(({ command }) => command.onMessage)
      .map(({ path }) => [texts(everyT, onMessageKey(path), LIMITS.commandName).text, path]),
  );

const onMessageKey = (path: string): string => `${path}.onmessage`;

/**
 * Everything to register, in a fixed order.
 * @param everyT all languages: descriptions are sent in each
 */
export const drawRegistration = (table: CommandTable, everyT: EveryT): RESTPostAPIApplicationCommandsJSONBody[] => {
  const groups = new Map<string, Listed[]>();
  for (const one of table.commands) {
    const [group = ''] = one.path.split('.');
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  const drawn: RESTPostAPIApplicationCommandsJSONBody[] = [];
  for (const [group, members] of groups) {
    // Discord cannot run "/task" itself beside "/task add"; the subcommands win.
    const nested = members.filter(({ path }) => path.includes('.'));
    const alone = members.find(({ path }) => path === group);
    if (nested.length > 0) drawn.push(fitting((t) => drawGroup(group, nested, t), everyT));
    else if (alone)
      drawn.push(
        fitting(
          (t) => ({
            type: ApplicationCommandType.ChatInput,
            name: group,
            ...description(t, `${group}.about`),
            options: drawOptions(group, alone.command, t),
            ...where,
          }),
          everyT,
        ),
      );
  }
  if (!groups.has(MOSTY)) drawn.push(drawMosty(everyT));
  for (const [name, path] of messageCommands(table, everyT)) {
    drawn.push({
      type: ApplicationCommandType.Message,
      name,
      name_localizations: texts(everyT, onMessageKey(path), LIMITS.commandName).localised,
      ...where,
    });
  }
  return drawn;
};
