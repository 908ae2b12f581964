// Interaction → Ask. Reads the payload as Discord sent it; decides nothing. Whatever is not for the bot gives undefined.
import {
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  type APIMessage,
  type APIModalSubmission,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Ask, RawValues, What } from '#bot/ask.ts';
import { LIMITS } from './limits.ts';
import { MOSTY, MOSTY_COMMAND, MOSTY_WORDS } from './registration.ts';

type BasicOption = APIApplicationCommandInteractionDataBasicOption;

/** "task" + its nested options → the path "task.add" and the options that carry values. */
const walk = (
  name: string,
  options: readonly APIApplicationCommandInteractionDataOption[] = [],
): { path: string; leaves: readonly BasicOption[] } => {
  const [first] = options;
  if (
    first &&
    (first.type === ApplicationCommandOptionType.Subcommand ||
      first.type === ApplicationCommandOptionType.SubcommandGroup)
  ) {
    const inner = walk(first.name, first.options);
    return { path: `${name}.${inner.path}`, leaves: inner.leaves };
  }
  return { path: name, leaves: options as readonly BasicOption[] };
};

/** A picked person or channel becomes the mention it would have been as text. */
const wordFor = (option: BasicOption): string => {
  switch (option.type) {
    case ApplicationCommandOptionType.User:
      return `<@${option.value}>`;
    case ApplicationCommandOptionType.Channel:
      return `<#${option.value}>`;
    default:
      return String(option.value ?? '');
  }
};

const valuesOf = (leaves: readonly BasicOption[]): RawValues =>
  Object.fromEntries(leaves.map((leaf) => [leaf.name, wordFor(leaf)]));

/** Every field of a submitted form; a menu without a choice is an empty string, as an empty line is. */
const fieldsOf = (components: APIModalSubmission['components']): RawValues => {
  const values: Record<string, string> = {};
  for (const row of components) {
    const inner = 'component' in row ? [row.component] : 'components' in row ? row.components : [];
    for (const field of inner) {
      if ('values' in field) values[field.custom_id] = field.values[0] ?? '';
      else if ('value' in field) values[field.custom_id] = String(field.value ?? '');
    }
  }
  return values;
};

/** The words of a message, also of one that is made of embeds or components (as ours are). */
export const wordsOf = (message: Pick<APIMessage, 'content' | 'embeds' | 'components'>): string => {
  if (message.content) return message.content;
  const embedded = (message.embeds ?? []).flatMap((embed) => [embed.title, embed.description]);
  const shown = (message.components ?? []).flatMap(function words(part): (string | undefined)[] {
    if (part.type === ComponentType.TextDisplay) return [part.content];
    return part.type === ComponentType.Container || part.type === ComponentType.Section
      ? part.components.flatMap(words)
      : [];
  });
  return [...embedded, ...shown].filter((text) => text).join('\n');
};

/** `/mosty` carries a command's path as words: the same line as in Slack. */
const mostyLine = (values: RawValues): string => `${values[MOSTY_COMMAND] ?? ''} ${values[MOSTY_WORDS] ?? ''}`.trim();

const whatOf = (payload: APIInteraction, onMessage: ReadonlyMap<string, string>): What | undefined => {
  switch (payload.type) {
    case InteractionType.ApplicationCommand: {
      if (payload.data.type === ApplicationCommandType.ChatInput) {
        const { path, leaves } = walk(payload.data.name, payload.data.options);
        const values = valuesOf(leaves);
        return path === MOSTY
          ? { kind: 'text', root: MOSTY, text: mostyLine(values) }
          : { kind: 'command', command: path, values };
      }
      if (payload.data.type !== ApplicationCommandType.Message) return undefined;
      const message = payload.data.resolved.messages[payload.data.target_id];
      const command = onMessage.get(payload.data.name);
      if (!message || command === undefined) return undefined;
      const url = `https://discord.com/channels/${payload.guild_id ?? '@me'}/${message.channel_id}/${message.id}`;
      return { kind: 'message', command, text: wordsOf(message), url };
    }
    case InteractionType.ApplicationCommandAutocomplete: {
      const { path, leaves } = walk(payload.data.name, payload.data.options);
      const focused = leaves.find((leaf) => 'focused' in leaf && leaf.focused);
      if (!focused) return undefined;
      return {
        kind: 'suggest',
        command: path,
        option: focused.name,
        typed: wordFor(focused),
        values: valuesOf(leaves.filter((leaf) => leaf !== focused)),
      };
    }
    case InteractionType.MessageComponent: {
      const { data } = payload;
      if (data.component_type === ComponentType.Button) return { kind: 'press', press: data.custom_id };
      const chosen = data.component_type === ComponentType.StringSelect ? data.values[0] : undefined;
      return chosen === undefined ? undefined : { kind: 'press', press: chosen };
    }
    case InteractionType.ModalSubmit:
      return { kind: 'form', id: payload.data.custom_id, values: fieldsOf(payload.data.components) };
    default:
      return undefined;
  }
};

const MAY_CONNECT =
  PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageChannels | PermissionFlagsBits.Administrator;

/**
 * @param at when it reached us
 * @param onMessage commands on messages by the name Discord sends
 * @returns undefined for what no bot of ours understands
 */
export const readInteraction = (
  payload: APIInteraction,
  at: Date,
  onMessage: ReadonlyMap<string, string>,
): Ask | undefined => {
  const user = payload.member?.user ?? payload.user;
  const what = whatOf(payload, onMessage);
  if (!user || !what) return undefined;
  const locale = 'locale' in payload ? payload.locale : undefined;
  const channel = payload.channel;
  // In a direct message nobody manages anything.
  const permissions = BigInt(payload.member?.permissions ?? '0');
  return {
    key: `discord:${payload.id}`,
    at,
    platform: 'discord',
    space: payload.guild_id ?? '',
    user: {
      home: 'discord',
      id: user.id,
      name: payload.member?.nick || user.global_name || user.username,
      ...(locale ? { locale } : {}),
    },
    channel: {
      id: payload.channel?.id ?? ('channel_id' in payload ? (payload.channel_id ?? '') : ''),
      name: (channel && 'name' in channel ? channel.name : undefined) ?? '',
      direct: payload.guild_id === undefined,
    },
    mayConnect: async () => (permissions & MAY_CONNECT) !== 0n,
    formFields: LIMITS.modalRows,
    what,
  };
};
