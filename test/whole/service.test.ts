// The whole service as one process, with the real Bolt and the real discord.js against the local Slack and the local
// Discord: started, founded, connected, a task in one and its card in the other, and stopped as a supervisor stops it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '#platforms/slack/scopes.ts';
import { startLocalDiscord } from '#playground/discord/start.ts';
import type { Outcome } from '#playground/slack/outcome.ts';
import { startLocalSlack } from '#playground/slack/server.ts';
import type { Channel, Message } from '#playground/slack/state.ts';
import { wordsOf } from '../platforms/slack/rig.ts';
import { eventually, type Running, runService } from './process.ts';

const dataDir = mkdtempSync(join(tmpdir(), `mosty-test-${process.pid}-whole-`));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function chats() {
  const slack = await startLocalSlack({ now: () => Date.now() });
  const discord = await startLocalDiscord();
  const team = slack.addWorkspace({ domain: 'first', name: 'First partner' });
  const names = ['coalition', 'task', 'profile', 'mosty', 'mine', 'help'];
  const installed = slack.installApp(team.id, {
    name: 'Mosty',
    scopes: Object.keys(scopes),
    commands: names.map((name) => `/${name}`),
  });
  const ada = slack.addUser(team.id, { name: 'ada', realName: 'Ada Invented', locale: 'en-GB', isAdmin: true });
  const channel = slack.addChannel(team.id, { name: 'bridges', members: [ada.id, installed.botUser.id] });
  const guild = discord.addGuild({ name: 'Second partner', locale: 'pl' });
  const place = discord.addChannel(guild.id, { name: 'mosty' });
  const ben = discord.addMember(guild.id, { username: 'ben', locale: 'pl' }, { permissions: ['MANAGE_GUILD'] }).user;
  const env = {
    SLACK_BOT_TOKEN: installed.botToken,
    SLACK_APP_TOKEN: installed.app.appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.api,
  };
  return { slack, discord, team, installed, ada, channel, guild, place, ben, env };
}

let world: Awaited<ReturnType<typeof chats>>;
beforeAll(async () => {
  world = await chats();
});
afterAll(async () => {
  await world.slack.stop();
  await world.discord.stop();
});

describe('the whole service', () => {
  let service: Running;
  let url: string;

  it('starts, says where it is and what the operator needs, and is well', async () => {
    service = runService({ ...world.env, DATA_DIR: dataDir });
    url = await service.until(/running on (http:\S+)/);
    expect(await service.until(/operator’s code: (\S+)/)).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(service.said()).toContain(dataDir);
    for (const secret of [world.env.SLACK_BOT_TOKEN, world.env.SLACK_APP_TOKEN, world.env.DISCORD_TOKEN])
      expect(service.said()).not.toContain(secret);
    const health = await eventually(
      async () => {
        const response = await fetch(`${url}/health`);
        return response.status === 200 && response.json();
      },
      10_000,
      'health',
    );
    expect(health).toMatchObject({
      ok: true,
      database: { ok: true },
      platforms: { slack: { connected: true }, discord: { connected: true } },
      tick: { ok: true },
    });
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.status).toBe(200);
    expect(await metrics.text()).toContain('mosty_queue_jobs');
    expect((await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(403);
  }, 60_000);

  it('founds a coalition, connects a channel, and posts the board there', async () => {
    const { slack, ada, channel } = world;
    const person = slack.as(ada.id);
    const code = await service.until(/operator’s code: (\S+)/);
    const founded = await person.slash(
      channel.id,
      '/coalition',
      `create Bridges organisation: First country: Poland code: ${code}`,
    );
    expect(wordsOf((await answerOf(founded)).blocks)).toContain('Bridges');
    const preview = await answerOf(await person.slash(channel.id, '/coalition', 'connect'));
    const confirm = buttonsOf(preview)[0];
    await person.press(channel.id, preview.ts, confirm ?? '');
    await eventually(() => posted(channel).length > 0, 10_000, 'the board');
    const added = await answerOf(await person.slash(channel.id, '/task', 'add Book the hall'));
    expect(wordsOf(added.blocks)).toContain('Book the hall');
    await eventually(
      () => posted(channel).some((text) => text.includes('Book the hall')),
      10_000,
      'the task on the board',
    );
    expect(posted(channel)).toHaveLength(1);
  }, 60_000);

  it('stops within ten seconds at SIGTERM, the database too', async () => {
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const { code, ms } = await service.end('SIGTERM');
    expect({ code, said: service.said().split('\n').at(-2) }).toEqual({ code: 0, said: 'Stopped.' });
    expect(ms).toBeLessThan(10_000);
    expect(() => process.kill(pid, 0)).toThrow();
  }, 20_000);
});

const answerOf = async (outcome: Outcome): Promise<Message> => {
  const { message } = await outcome.answer();
  if (!message) throw new Error('a form instead of a message');
  return message;
};

const buttonsOf = (message: Message): string[] =>
  (message.blocks ?? [])
    .filter((block) => block['type'] === 'actions')
    .flatMap((block) => (block['elements'] as { action_id: string }[]).map((one) => one.action_id));

/** What the bot has posted in a channel, in words. */
const posted = (channel: Channel): string[] =>
  [...channel.messages.values()].filter(({ botId }) => botId !== undefined).map(({ blocks }) => wordsOf(blocks));
