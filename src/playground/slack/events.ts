// Events API: which apps hear of what, and the body around each event.
// An app hears what it subscribed to, where it is a member, and (for messages) with the history scope of that kind.

import type { Journal } from './journal.ts';
import type { Outbox } from './outbox.ts';
import type { Pace } from './pace.ts';
import { messageJson, userJson, viewJson } from './shapes.ts';
import type { Ack } from './socket.ts';
import type { App, Channel, Fields, Installation, Message, User } from './state.ts';
import type { World } from './world.ts';

const MESSAGE_EVENT = {
  public: ['message.channels', 'channels:history', 'channel'],
  private: ['message.groups', 'groups:history', 'group'],
  im: ['message.im', 'im:history', 'im'],
  mpim: ['message.mpim', 'mpim:history', 'mpim'],
} as const;

export class Events {
  private readonly world: World;
  private readonly outbox: Outbox;
  private readonly pace: Pace;
  private readonly journal: Journal;
  private readonly toldInMinute = new Map<string, number>();
  /** Events still on their way, for whoever waits until all was heard. */
  readonly underWay = new Set<Promise<Ack>>();

  constructor(world: World, outbox: Outbox, pace: Pace, journal: Journal) {
    this.world = world;
    this.outbox = outbox;
    this.pace = pace;
    this.journal = journal;
  }

