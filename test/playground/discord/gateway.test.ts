// The gateway with the real discord.js: cut lines, resumes, several sessions, and what each may see.
import { Events, GatewayIntentBits, Partials } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { connect, type Scene, scene } from './bot.ts';
import { Wire } from './raw.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function made(options: Parameters<typeof scene>[0] = {}): Promise<Scene> {
  const s = await scene(options);
  closing.push(() => s.discord.stop());
  return s;
}
async function bot(
  s: Scene,
  answer: Parameters<typeof connect>[1] = async () => {},
  options: Parameters<typeof connect>[2] = {},
) {
  const connected = await connect(s.discord, answer, options);
  closing.push(() => connected.client.destroy());
  return connected;
}

describe('resume', () => {
  it.each(['drop', 'reconnect'] as const)('brings what came while the line was gone (%s)', async (socket) => {
    const s = await made();
    let resumed = 0;
    const { client } = await bot(
      s,
      async (interaction) => interaction.isChatInputCommand() && interaction.reply('here'),
    );
    client.on(Events.ShardResume, () => resumed++);
    await client.application?.commands.set([{ name: 'hello', description: 'x' }]);
    s.discord.misbehave({ socket });
    await s.discord.until(() => s.discord.connections === 0);
    const seen = await s.discord.as(s.ada.id, s.guild.id).slash(s.channel.id, 'hello');
    expect(seen).toMatchObject({ kind: 'message', message: { content: 'here' } });
    expect(resumed).toBe(1);
    expect(s.discord.violations).toEqual([]);
  });

  it('starts a new session when the old one is invalid', async () => {
    const s = await made();
    const { client } = await bot(s);
    const again = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    s.discord.misbehave({ socket: 'invalid' });
    await again;
  });
});

describe('sessions', () => {
  it('sends every interaction to both sessions of a token, and the slower answer gets 40060', async () => {
    const s = await made();
    const codes: unknown[] = [];
    const answer: Parameters<typeof connect>[1] = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply('mine').catch((error: { code?: unknown }) => codes.push(error.code));
    };
    const first = await bot(s, answer);
    await bot(s, answer);
    await first.client.application?.commands.set([{ name: 'hello', description: 'x' }]);
    await s.discord.as(s.ada.id, s.guild.id).slash(s.channel.id, 'hello');
    await s.discord.until(() => s.discord.calls.some((call) => call.rules.includes('callback-once')));
    await expect.poll(() => codes).toEqual([40060]);
  });

  it('sends an interaction twice on order', async () => {
    const s = await made();
    let heard = 0;
    const { client } = await bot(s, async (interaction) => {
      heard++;
      if (interaction.isChatInputCommand()) await interaction.reply('x').catch(() => {});
    });
    await client.application?.commands.set([{ name: 'hello', description: 'x' }]);
    s.discord.misbehave({ duplicateInteractions: 1 });
    await s.discord.as(s.ada.id, s.guild.id).slash(s.channel.id, 'hello');
    await expect.poll(() => heard).toBe(2);
  });
});

describe('events', () => {
  it('tells of channels, servers and, with the intent, of members', async () => {
    const s = await made({ privileged: ['members'] });
    const heard: string[] = [];
    const { client } = await bot(s, undefined, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers],
      partials: [Partials.GuildMember],
    });
    client.on(Events.ChannelDelete, () => heard.push('channel'));
    client.on(Events.GuildMemberRemove, () => heard.push('member'));
    client.on(Events.GuildDelete, () => heard.push('server'));
    s.discord.misbehave({ deleteChannel: s.channel.id });
    s.discord.removeMember(s.guild.id, s.ben.id);
    s.discord.removeBot(s.guild.id);
    await expect.poll(() => heard).toEqual(['channel', 'member', 'server']);
  });

  it('hides the content of messages without the intent, except where the bot is named or in a direct channel', async () => {
    const s = await made();
    const { client } = await bot(s);
    const heard: string[] = [];
    client.on(Events.MessageCreate, (message) => heard.push(message.content));
    const ada = s.discord.as(s.ada.id, s.guild.id);
    ada.say(s.channel.id, 'secret');
    ada.say(s.channel.id, `hey <@${s.discord.bot.id}>`);
    await expect.poll(() => heard).toEqual(['', `hey <@${s.discord.bot.id}>`]);
  });

  it('refuses privileged intents that are switched off', async () => {
    const s = await made();
    await expect(bot(s, undefined, { intents: [GatewayIntentBits.GuildMembers] })).rejects.toThrow(/intents/i);
    expect(s.discord.violations).toEqual([]);
  });

  it('answers heartbeats and searches members', async () => {
    const s = await made();
    const wire = new Wire(s.discord);
    await wire.hello();
    wire.say({ op: 1, d: null });
    await wire.until((one) => one.got.find((got) => got.op === 11));
    wire.identify(s.discord);
    await wire.event('GUILD_CREATE');
    wire.say({ op: 8, d: { guild_id: s.guild.id, query: 'ben', limit: 5 } });
    const chunk = (await wire.event('GUILD_MEMBERS_CHUNK')).d as { members: { user: { id: string } }[] };
    expect(chunk.members.map((one) => one.user.id)).toEqual([s.ben.id]);
    wire.close();
  });
});
