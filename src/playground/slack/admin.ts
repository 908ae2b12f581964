// What an administrator of a workspace does: people, channels, apps, Slack Connect, tokens. Apps are told by events.
import type { Events } from './events.ts';
import type { Journal } from './journal.ts';
import { type AppInput, appFrom, manifestScopes } from './manifest.ts';
import { Refused } from './rules/rule.ts';
import type { App, Channel, Installation, Team, User } from './state.ts';
import type { World } from './world.ts';

export interface WorkspaceInput {
  readonly id?: string;
  readonly domain: string;
  readonly name?: string;
  readonly locale?: string;
  readonly enterprise?: { readonly id: string; readonly name: string };
}

export interface UserInput {
  readonly id?: string;
  readonly name: string;
  readonly realName?: string;
  readonly locale?: string;
  readonly tz?: string;
  readonly isAdmin?: boolean;
  readonly isOwner?: boolean;
}

export interface InstallInput extends AppInput {
  /** An app that is installed elsewhere already: one app, several workspaces. */
  readonly app?: string;
  readonly scopes?: readonly string[];
  readonly botToken?: string;
  readonly botName?: string;
}

export class Administration {
  readonly world: World;
  readonly events: Events;
  readonly journal: Journal;

  constructor(world: World, events: Events, journal: Journal) {
    this.world = world;
    this.events = events;
    this.journal = journal;
  }

  addWorkspace(input: WorkspaceInput): Team {
    const team: Team = {
      id: input.id ?? this.world.id('T'),
      domain: input.domain,
      name: input.name ?? input.domain,
      enterprise: input.enterprise === undefined ? undefined : { ...input.enterprise },
      locale: input.locale ?? 'en-US',
    };
    this.world.teams.set(team.id, team);
    this.world.changed({ kind: 'team', teamId: team.id });
    return team;
  }

  addUser(teamId: string, input: UserInput): User {
    const user = this.newUser(teamId, input, undefined);
    this.events.user(user, 'team_join');
    return user;
  }

  private newUser(teamId: string, input: UserInput, appId: string | undefined): User {
    const team = this.team(teamId);
    const user: User = {
      id: input.id ?? this.world.id('U'),
      teamId,
      name: input.name,
      realName: input.realName ?? input.name,
      locale: input.locale ?? team.locale,
      tz: input.tz ?? 'Europe/Warsaw',
      email: '',
      isAdmin: input.isAdmin ?? input.isOwner ?? false,
      isOwner: input.isOwner ?? false,
      isBot: appId !== undefined,
      appId,
      deleted: false,
      closedDm: undefined,
      updated: Math.floor(this.world.now() / 1000),
    };
    this.world.users.set(user.id, user);
    this.world.changed({ kind: 'user', teamId, userId: user.id });
    return user;
  }

  addChannel(
    teamId: string,
    input: { id?: string; name: string; private?: boolean; creator?: string; members?: readonly string[] },
  ): Channel {
    const { name, members = [] } = input;
    const creator = input.creator ?? members[0] ?? '';
    const channel = this.world.addChannel({
      ...(input.id === undefined ? {} : { id: input.id }),
      teamId,
      name,
      kind: input.private === true ? 'private' : 'public',
      creator,
    });
    for (const id of members) this.world.join(channel, id);
    this.world.changed({ kind: 'channel', teamId, channelId: channel.id });
    return channel;
  }

  private newApp(input: AppInput): App {
    try {
      return appFrom(input.id ?? this.world.id('A'), input);
    } catch (error) {
      if (error instanceof Refused) this.journal.refused(error, 'manifest', input.id);
      throw error;
    }
  }

