// The application itself and its registered commands, global and per server.
import { checkCommand } from '../checks/command.ts';
import { Form, isObject, type Json, join, Problem } from '../problem.ts';
import { type Ask, done, ok, type Route } from '../router.ts';
import { userShape } from '../shapes.ts';
import type { World } from '../world.ts';
import { guildOf } from './found.ts';

/** Chat input, user, message: D interactions/application-commands. */
const MOST: Record<number, number> = { 1: 100, 2: 15, 3: 15 };

export const application: readonly Route[] = [
  {
    on: 'GET gateway/bot',
    run: ({ local }) =>
      ok({
        url: local.gateway.url,
        shards: 1,
        session_start_limit: {
          total: 1000,
          remaining: Math.max(0, local.gateway.identifiesLeft),
          reset_after: 86_400_000,
          max_concurrency: 1,
        },
      }),
  },
  { on: 'GET gateway', open: true, run: ({ local }) => ok({ url: local.gateway.url }) },
  {
    on: 'GET users/@me',
    run: ({ local }) => ok({ ...userShape(local.world.bot), verified: true, mfa_enabled: true, locale: 'en-US' }),
  },
  { on: 'GET applications/@me', run: ({ local }) => ok(local.gateway.applicationShape) },
  { on: 'GET oauth2/applications/@me', run: ({ local }) => ok(local.gateway.applicationShape) },
  { on: 'GET applications/:/commands', run: (ask) => ok([...store(ask, null).values()].map(listed(ask))) },
  { on: 'PUT applications/:/commands', run: (ask) => ok(replace(ask, null)) },
  { on: 'POST applications/:/commands', run: (ask) => create(ask, null) },
  { on: 'GET applications/:/commands/:', run: (ask) => ok(find(ask, null, 1)) },
  { on: 'PATCH applications/:/commands/:', run: (ask) => ok(change(ask, null, 1)) },
  { on: 'DELETE applications/:/commands/:', run: (ask) => remove(ask, null, 1) },
  {
    on: 'GET applications/:/guilds/:/commands',
    run: (ask) => ok([...store(ask, guildId(ask)).values()].map(listed(ask))),
  },
  { on: 'PUT applications/:/guilds/:/commands', run: (ask) => ok(replace(ask, guildId(ask))) },
  { on: 'POST applications/:/guilds/:/commands', run: (ask) => create(ask, guildId(ask)) },
  { on: 'GET applications/:/guilds/:/commands/:', run: (ask) => ok(find(ask, guildId(ask), 2)) },
  { on: 'PATCH applications/:/guilds/:/commands/:', run: (ask) => ok(change(ask, guildId(ask), 2)) },
  { on: 'DELETE applications/:/guilds/:/commands/:', run: (ask) => remove(ask, guildId(ask), 2) },
];

function guildId(ask: Ask): string {
  return guildOf(ask.local, ask.params[1]).id;
}

function store({ local, params }: Ask, guild: string | null): Map<string, Json> {
  if (params[0] !== local.world.appId)
    throw new Problem(403, 20012, 'You are not authorized to perform this action on this application', [
      'missing-access',
    ]);
  return guild === null ? local.world.commands : (local.world.guilds.get(guild)?.commands ?? new Map());
}

/** Localisations are only listed when asked for, as on the real one. */
function listed({ query }: Ask): (command: Json) => Json {
  if (query.get('with_localizations') === 'true') return (command) => command;
  const strip = (item: Json): Json => {
    const { name_localizations: _name, description_localizations: _description, ...rest } = item;
    for (const key of ['options', 'choices']) {
      const list = rest[key];
      if (Array.isArray(list)) rest[key] = list.filter(isObject).map(strip);
    }
    return rest;
  };
  return strip;
}

