// A local Slack and a local Discord with one workspace and one server, and what a service needs to know of them.
import { scopes } from '#platforms/slack/scopes.ts';
import { startLocalDiscord } from '#playground/discord/start.ts';
import type { Outcome } from '#playground/slack/outcome.ts';
import { startLocalSlack } from '#playground/slack/server.ts';
import type { Channel, Fields, Message } from '#playground/slack/state.ts';
import { wordsOf } from '../platforms/slack/rig.ts';

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld() {
  const slack = await startLocalSlack({ now: () => Date.now() });
  const discord = await startLocalDiscord();
  const team = slack.addWorkspace({ domain: 'first', name: 'First partner' });
  const commands = ['coalition', 'task', 'profile', 'mosty', 'mine', 'help'].map((name) => `/${name}`);
  const installed = slack.installApp(team.id, { name: 'Mosty', scopes: Object.keys(scopes), commands });
  const ada = slack.addUser(team.id, { name: 'ada', realName: 'Ada Invented', locale: 'en-GB', isAdmin: true });
  const channel = slack.addChannel(team.id, { name: 'bridges', members: [ada.id, installed.botUser.id] });
  const guild = discord.addGuild({ name: 'Second partner', locale: 'en-GB' });
  const place = discord.addChannel(guild.id, { name: 'mosty' });
  const ben = discord.addMember(guild.id, { username: 'ben', locale: 'en-GB' }, { permissions: ['MANAGE_GUILD'] }).user;
  return {
    slack,
    discord,
    app: installed.app.id,
    channel,
    place,
    ada: slack.as(ada.id),
    ben: discord.as(ben.id, guild.id),
    env: {
      SLACK_BOT_TOKEN: installed.botToken,
      SLACK_APP_TOKEN: installed.app.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.api,
    },
    async close() {
      await slack.stop();
      await discord.stop();
    },
  };
}

export async function answerOf(outcome: Outcome): Promise<Message> {
  const { message } = await outcome.answer();
  if (!message) throw new Error('a form instead of a message');
  return message;
}

/** The action ids of a message's buttons, in order. */
export const buttonsOf = (message: Message): string[] =>
  (message.blocks ?? [])
    .filter((block) => block['type'] === 'actions')
    .flatMap((block) => (block['elements'] as Fields[]).map((one) => String(one['action_id'])));

/** What the bot has posted in a Slack channel, in words. */
export const posted = (channel: Channel): string[] =>
  [...channel.messages.values()].filter(({ botId }) => botId !== undefined).map(({ blocks }) => wordsOf(blocks));

/** Founds a coalition from Slack and connects the channel there. */
export async function found({ ada, channel }: World, code: string): Promise<void> {
  const founded = await answerOf(
    await ada.slash(channel.id, '/coalition', `create Bridges organisation: First country: Poland code: ${code}`),
  );
  if (!wordsOf(founded.blocks).includes('Bridges')) throw new Error(wordsOf(founded.blocks));
  const preview = await answerOf(await ada.slash(channel.id, '/coalition', 'connect'));
  await ada.press(channel.id, preview.ts, buttonsOf(preview)[0] ?? '');
}
