// A small bot on the real discord.js, used by the tests of the local Discord; and a server with two openly invented people.
import { Client, type ClientOptions, Events, GatewayIntentBits, type Interaction } from 'discord.js';
import type { LocalDiscord } from '#playground/discord/discord.ts';
import { type StartOptions, startLocalDiscord } from '#playground/discord/start.ts';

export type Scene = Awaited<ReturnType<typeof scene>>;

/** A local Discord with one server, a channel, a coordinator and a member. */
export async function scene(options: StartOptions = {}) {
  const discord = await startLocalDiscord(options);
  const guild = discord.addGuild({ name: 'Partners of Lublin', locale: 'pl' });
  const channel = discord.addChannel(guild.id, { name: 'tasks' });
  const ada = discord.addMember(
    guild.id,
    { username: 'ada', globalName: 'Ada', locale: 'pl' },
    { permissions: ['MANAGE_GUILD'] },
  ).user;
  const ben = discord.addMember(guild.id, { username: 'ben', locale: 'en-GB' }, { nick: 'Ben of Vienna' }).user;
  return { discord, guild, channel, ada, ben };
}

/** A connected client. `answer` is called for every interaction; its errors are kept in `errors`. */
export async function connect(
  discord: LocalDiscord,
  answer: (interaction: Interaction) => Promise<unknown> = async () => {},
  options: Partial<ClientOptions> = {},
) {
  const { rest, ...more } = options;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    rest: { api: discord.api, version: '10', retries: 1, ...rest },
    ...more,
  });
  const errors: unknown[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    answer(interaction).catch((error: unknown) => errors.push(error));
  });
  client.on(Events.Error, (error) => errors.push(error));
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(discord.token);
  await ready;
  return { client, errors };
}