  /** Installs an app in a workspace. Scopes: as given, else those of the manifest, else `chat:write` and `commands`. */
  installApp(teamId: string, input: InstallInput = {}): Installation {
    const team = this.team(teamId);
    const app = this.world.apps.get(input.app ?? '') ?? this.newApp(input);
    this.world.apps.set(app.id, app);
    this.world.byAppToken.set(app.appToken, app);
    const botUser = this.newUser(
      teamId,
      { name: (input.botName ?? app.name).toLowerCase().replace(/\s+/g, ''), realName: input.botName ?? app.name },
      app.id,
    );
    const installation: Installation = {
      app,
      team,
      botUser,
      botId: this.world.id('B'),
      state: 'ok',
      botToken: input.botToken ?? `xoxb-${team.id}-${app.id}-${this.world.secret(12)}`,
      scopes: new Set(input.scopes ?? manifestScopes(input.manifest) ?? ['chat:write', 'commands']),
    };
    this.world.installations.set(`${app.id}:${team.id}`, installation);
    this.world.byBotToken.set(installation.botToken, installation);
    this.world.changed({ kind: 'app', teamId });
    return installation;
  }

  /** Brings somebody (or a bot) into a channel, and tells the apps there. */
  join(channelId: string, userId: string, inviter?: string): void {
    const channel = this.channel(channelId);
    const user = this.user(userId);
    if (this.world.join(channel, userId)) this.events.joined(channel, user, inviter);
    this.world.changed({ kind: 'channel', teamId: channel.teamId, channelId });
  }

  leave(channelId: string, userId: string): void {
    const channel = this.channel(channelId);
    this.events.left(channel, this.user(userId));
    this.world.leave(channel, userId);
    this.world.changed({ kind: 'channel', teamId: channel.teamId, channelId });
  }

  /** Slack Connect: shows a channel to another workspace as well. */
  share(channelId: string, teamId: string): void {
    this.channel(channelId).sharedWith.add(this.team(teamId).id);
    this.world.changed({ kind: 'channel', teamId, channelId });
  }

  archive(channelId: string, by = '', archived = true): void {
    const channel = this.channel(channelId);
    channel.archived = archived;
    this.events.channel(channel, archived ? 'archive' : 'unarchive', by);
    this.world.changed({ kind: 'channel', teamId: channel.teamId, channelId });
  }

  deleteChannel(channelId: string, by = ''): void {
    const channel = this.channel(channelId);
    this.events.channel(channel, 'deleted', by);
    for (const member of [...channel.members]) this.world.leave(channel, member);
    this.world.channels.delete(channelId);
    this.world.changed({ kind: 'channel', teamId: channel.teamId, channelId });
  }

  renameChannel(channelId: string, name: string, by = ''): void {
    const channel = this.channel(channelId);
    channel.name = name;
    this.events.channel(channel, 'rename', by);
    this.world.changed({ kind: 'channel', teamId: channel.teamId, channelId });
  }

  /** Changes what is known of a person: locale, zone, rights, `deleted`, `closedDm`. */
  changeUser(
    userId: string,
    change: Partial<Pick<User, 'name' | 'realName' | 'locale' | 'tz' | 'isAdmin' | 'isOwner' | 'deleted' | 'closedDm'>>,
  ): void {
    const user = this.user(userId);
    Object.assign(user, change, { updated: Math.floor(this.world.now() / 1000) });
    this.events.user(user, 'user_change');
    this.world.changed({ kind: 'user', teamId: user.teamId, userId });
  }

  /** Ends a token: the app is told, and every later call gets the error. */
  revoke(
    installation: Installation,
    error: 'token_revoked' | 'account_inactive' | 'invalid_auth' = 'token_revoked',
  ): void {
    installation.state = error;
    if (error === 'account_inactive') this.events.send(installation, 'app_uninstalled', { type: 'app_uninstalled' });
    else
      this.events.send(installation, 'tokens_revoked', {
        type: 'tokens_revoked',
        tokens: { oauth: [], bot: [installation.botUser.id] },
      });
    this.world.changed({ kind: 'app', teamId: installation.team.id });
  }

  team(id: string): Team {
    return need(this.world.teams.get(id), `workspace ${id}`);
  }

  channel(id: string): Channel {
    return need(this.world.channels.get(id), `channel ${id}`);
  }

  user(id: string): User {
    return need(this.world.users.get(id), `person ${id}`);
  }
}

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`There is no ${what}`);
  return value;
}
