// The bare discord.js: answers every interaction with one line, and does nothing else. Autocomplete gets an empty list.
import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { given, serveParent } from './child.ts';

const { api, token } = given<{ api: string; token: string }>();
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api, version: '10', handlerSweepInterval: 60_000 },
});
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) void interaction.reply({ content: 'echo', flags: MessageFlags.Ephemeral });
  else if (interaction.isAutocomplete()) void interaction.respond([]);
});
const ready = new Promise<void>((done) => client.once(Events.ClientReady, () => done()));
await client.login(token);
await ready;
serveParent('', async () => void (await client.destroy()));
