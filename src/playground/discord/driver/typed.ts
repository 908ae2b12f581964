// What the real client lets a person type after a slash: options checked against the registered command, ids resolved.

import { channelPermissions, guildPermissions } from '../permissions.ts';
import { isObject, type Json, lengthOf } from '../problem.ts';
import { channelShape, memberPart, roleShape, userShape } from '../shapes.ts';
import type { Channel, Guild, Member, User, World } from '../world.ts';

/** The client would not let the person do this: nothing was sent. */
export class ClientRefusal extends Error {}

export type Where = { world: World; guild: Guild | null; channel: Channel; user: User };

/** The command a person sees under a name (also under its localised one); throws ClientRefusal when there is none. */
export function findCommand({ world, guild, user, channel }: Where, name: string, type: number): Json {
  const all = [...(guild?.commands.values() ?? []), ...world.commands.values()];
  const named = all.find((one) => one.type === type && (one.name === name || localName(one, user.locale) === name));
  if (!named) throw new ClientRefusal(`No command "${name}" is registered.`);
  const { contexts } = named;
  const here = guild ? 0 : 1;
  if (Array.isArray(contexts) ? !contexts.includes(here) : !guild && named.dm_permission === false) {
    throw new ClientRefusal(`"${name}" is not offered here.`);
  }
  const member = guild?.members.get(user.id);
  if (guild && !member) throw new ClientRefusal(`${user.username} is not in ${guild.name}.`);
  const needed = named.default_member_permissions;
  if (guild && member && typeof needed === 'string') {
    const has = guildPermissions(guild, member);
    const allowed = needed === '0' ? (has & 8n) !== 0n : (has & BigInt(needed)) === BigInt(needed);
    if (!allowed) throw new ClientRefusal(`"${name}" is not offered to ${user.username}.`);
  }
  if (member && (channelPermissions(channel, member) & (1n << 31n)) === 0n) {
    throw new ClientRefusal(`${user.username} may not use commands in ${channel.name}.`);
  }
  return named;
}

function localName(item: Json, locale: string): string | undefined {
  const map = item.name_localizations;
  return isObject(map) && typeof map[locale] === 'string' ? map[locale] : undefined;
}

