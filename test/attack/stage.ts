// The composed service between two Slack workspaces and a Discord server, with real people's ways in, for tests that
// attack it. Everything goes over the wire with the real Bolt and the real discord.js; only the chats are local.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ComposeOptions, compose, type Service } from '#compose.ts';
import { openLog } from '#log.ts';
import { scopes } from '#platforms/slack/scopes.ts';
import type { LocalDiscord } from '#playground/discord/discord.ts';
import type { Actor } from '#playground/discord/driver/actor.ts';
import type { Seen } from '#playground/discord/driver/seen.ts';
import { startLocalDiscord } from '#playground/discord/start.ts';
import type { Outcome } from '#playground/slack/outcome.ts';
import type { Person } from '#playground/slack/person.ts';
import { type LocalSlack, startLocalSlack } from '#playground/slack/server.ts';
import type { Fields, Installation, Message } from '#playground/slack/state.ts';
import type { Store } from '#store/database.ts';
import { pressesOf as discordPresses, messageOf } from '../platforms/discord/rig.ts';
import { pressesOf as slackPresses } from '../platforms/slack/rig.ts';
import { saidTo, words } from './seen.ts';

export type Names = {
  coalition: string;
  organisations: [string, string, string];
  people: [string, string, string];
  channels: [string, string, string];
  spaces: [string, string, string];
};

export const plainNames: Names = {
  coalition: 'Bridges',
  organisations: ['First', 'Second', 'Third'],
  people: ['Ada', 'Berta', 'Celina'],
  channels: ['one', 'two', 'three'],
  spaces: ['Space one', 'Space two', 'Space three'],
};

export type Chats = {
  slack: LocalSlack;
  discord: LocalDiscord;
  installations: Installation[];
  teams: [string, string];
  channels: [string, string, string];
  ada: Person;
  berta: Person;
  celina: Actor;
  guild: string;
};

export type Stage = Chats & {
  service: Service;
  /** The configuration's tokens, for a second service. */
  compose(more?: Partial<ComposeOptions>): Promise<Service>;
  logged: string[];
  dataDir: string;
  stop(): Promise<void>;
};

const commands = ['coalition', 'task', 'profile', 'mosty', 'mine', 'help'].map((name) => `/${name}`);

/** Two workspaces and a server, with one person and one channel in each. */
export async function openChats(names: Names = plainNames, limits: 'off' | 'real' = 'off'): Promise<Chats> {
  const slack = await startLocalSlack({ now: () => Date.now(), limits });
  const discord = await startLocalDiscord({ limits });
  const installations: Installation[] = [];
  const teams: string[] = [];
  for (const index of [0, 1]) {
    const team = slack.addWorkspace({ domain: `w${index}`, name: names.spaces[index] ?? '' });
    teams.push(team.id);
    const first = installations[0];
    installations.push(
      slack.installApp(
        team.id,
        first
          ? { app: first.app.id, scopes: Object.keys(scopes) }
          : {
              name: 'Mosty',
              scopes: Object.keys(scopes),
              commands,
              shortcuts: [{ type: 'message', callbackId: 'task.add' }],
            },
      ),
    );
  }
  const [one, two] = installations as [Installation, Installation];
  const [t1 = '', t2 = ''] = teams;
  const ada = slack.addUser(t1, { name: 'ada', realName: names.people[0], locale: 'en-GB', isAdmin: true });
  const berta = slack.addUser(t2, { name: 'berta', realName: names.people[1], locale: 'pl-PL', isAdmin: true });
  const c1 = slack.addChannel(t1, { name: names.channels[0], members: [ada.id, one.botUser.id] });
  const c2 = slack.addChannel(t2, { name: names.channels[1], members: [berta.id, two.botUser.id] });
  const guild = discord.addGuild({ name: names.spaces[2], locale: 'de' });
  const c3 = discord.addChannel(guild.id, { name: names.channels[2] });
  const celina = discord.addMember(
    guild.id,
    { username: 'celina', globalName: names.people[2], locale: 'en-GB' },
    { permissions: ['MANAGE_GUILD'] },
  ).user;
  return {
    slack,
    discord,
    installations,
    teams: [t1, t2],
    channels: [c1.id, c2.id, c3.id],
    guild: guild.id,
    ada: slack.as(ada.id),
    berta: slack.as(berta.id),
    celina: discord.as(celina.id, guild.id),
  };
}

