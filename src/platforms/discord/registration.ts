// The command table → what Discord registers: one command for each group with its subcommands, "/mosty" for everything,
// and "Create task" on messages. Pure; the same table gives the same registration, so that an unchanged one is not sent.
import {
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandTable } from '#bot/command.ts';
import { LIMITS } from './limits.ts';
import { description, type EveryT, texts } from './names.ts';
import { drawOptions } from './options.ts';
import { fitting } from './size.ts';

/** The command that always works, as another app may own a name. */
export const MOSTY = 'mosty';
/** Its two options. */
export const MOSTY_COMMAND = 'command';
export const MOSTY_WORDS = 'words';

const where = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
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
    if (nested.length > 0) drawn.push(fitting(drawGroup(group, nested, everyT)));
    else if (alone)
      drawn.push(
        fitting({
          type: ApplicationCommandType.ChatInput,
          name: group,
          ...description(everyT, `${group}.about`),
          options: drawOptions(group, alone.command, everyT),
          ...where,
        }),
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
