// The local Discord as tests and the playground hold it, in-process: build the world, act as people, order trouble, look.
// The bot itself only ever comes over HTTP and WebSocket.
import type { Server } from 'node:http';
import { expire } from './answering.ts';
import type { CallLog } from './calls.ts';
import { Actor, type OpenModal } from './driver/actor.ts';
import * as setting from './driver/setting.ts';
import type { Call, Local, Violation } from './local.ts';
import type { Mischief, Order } from './mischief.ts';
import type { Permission } from './permissions.ts';
import type { Json } from './problem.ts';
import type { Channel, Guild, Member, Message, Role, User, WorldEvent } from './world.ts';

/** Trouble that is not bound to a route; routes' own is `Order` in mischief.ts. */
export type Misbehaviour =
  | Order
  /** drop: the line is cut; reconnect: op 7; invalid / invalid-resumable: op 9; close: closed with `code`. */
  | { socket: 'drop' | 'reconnect' | 'invalid' | 'invalid-resumable' | 'close'; code?: number }
  | { duplicateInteractions: number }
  | { closeDms: string }
  | { openDms: string }
  | { deleteChannel: string }
  | { losePermission: Permission; channel: string }
  | { forgetNonces: true };

export class LocalDiscord {
  readonly local: Local;
  readonly port: number;
  private readonly mischief: Mischief;
  private readonly log: CallLog;
  private readonly server: Server;
  private readonly modals = new Map<string, OpenModal>();

  constructor(local: Local, mischief: Mischief, log: CallLog, server: Server, port: number) {
    this.local = local;
    this.mischief = mischief;
    this.log = log;
    this.server = server;
    this.port = port;
  }

  /** For discord.js: `rest: { api }`, and for DISCORD_API_URL. */
  get api(): string {
    return `${this.local.world.origin}/api`;
  }
  get token(): string {
    return this.local.world.token;
  }
  get bot(): User {
    return this.local.world.bot;
  }
  /** Requests, newest last; at least the last `keepCalls`. */
  get calls(): readonly Call[] {
    return this.log.calls;
  }
  /** Requests that should never have been sent; a test expects none. */
  get violations(): readonly Violation[] {
    return this.log.violations;
  }
  /** All requests so far. */
  get requests(): number {
    return this.log.count;
  }
  /** Registered global commands, as Discord stores them. */
  get commands(): Json[] {
    return [...this.local.world.commands.values()];
  }
  /** Open gateway connections. */
  get connections(): number {
    return this.local.gateway.connections.size;
  }

  addGuild(init: setting.GuildInit): Guild {
    return setting.addGuild(this.local, init);
  }
  addRole(guildId: string, init: { name: string; permissions?: readonly Permission[] }): Role {
    return setting.addRole(this.local, this.guild(guildId), init);
  }
  addUser(init: setting.UserInit): User {
    return setting.addUser(this.local, init);
  }
  /** Adds a person (new, or one who is in another server already) to a server. */
  addMember(guildId: string, who: User | setting.UserInit, init: setting.MemberInit = {}): Member {
    const user = 'dmsClosed' in who ? who : this.addUser(who);
    return setting.addMember(this.local, this.guild(guildId), user, init);
  }
  removeMember(guildId: string, userId: string): void {
    setting.removeMember(this.local, this.guild(guildId), userId);
  }
  addChannel(guildId: string, init: setting.ChannelInit): Channel {
    return setting.addChannel(this.local, this.guild(guildId), init);
  }
  overwrite(
    channelId: string,
    roleOrUserId: string,
    over: { allow?: readonly Permission[]; deny?: readonly Permission[] },
  ): void {
    setting.overwrite(this.local, this.channel(channelId), roleOrUserId, over);
  }
  renameChannel(channelId: string, name: string): void {
    const channel = this.channel(channelId);
    channel.name = name;
    setting.changedChannel(this.local, channel);
  }
  /** The bot is thrown out: GUILD_DELETE, and every later request is refused with 50001. */
  removeBot(guildId: string): void {
    setting.removeBot(this.local, this.guild(guildId));
  }