/** Both chats and the service; nothing is founded yet. */
export async function openStage(
  store: Store,
  names: Names = plainNames,
  more: Partial<ComposeOptions> = {},
  limits: 'off' | 'real' = 'off',
): Promise<Stage> {
  const chats = await openChats(names, limits);
  const { slack, discord, installations } = chats;
  const apps = [installations[0]?.app.appToken ?? ''];
  const dataDir = mkdtempSync(join(tmpdir(), `mosty-test-${process.pid}-attack-`));
  const logged: string[] = [];
  const make = (given: Partial<ComposeOptions> = {}): Promise<Service> =>
    compose({
      config: {
        playground: false,
        databaseUrl: null,
        dataDir,
        secret: null,
        host: '127.0.0.1',
        port: 0,
        publicUrl: null,
        logLevel: 'trace',
        open: true,
        metrics: 'loopback',
        slack: {
          botTokens: installations.map((each) => each.botToken),
          apiUrl: slack.apiUrl,
          connection: { mode: 'socket', appTokens: apps },
        },
        discord: { token: discord.token, apiUrl: discord.api },
      },
      log: openLog({ level: 'trace', to: { write: (line: string) => void logged.push(line) } }),
      store,
      ...more,
      ...given,
    });
  const service = await make();
  await service.start();
  await slack.connected(installations[0]?.app.id ?? '');
  return {
    ...chats,
    service,
    compose: make,
    logged,
    dataDir,
    async stop() {
      await service.stop();
      await slack.stop();
      await discord.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Presses the button that carries `press` (by its beginning) on a Slack message. */
export const pressSlack = (person: Person, channel: string, message: Message, press: string): Promise<Outcome> => {
  for (const block of message.blocks ?? [])
    for (const element of (block['elements'] ?? []) as Fields[])
      if (typeof element['value'] === 'string' && element['value'].startsWith(press))
        return person.press(channel, message.ts, String(element['action_id']));
  throw new Error(`no ${press} among ${slackPresses(message.blocks).join(' | ')}`);
};

/** The same for a private message on Discord. */
export const pressDiscord = (person: Actor, seen: Seen, press: string): Promise<Seen> => {
  const message = messageOf(seen);
  const found = discordPresses(message.components).find((one) => one.startsWith(press));
  if (found === undefined) throw new Error(`no ${press}`);
  return message.ephemeralFor
    ? person.pressEphemeral(message.id, found)
    : person.press(message.channel.id, message.id, found);
};

const codeIn = (node: unknown): string => /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(words(node))?.[0] ?? '';

/** Ada founds, Berta and Celina join and are welcomed, three channels are connected. */
export async function foundCoalition(stage: Chats, names: Names = plainNames, terms = ''): Promise<void> {
  const {
    ada,
    berta,
    celina,
    slack,
    channels: [c1, c2, c3],
  } = stage;
  const bots = () => ({ ada: ada.dmWith(), berta: berta.dmWith() });
  const quoted = (name: string): string => (name.includes('"') ? name : `"${name}"`);
  await saidTo(
    ada.slash(
      c1,
      '/coalition',
      `create ${quoted(names.coalition)} organisation: ${quoted(names.organisations[0])} country: Poland language: English timezone: Europe/Warsaw`,
    ),
  );
  for (const [index, joins] of [
    (code: string) =>
      berta
        .slash(
          c2,
          '/coalition',
          `join ${code} organisation: ${quoted(names.organisations[1])} type: ngo country: Austria`,
        )
        .then(saidTo),
    (code: string) =>
      celina.slash(c3, 'coalition', ['join'], {
        code,
        organisation: names.organisations[2],
        type: 'ngo',
        country: 'Germany',
      }),
  ].entries()) {
    const code = codeIn((await saidTo(ada.slash(c1, '/coalition', 'invite'))).blocks);
    await joins(code);
    const card = await slack.until(
      () =>
        [...bots().ada.messages.values()].find((one) =>
          slackPresses(one.blocks).some((press) => press.startsWith('coalition.join!welcome')),
        ),
      10_000,
      `the question about ${index}`,
    );
    await saidTo(pressSlack(ada, bots().ada.id, card, 'coalition.join!welcome')).catch(() => undefined);
  }
  for (const [person, channel] of [
    [ada, c1],
    [berta, c2],
  ] as const) {
    const preview = await saidTo(person.slash(channel, '/coalition', `connect ${terms}`));
    await pressSlack(person, channel, preview, 'coalition.connect!confirm');
  }
  const mode = /mode: (\w+)/.exec(terms)?.[1];
  await pressDiscord(
    celina,
    await celina.slash(c3, 'coalition', ['connect'], mode ? { mode } : {}),
    'coalition.connect!confirm',
  );
}