/** A command may be named twice (a guild's own first); its options along a path of subcommands. */
export function optionsAt(
  command: Json,
  path: readonly string[],
  locale: string,
): { options: Json[]; names: { name: string; type: number }[] } {
  let at = command;
  const names: { name: string; type: number }[] = [];
  for (const step of path) {
    const next = list(at.options).find(
      (one) => Number(one.type) <= 2 && (one.name === step || localName(one, locale) === step),
    );
    if (!next) throw new ClientRefusal(`"${String(command.name)}" has no subcommand "${path.join(' ')}".`);
    names.push({ name: String(next.name), type: Number(next.type) });
    at = next;
  }
  const options = list(at.options);
  if (options.some((one) => Number(one.type) <= 2))
    throw new ClientRefusal(`"${String(command.name)}" wants a subcommand.`);
  return { options, names };
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/**
 * The `data` of a command or autocomplete interaction.
 * @param typed option name → what was typed; users as `<@id>` or id
 * @param focused the option being typed (autocomplete): nothing is checked then
 */
export function commandData(
  where: Where,
  command: Json,
  path: readonly string[],
  typed: Record<string, unknown>,
  focused?: string,
): { data: Json; option: Json | undefined } {
  const { options, names } = optionsAt(command, path, where.user.locale);
  const resolved: Record<string, Json> = {};
  const given = new Map<string, unknown>();
  for (const [name, value] of Object.entries(typed)) {
    const option = options.find((one) => one.name === name || localName(one, where.user.locale) === name);
    if (!option) throw new ClientRefusal(`"${String(command.name)}" has no option "${name}".`);
    if (value !== undefined && value !== null) given.set(String(option.name), value);
  }
  const sent: Json[] = [];
  let option: Json | undefined;
  for (const [name, value] of given) {
    const is = options.find((one) => one.name === name) ?? {};
    if (name === focused) {
      option = is;
      sent.push({ name, type: is.type, value: String(value), focused: true });
    } else if (focused !== undefined) {
      try {
        sent.push({ name, type: is.type, value: readValue(where, is, value, resolved) });
      } catch {
        // A half-typed neighbour is left out, as the client does.
      }
    } else sent.push({ name, type: is.type, value: readValue(where, is, value, resolved) });
  }
  if (focused !== undefined && !option) {
    option = options.find((one) => one.name === focused);
    if (!option?.autocomplete) throw new ClientRefusal(`"${focused}" has no autocomplete.`);
    sent.push({ name: focused, type: option.type, value: '', focused: true });
  } else if (focused !== undefined && !option?.autocomplete)
    throw new ClientRefusal(`"${focused}" has no autocomplete.`);
  for (const one of options) {
    if (focused === undefined && one.required === true && !given.has(String(one.name))) {
      throw new ClientRefusal(`The option "${String(one.name)}" is required.`);
    }
  }
  let nested = sent;
  for (const step of [...names].reverse()) nested = [{ ...step, options: nested }];
  const data: Json = { id: command.id, name: command.name, type: 1 };
  if (nested.length > 0) data.options = nested;
  if (Object.keys(resolved).length > 0) data.resolved = resolved;
  if (command.guild_id !== undefined) data.guild_id = command.guild_id;
  return { data, option };
}

function readValue(where: Where, option: Json, value: unknown, resolved: Record<string, Json>): unknown {
  const name = String(option.name);
  const type = Number(option.type);
  const refuse = (why: string): never => {
    throw new ClientRefusal(`The option "${name}" ${why}.`);
  };
  if (type === 3) {
    const text = String(value);
    const size = lengthOf(text);
    const choices = list(option.choices);
    if (choices.length > 0) {
      const choice = choices.find(
        (one) => one.value === text || one.name === text || localName(one, where.user.locale) === text,
      );
      return choice ? choice.value : refuse('offers only its choices');
    }
    if (size === 0) refuse('is empty');
    if (size < Number(option.min_length ?? 0) || size > Number(option.max_length ?? 6000))
      refuse('has the wrong length');
    return text;
  }
  if (type === 4 || type === 10) {
    const number = Number(value);
    if (Number.isNaN(number) || (type === 4 && !Number.isInteger(number))) refuse('is not a number');
    if (number < Number(option.min_value ?? -(2 ** 53)) || number > Number(option.max_value ?? 2 ** 53))
      refuse('is out of range');
    const choices = list(option.choices);
    if (choices.length > 0 && !choices.some((one) => one.value === number)) refuse('offers only its choices');
    return number;
  }
  if (type === 5) return typeof value === 'boolean' ? value : refuse('is true or false');
  const id = /(\d{15,21})/.exec(String(value))?.[1] ?? refuse('wants an id');
  if (!resolve(where, type, id, resolved)) refuse('names nobody known here');
  return id;
}

/** Puts a user (6), channel (7), role (8) or either (9) into `resolved`; false when unknown. */
export function resolve(
  { world, guild, channel }: Where,
  type: number,
  id: string,
  resolved: Record<string, Json>,
): boolean {
  const put = (kind: string, shape: Json): true => {
    resolved[kind] ??= {};
    (resolved[kind] as Json)[id] = shape;
    return true;
  };
  const user = world.users.get(id);
  if (user && (type === 6 || type === 9)) {
    const member = guild?.members.get(id);
    if (member) put('members', resolvedMember(channel, member));
    return put('users', userShape(user));
  }
  const role = guild?.roles.get(id);
  if (role && (type === 8 || type === 9)) return put('roles', roleShape(role));
  const target = guild?.channels.get(id);
  if (target && type === 7) {
    const { id: _id, name, type: kind } = channelShape(target);
    return put('channels', { id, name, type: kind, permissions: '0' });
  }
  return false;
}

function resolvedMember(channel: Channel, member: Member): Json {
  const { deaf: _deaf, mute: _mute, ...part } = memberPart(member);
  return { ...part, permissions: channelPermissions(channel, member).toString() };
}