  /** Sends one event to one installation. `name` is what an app subscribes to. */
  send(installation: Installation, name: string, event: Fields, channel?: Channel): void {
    const { app, team, botUser, state } = installation;
    // The two goodbyes are sent just because the installation has ended.
    if (state !== 'ok' && name !== 'app_uninstalled' && name !== 'tokens_revoked') return;
    if (app.events === undefined ? name.startsWith('message.') : !app.events.has(name)) return;
    if (!this.pace.event(`${app.id}:${team.id}`, this.world.now())) return this.tooMany(installation);
    const enterpriseId = team.enterprise?.id ?? null;
    const payload: Fields = {
      token: app.verificationToken,
      team_id: team.id,
      ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
      context_team_id: team.id,
      context_enterprise_id: enterpriseId,
      api_app_id: app.id,
      event: { ...event, event_ts: event['event_ts'] ?? this.eventTs() },
      type: 'event_callback',
      event_id: this.world.id('Ev'),
      event_time: Math.floor(this.world.now() / 1000),
      authorizations: [
        {
          enterprise_id: enterpriseId,
          team_id: team.id,
          user_id: botUser.id,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: (channel?.sharedWith.size ?? 0) > 0,
      event_context: `4-${Buffer.from(JSON.stringify({ et: event['type'], tid: team.id, aid: app.id })).toString('base64url')}`,
    };
    this.post(app, payload);
  }

  private post(app: App, payload: Fields): void {
    const sent = this.outbox.event(app, { type: 'events_api', payload, accepts: false });
    this.underWay.add(sent);
    void sent.finally(() => this.underWay.delete(sent));
  }

  /** Instead of further events the app is told once a minute that there are too many. */
  private tooMany({ app, team }: Installation): void {
    this.journal.broke('rate:events', 'events_api', team.id, app.id);
    const minute = Math.floor(this.world.now() / 60_000);
    const key = `${app.id}:${team.id}`;
    if (this.toldInMinute.get(key) === minute) return;
    this.toldInMinute.set(key, minute);
    const about = { team_id: team.id, minute_rate_limited: minute * 60, api_app_id: app.id };
    // Socket Mode clients look for an `event` in every body; over HTTP it stands alone.
    const inside = app.mode === 'socket' ? { event: { type: 'app_rate_limited', ...about } } : {};
    this.post(app, { token: app.verificationToken, type: 'app_rate_limited', ...about, ...inside });
  }

  /** Resolves when every event sent so far was acknowledged or given up. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  private eventTs(): string {
    return `${Math.floor(this.world.now() / 1000)}.${String(Math.floor(this.world.now() % 1000) * 1000).padStart(6, '0')}`;
  }

  private *listeners(channel: Channel): Iterable<Installation> {
    for (const installation of this.world.installations.values()) {
      const { team, botUser } = installation;
      if (channel.members.has(botUser.id) && (channel.teamId === team.id || channel.sharedWith.has(team.id)))
        yield installation;
    }
  }

  /** A message was written by a person or an app. */
  posted(channel: Channel, message: Message): void {
    const [name, scope, channelType] = MESSAGE_EVENT[channel.kind];
    for (const installation of this.listeners(channel)) {
      const { app, botUser, scopes } = installation;
      if (app.events?.has(name) === true && scopes.has(scope)) {
        const event = {
          ...messageJson(message, channel),
          channel: channel.id,
          event_ts: message.ts,
          channel_type: channelType,
        };
        this.send(installation, name, event, channel);
      }
      if (channel.kind !== 'im' && scopes.has('app_mentions:read') && message.text.includes(`<@${botUser.id}>`)) {
        const event = {
          ...messageJson(message, channel),
          type: 'app_mention',
          channel: channel.id,
          event_ts: message.ts,
        };
        this.send(installation, 'app_mention', event, channel);
      }
    }
  }

  joined(channel: Channel, user: User, inviter: string | undefined): void {
    const event = {
      type: 'member_joined_channel',
      user: user.id,
      channel: channel.id,
      channel_type: channel.kind === 'public' ? 'C' : 'G',
      team: user.teamId,
      ...(inviter === undefined ? {} : { inviter }),
      ...(this.world.teams.get(user.teamId)?.enterprise === undefined
        ? {}
        : { enterprise: this.world.teams.get(user.teamId)?.enterprise?.id }),
    };
    for (const installation of this.listeners(channel))
      this.send(installation, 'member_joined_channel', event, channel);
  }

  left(channel: Channel, user: User): void {
    const event = {
      type: 'member_left_channel',
      user: user.id,
      channel: channel.id,
      channel_type: channel.kind === 'public' ? 'C' : 'G',
      team: user.teamId,
    };
    for (const installation of this.listeners(channel)) this.send(installation, 'member_left_channel', event, channel);
  }

  /** Archived, unarchived, deleted or renamed; names differ for private channels (`group_…`). */
  channel(channel: Channel, what: 'archive' | 'unarchive' | 'deleted' | 'rename', user: string): void {
    const name = `${channel.kind === 'public' ? 'channel' : 'group'}_${what}`;
    const about = what === 'rename' ? { id: channel.id, name: channel.name, created: channel.created } : channel.id;
    for (const installation of this.listeners(channel))
      this.send(installation, name, { type: name, channel: about, user }, channel);
  }

  user(user: User, name: 'user_change' | 'team_join'): void {
    for (const installation of this.world.installations.values()) {
      if (installation.team.id !== user.teamId || !installation.scopes.has('users:read')) continue;
      this.send(installation, name, {
        type: name,
        user: userJson(user, true, user.teamId),
        cache_ts: Math.floor(this.world.now() / 1000),
      });
    }
  }

  /** A Home that was published before comes with it, as it is. An app without one opens with its messages. */
  homeOpened(installation: Installation, userId: string, channelId: string): void {
    const { app } = installation;
    const view = app.homeTab ? this.world.homes.get(`${app.id}:${userId}`) : undefined;
    this.send(installation, 'app_home_opened', {
      type: 'app_home_opened',
      user: userId,
      channel: channelId,
      tab: app.homeTab ? 'home' : 'messages',
      ...(view === undefined ? {} : { view: viewJson(view, this.world) }),
    });
  }

  reaction(channel: Channel, message: Message, userId: string, reaction: string): void {
    const event = {
      type: 'reaction_added',
      user: userId,
      reaction,
      item: { type: 'message', channel: channel.id, ts: message.ts },
      item_user: message.userId,
    };
    for (const installation of this.listeners(channel)) {
      if (installation.scopes.has('reactions:read')) this.send(installation, 'reaction_added', event, channel);
    }
  }
}