  /** The bot comes back to a server it was thrown out of. */
  inviteBot(guildId: string): void {
    setting.inviteBot(this.local, this.guild(guildId));
  }

  guild(id: string): Guild {
    return found(this.local.world.guilds.get(id), 'server', id);
  }
  channel(id: string): Channel {
    return found(this.local.world.channels.get(id), 'channel', id);
  }
  user(id: string): User {
    return found(this.local.world.users.get(id), 'person', id);
  }
  /** Messages of a channel that everybody there sees, oldest first. */
  messages(channelId: string): Message[] {
    return [...this.channel(channelId).messages.values()].filter((one) => one.ephemeralFor === null);
  }
  /** Direct messages between the bot and a person, oldest first. */
  directMessages(userId: string): Message[] {
    return [...(this.local.world.dms.get(userId)?.messages.values() ?? [])];
  }

  /**
   * Acts as a person. @param guildId the server whose pane is open; without it only direct messages
   * @param patienceMs how long to wait in real time for a deferred answer
   */
  as(userId: string, guildId?: string, patienceMs = 15_000): Actor {
    const guild = guildId === undefined ? null : this.guild(guildId);
    return new Actor({ local: this.local, modals: this.modals, patienceMs }, this.user(userId), guild);
  }

  misbehave(order: Misbehaviour): void {
    if ('route' in order) this.mischief.order(order);
    else if ('socket' in order) {
      for (const connection of this.local.gateway.connections) {
        if (order.socket === 'drop') connection.cut();
        else if (order.socket === 'reconnect') connection.askReconnect();
        else if (order.socket === 'close') connection.close(order.code ?? 4000);
        else connection.invalidate(order.socket === 'invalid-resumable');
      }
    } else if ('duplicateInteractions' in order) this.local.gateway.duplicateNext = order.duplicateInteractions;
    else if ('closeDms' in order) this.user(order.closeDms).dmsClosed = true;
    else if ('openDms' in order) this.user(order.openDms).dmsClosed = false;
    else if ('deleteChannel' in order) setting.deleteChannel(this.local, this.channel(order.deleteChannel));
    else if ('losePermission' in order) this.overwrite(order.channel, this.bot.id, { deny: [order.losePermission] });
    else this.local.nonces.forget();
  }

  /** Ends all ordered trouble of routes. */
  behave(): void {
    this.mischief.clear();
    this.local.gateway.duplicateNext = 0;
  }

  setLimits(limits: 'off' | 'real'): void {
    this.local.limits.on = limits === 'real';
  }

  /** With an injected stopwatch: lets the interactions fail whose three seconds have passed. */
  tick(): void {
    for (const made of this.local.world.interactions.values()) {
      if (made.state === 'waiting' && this.local.stopwatch() - made.startedAt > this.local.settings.deadlineMs)
        expire(this.local, made);
    }
  }

  /** Hears every change of the world; gives the way to stop. */
  subscribe(listener: (event: WorldEvent) => void): () => void {
    this.local.world.listeners.add(listener);
    return () => this.local.world.listeners.delete(listener);
  }

  /** Hears every request; gives the way to stop. */
  onCall(listener: (call: Call) => void): () => void {
    return this.log.listen(listener);
  }

  /** Waits until something is true (a value is given), looking at every change and request. Fails after `ms` of real time. */
  until<T>(look: () => T | undefined | null | false, ms = 5000): Promise<T> {
    return new Promise((resolve, reject) => {
      const stops: (() => void)[] = [];
      const end = (): void => {
        clearTimeout(timer);
        for (const stop of stops) stop();
      };
      const check = (): void => {
        const value = look();
        if (value === undefined || value === null || value === false) return;
        end();
        resolve(value);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`Not true within ${ms} ms: ${look.toString().slice(0, 200)}`));
      }, ms);
      stops.push(this.subscribe(check), this.onCall(check));
      check();
    });
  }

  async stop(): Promise<void> {
    for (const made of this.local.world.interactions.values()) if (made.timer) clearTimeout(made.timer);
    this.local.gateway.close();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function found<T>(value: T | undefined, what: string, id: string): T {
  if (value === undefined) throw new Error(`The local Discord has no ${what} ${id}.`);
  return value;
}