function replace(ask: Ask, guild: string | null): Json[] {
  const known = store(ask, guild);
  const form = new Form();
  const list = Array.isArray(ask.body) ? ask.body : [];
  if (!Array.isArray(ask.body))
    form.fail('', 'wrong-type', 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  const commands = list.map((one, at) => checkCommand(form, one, String(at)));
  checkTogether(form, commands);
  form.done();
  countCreates(ask, guild, commands.filter((command) => !sameName(known, command)).length);
  const made = commands.map((command) => draw(ask.local.world, command, guild, sameName(known, command)));
  known.clear();
  for (const command of made) known.set(String(command.id), command);
  ask.local.world.tell({ what: 'commands', guildId: guild });
  return made;
}

function checkTogether(form: Form, commands: readonly Json[]): void {
  const counts = new Map<number, number>();
  const names = new Set<string>();
  commands.forEach((command, at) => {
    const type = Number(command.type ?? 1);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    const key = `${type}:${String(command.name)}`;
    if (names.has(key))
      form.fail(
        join(String(at), 'name'),
        'command-unique',
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
    names.add(key);
  });
  for (const [type, count] of counts) if (count > (MOST[type] ?? Number.POSITIVE_INFINITY)) tooManyCommands();
}

function tooManyCommands(): never {
  throw new Problem(400, 30032, 'Maximum number of application commands reached (100).', ['command-count']);
}

/** 200 new names a day for each place: D interactions/application-commands. */
function countCreates(ask: Ask, guild: string | null, fresh: number): void {
  const { world } = ask.local;
  const key = guild ?? '';
  const day = world.creates.get(key);
  const now = world.now();
  const open = day && now - day.since < 86_400_000 ? day : { since: now, count: 0 };
  if (open.count + fresh > 200) {
    throw new Problem(400, 30034, 'Max number of daily application command creates has been reached (200)', [
      'command-creates',
    ]);
  }
  open.count += fresh;
  world.creates.set(key, open);
}

function sameName(known: Map<string, Json>, command: Json): Json | undefined {
  const type = command.type ?? 1;
  return [...known.values()].find((one) => one.name === command.name && one.type === type);
}

function draw(world: World, command: Json, guild: string | null, before: Json | undefined): Json {
  const drawn: Json = {
    ...command,
    id: before?.id ?? world.snowflake(),
    application_id: world.appId,
    version: world.snowflake(),
    type: command.type ?? 1,
    description: command.description ?? '',
    name_localizations: command.name_localizations ?? null,
    description_localizations: command.description_localizations ?? null,
    default_member_permissions:
      command.default_member_permissions === undefined || command.default_member_permissions === null
        ? null
        : String(command.default_member_permissions),
    dm_permission: command.dm_permission ?? true,
    contexts: command.contexts ?? null,
    integration_types: command.integration_types ?? [0],
    nsfw: command.nsfw ?? false,
  };
  if (guild) drawn.guild_id = guild;
  return drawn;
}

function create(ask: Ask, guild: string | null): { status: number; body: Json } {
  const known = store(ask, guild);
  const form = new Form();
  const command = checkCommand(form, ask.body, '');
  form.done();
  const before = sameName(known, command);
  const type = Number(command.type ?? 1);
  const count = [...known.values()].filter((one) => one.type === type).length;
  if (!before && count >= (MOST[type] ?? 0)) tooManyCommands();
  if (!before) countCreates(ask, guild, 1);
  const made = draw(ask.local.world, command, guild, before);
  known.set(String(made.id), made);
  ask.local.world.tell({ what: 'commands', guildId: guild });
  return { status: before ? 200 : 201, body: made };
}

function find(ask: Ask, guild: string | null, at: number): Json {
  const found = store(ask, guild).get(ask.params[at] ?? '');
  if (!found) throw new Problem(404, 10063, 'Unknown application command', ['unknown-command']);
  return found;
}

function change(ask: Ask, guild: string | null, at: number): Json {
  const before = find(ask, guild, at);
  const { application_id: _app, version: _version, guild_id: _guild, ...old } = before;
  const form = new Form();
  const command = checkCommand(form, { ...old, ...(isObject(ask.body) ? ask.body : {}) }, '');
  form.done();
  const made = draw(ask.local.world, command, guild, before);
  store(ask, guild).set(String(made.id), made);
  ask.local.world.tell({ what: 'commands', guildId: guild });
  return made;
}

function remove(ask: Ask, guild: string | null, at: number): typeof done {
  store(ask, guild).delete(String(find(ask, guild, at).id));
  ask.local.world.tell({ what: 'commands', guildId: guild });
  return done;
}
