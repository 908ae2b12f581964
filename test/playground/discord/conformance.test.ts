// What goes over the wire here against what the real Discord publishes (OpenAPI) and really sent (recordings).
import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type Client, EmbedBuilder, type Interaction } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '#playground/discord/local.ts';
import { connect, type Scene, scene } from './bot.ts';
import { openApi, recorded } from './openapi.ts';
import { send, Wire } from './raw.ts';

const recordings = recorded('discord.json') as Record<string, Record<string, unknown>> | null;
if (!openApi)
  process.stdout.write('Not run: bodies of the local Discord against Discord’s OpenAPI (no ../shared/conformance).\n');
if (!recordings)
  process.stdout.write('Not run: the local Discord against recordings of the real one (no ../shared/conformance).\n');

let s: Scene;
let client: Client;
let wire: Wire;
const calls: Call[] = [];

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) {
    const embed = new EmbedBuilder()
      .setTitle('T')
      .setDescription('d')
      .setColor(0x123456)
      .addFields({ name: 'n', value: 'v', inline: true });
    const press = new ButtonBuilder().setCustomId('hello').setLabel('Hello').setStyle(ButtonStyle.Primary);
    await interaction.deferReply();
    await interaction.editReply({
      content: 'hi',
      embeds: [embed],
      components: [new ActionRowBuilder<ButtonBuilder>().addComponents(press)],
    });
    await interaction.followUp('more');
  } else if (interaction.isButton()) await interaction.update({ content: 'pressed', withResponse: true });
  else if (interaction.isAutocomplete()) await interaction.respond([{ name: 'a', value: 'a' }]);
}

beforeAll(async () => {
  s = await scene({ privileged: ['content', 'members'] });
  s.discord.onCall((call) => calls.push(call));
  ({ client } = await connect(s.discord, answer));
  wire = new Wire(s.discord);
  await wire.hello();
  wire.identify(s.discord, { intents: 513 | 4096 | 32768 | 2 });
  await wire.event('GUILD_CREATE');
  await client.application?.commands.set([
    {
      name: 'x',
      description: 'x',
      name_localizations: { pl: 'y' },
      options: [{ type: 3, name: 'o', description: 'o', autocomplete: true }],
    },
  ]);
  const ada = s.discord.as(s.ada.id, s.guild.id);
  const seen = await ada.slash(s.channel.id, 'x');
  if (seen.kind !== 'message') throw new Error('no message');
  await ada.autocomplete(s.channel.id, 'x', [], { o: 'a' }, 'o');
  await ada.press(s.channel.id, seen.message.id, 'hello');
  ada.say(s.channel.id, `hey <@${s.discord.bot.id}>`);
  const dm = await client.users.send(s.ben.id, {
    content: 'hello',
    components: [
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        new ButtonBuilder().setCustomId('dm').setLabel('x').setStyle(1),
      ),
    ],
  });
  await s.discord.as(s.ben.id).press(dm.channelId, dm.id, 'dm');
  const channel = `channels/${s.channel.id}`;
  for (const path of [
    'users/@me',
    'gateway/bot',
    'applications/@me',
    channel,
    `${channel}/messages`,
    `${channel}/pins`,
    `${channel}/messages/pins`,
    `users/${s.ada.id}`,
    `guilds/${s.guild.id}`,
    `guilds/${s.guild.id}/channels`,
    `guilds/${s.guild.id}/roles`,
    `guilds/${s.guild.id}/members/${s.ada.id}`,
    `guilds/${s.guild.id}/members/search?query=a&limit=5`,
    `applications/${s.discord.bot.id}/commands?with_localizations=true`,
    'channels/1',
  ]) {
    await send(s.discord, 'GET', path);
  }
  await send(s.discord, 'PUT', `${channel}/messages/pins/${seen.message.id}`);
  await send(s.discord, 'POST', `${channel}/messages`, {});
  await wire.event('CHANNEL_PINS_UPDATE');
});
afterAll(async () => {
  wire.close();
  await client.destroy();
  await s.discord.stop();
});

describe.runIf(openApi)('OpenAPI', () => {
  it('has nothing against any body or answer', () => {
    expect(calls.length).toBeGreaterThan(25);
    expect(calls.flatMap((call) => openApi?.complaints(call) ?? [])).toEqual([]);
  });
  it('would have something against a wrong one', () => {
    const posted = calls.find(
      (call) => call.method === 'POST' && call.route === 'channels/:/messages' && call.status === 200,
    );
    if (!posted) throw new Error('nothing was posted');
    expect(openApi?.complaints({ ...posted, body: { content: 5 } })).toHaveLength(1);
    expect(openApi?.complaints({ ...posted, answer: {} })).toHaveLength(1);
  });
});

/** Keys of the real one that the local one leaves out, down the tree; lists are compared by their first element. */
function missing(real: unknown, local: unknown, path = ''): string[] {
  if (Array.isArray(real))
    return Array.isArray(local) && real.length > 0 && local.length > 0 ? missing(real[0], local[0], `${path}[]`) : [];
  if (typeof real !== 'object' || real === null) return [];
  if (typeof local !== 'object' || local === null) return [path];
  return Object.entries(real).flatMap(([key, value]) => {
    const mine = (local as Record<string, unknown>)[key];
    return mine === undefined ? [`${path}.${key}`] : missing(value, mine, `${path}.${key}`);
  });
}

/** Left out on purpose: the recordings were made in threads, which the local Discord does not have. */
const THREADS =
  /^\.channel\.(member|member_count|member_ids_preview|message_count|owner_id|thread_metadata|total_message_sent|parent_id)$|^\.position$|owners\.0$/;

describe.runIf(recordings)('recordings of the real Discord', () => {
  const interactions = () =>
    wire.got.filter((one) => one.t === 'INTERACTION_CREATE').map((one) => one.d as Record<string, unknown>);
  const messages = () =>
    wire.got
      .filter((one) => one.t === 'MESSAGE_CREATE')
      .map((one) => one.d as { author: { bot?: boolean }; guild_id?: string });

  it('have no key of a pressed button that is missing here', () => {
    const local = interactions().find((one) => one.type === 3 && one.guild_id);
    expect(missing(recordings?.buttonClickHello, local).filter((key) => !THREADS.test(key))).toEqual([]);
  });
  it('have no key of a button in a direct channel that is missing here', () => {
    const local = interactions().find((one) => one.type === 3 && !one.guild_id);
    expect(missing(recordings?.dmButtonClick, local).filter((key) => !THREADS.test(key))).toEqual([]);
  });
  it('have no key of a written message that is missing here, but the nonce of the client', () => {
    const local = messages().find((one) => !one.author.bot);
    expect(missing(recordings?.gatewayMention?.data, local)).toEqual(['.nonce']);
  });
  it('have no key of a message of the bot that is missing here', () => {
    const local = messages().find((one) => one.author.bot && one.guild_id);
    expect(missing(recordings?.gatewayBotWelcome?.data, local).filter((key) => !THREADS.test(key))).toEqual([]);
  });
});
