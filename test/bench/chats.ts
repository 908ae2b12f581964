// The chat world of the bench: two Slack workspaces and a Discord server on the local servers, and the same coalition in the
// database. Everybody in it is invented.

import { sendInteraction } from '#playground/discord/answering.ts';
import type { LocalDiscord } from '#playground/discord/discord.ts';
import { commandData, findCommand } from '#playground/discord/driver/typed.ts';
import { startLocalDiscord } from '#playground/discord/start.ts';
import { type LocalSlack, startLocalSlack } from '#playground/slack/server.ts';
import type { Store } from '#store/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';
import type { Taken } from './load.ts';

export const signingSecret = 'bench-signing-secret';

export type Chats = {
  slack: LocalSlack;
  discord: LocalDiscord;
  /** By workspace. */
  botTokens: string[];
  /** Channels by place; the guild and a member of it. */
  places: { lublin: string; austria: string; portugal: string };
  guild: string;
  member: string;
  /** What the service is started with, apart from the database. */
  env: Record<string, string>;
  stop(): Promise<void>;
};

export const scopes = [
  ...[
    'commands',
    'chat:write',
    'chat:write.public',
    'users:read',
    'team:read',
    'channels:read',
    'channels:history',
    'channels:join',
  ],
  ...[
    'groups:read',
    'groups:history',
    'im:read',
    'im:write',
    'im:history',
    'pins:write',
    'pins:read',
    'files:write',
    'app_mentions:read',
  ],
];

/** @param limits 'real': the platforms' rate limits are enforced */
export async function openChats(limits: 'off' | 'real'): Promise<Chats> {
  const slack = await startLocalSlack({ now: () => Date.now(), limits });
  const botTokens: string[] = [];
  let app: string | undefined;
  for (const [team, user, channel] of [
    ['TL', 'UADA', 'CL'],
    ['TA', 'UBERTA', 'CA'],
  ] as const) {
    slack.addWorkspace({ id: team, domain: team.toLowerCase() });
    slack.addUser(team, { id: user, name: user.toLowerCase() });
    if (team === 'TL') slack.addUser(team, { id: 'UDOROTA', name: 'udorota' });
    slack.addChannel(team, { id: channel, name: 'koalicja', members: [user] });
    const installed = slack.installApp(team, {
      scopes,
      mode: 'http',
      signingSecret,
      commands: ['/task', '/mosty'],
      ...(app ? { app } : {}),
    });
    app = installed.app.id;
    slack.join(channel, installed.botUser.id);
    botTokens.push(installed.botToken);
  }
  const discord = await startLocalDiscord({ limits });
  const guild = discord.addGuild({ name: 'Partner in Portugal', locale: 'pt-BR' });
  const channel = discord.addChannel(guild.id, { name: 'koalicja' });
  const { user } = discord.addMember(guild.id, { username: 'carlos', locale: 'pt-BR' });
  return {
    slack,
    discord,
    botTokens,
    places: { lublin: 'CL', austria: 'CA', portugal: channel.id },
    guild: guild.id,
    member: user.id,
    env: {
      SLACK_BOT_TOKEN: botTokens.join(','),
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.api,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'error',
      SECRET_KEY: 'b'.repeat(64),
    },
    async stop() {
      await slack.stop();
      await discord.stop();
    },
  };
}

/** Writes the coalition of these chats: three channels, a card for each item in all of them. */
export async function seedChats(store: Store, chats: Chats): Promise<Seeded> {
  const { prisma } = store;
  const seeded = await seedCoalition(store, new Date());
  await prisma.channel.updateMany({ data: { mode: 'cards' } });
  await prisma.channel.update({ where: { id: seeded.channels.portugal }, data: { externalId: chats.places.portugal } });
  await prisma.space.updateMany({ where: { platform: 'discord' }, data: { externalId: chats.guild } });
  await prisma.account.updateMany({ where: { platform: 'discord' }, data: { userId: chats.member } });
  return seeded;
}

/** One interaction at the local Discord, to its visible answer. */
function interact(
  chats: Chats,
  type: 2 | 4,
  name: string,
  data: ReturnType<typeof commandData>['data'],
  since: number,
  optionType?: number,
): Promise<Taken> {
  const { local } = chats.discord;
  const channel = chats.discord.channel(chats.places.portugal);
  const user = chats.discord.user(chats.member);
  const made = local.world.interaction({
    type,
    name,
    user,
    channel,
    guild: chats.discord.guild(chats.guild),
    startedAt: local.stopwatch(),
    source: null,
    optionType: optionType ?? null,
  });
  return new Promise((done, refuse) => {
    let ack: number | undefined;
    made.heard = (heard) => {
      const took = performance.now() - since;
      ack ??= took;
      if (heard.what === 'failed') refuse(new Error(`Discord: "${name}" was not answered in time`));
      else if (heard.what !== 'thinking' && heard.what !== 'thinking-update') done({ ack, answer: took });
    };
    sendInteraction(local, made, data);
  });
}

/** A command of the bare echo, which has none registered. */
export const bareInteraction = (chats: Chats, type: 2 | 4, since: number): Promise<Taken> =>
  type === 2
    ? interact(chats, 2, 'echo', { id: '1', name: 'echo', type: 1 }, since)
    : interact(
        chats,
        4,
        'echo',
        { id: '1', name: 'echo', type: 1, options: [{ name: 'task', type: 3, value: 'b', focused: true }] },
        since,
        3,
      );

/** A registered command with its options; with `focused`, what autocomplete offers for it. */
export function typedInteraction(
  chats: Chats,
  path: readonly [string, string],
  typed: Record<string, string>,
  since: number,
  focused?: string,
): Promise<Taken> {
  const where = {
    world: chats.discord.local.world,
    guild: chats.discord.guild(chats.guild),
    channel: chats.discord.channel(chats.places.portugal),
    user: chats.discord.user(chats.member),
  };
  const { data } = commandData(where, findCommand(where, path[0], 1), [path[1]], typed, focused);
  return interact(
    chats,
    focused === undefined ? 2 : 4,
    path.join(' '),
    data,
    since,
    focused === undefined ? undefined : 3,
  );
}
