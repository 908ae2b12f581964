// The state of the local Slack and the few ways to change it; every change is told to the listeners.
// Memory is bounded: old messages, ephemerals, files and closed views are forgotten in the order they came.
import { randomBytes, randomUUID } from 'node:crypto';
import type { App, Change, Channel, Fields, Installation, Message, StoredFile, Team, User, View } from './state.ts';

/** How much is kept before the oldest is forgotten. */
export const KEEP = { messagesPerChannel: 2000, ephemeralsPerPerson: 200, files: 200, views: 2000 } as const;

export type NewMessage = Partial<Omit<Message, 'ts' | 'channelId' | 'reactions'>> & { userId: string; teamId: string };

export class World {
  readonly now: () => number;
  readonly teams = new Map<string, Team>();
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly apps = new Map<string, App>();
  readonly installations = new Map<string, Installation>();
  readonly byBotToken = new Map<string, Installation>();
  readonly byAppToken = new Map<string, App>();
  readonly views = new Map<string, View>();
  /** Ids of the open modals of a person, bottom first. */
  readonly stacks = new Map<string, string[]>();
  /** Home tab of a person for an app, key `app:user`. */
  readonly homes = new Map<string, View>();
  readonly files = new Map<string, StoredFile>();
  /** Ephemeral messages of a person, oldest first. */
  readonly ephemerals = new Map<string, Message[]>();
  readonly dms = new Map<string, Channel>();
  /** What Slack itself told a person, newest last. */
  readonly notices = new Map<string, string[]>();
  readonly channelsOfUser = new Map<string, Set<Channel>>();
  private readonly typedInMessages = new Map<string, Map<string, Fields>>();
  private readonly listeners = new Set<(change: Change) => void>();
  private count = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  /** How many ids were given out; a world that is taken up again goes on from there. */
  get given(): number {
    return this.count;
  }
  set given(count: number) {
    this.count = Math.max(this.count, count);
  }

  /** A new id with Slack's letter in front, such as `C000000K2A`. */
  id(letter: string): string {
    this.count += 1;
    return `${letter}0${(1_679_616 + this.count).toString(36).toUpperCase().padStart(8, '0')}`;
  }

  /** The short random names Slack gives to blocks and elements that have none. */
  shortId(): string {
    this.count += 1;
    return `${this.count.toString(36)}${SHORT[this.count % SHORT.length]}`.padStart(5, 'x');
  }

  secret(bytes: number): string {
    // Triggers and response_urls are made for every click; a UUID comes from a cache and costs a tenth.
    return bytes > 16
      ? randomBytes(bytes).toString('hex')
      : randomUUID()
          .replaceAll('-', '')
          .slice(0, bytes * 2);
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  /** The next message timestamp of a channel: `seconds.micros`, always larger than the last one. */
  nextTs(channel: Channel): string {
    const micros = Math.max(Math.floor(this.now()) * 1000, channel.lastMicros + 1);
    channel.lastMicros = micros;
    return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
  }

  installationOf(appId: string, teamId: string): Installation | undefined {
    return this.installations.get(`${appId}:${teamId}`);
  }

  /** Everybody's way into a channel: also keeps the list of a person's channels. */
  join(channel: Channel, userId: string): boolean {
    if (channel.members.has(userId)) return false;
    channel.members.add(userId);
    let mine = this.channelsOfUser.get(userId);
    if (mine === undefined) {
      mine = new Set();
      this.channelsOfUser.set(userId, mine);
    }
    mine.add(channel);
    return true;
  }

  leave(channel: Channel, userId: string): void {
    channel.members.delete(userId);
    this.channelsOfUser.get(userId)?.delete(channel);
  }

  addChannel(input: { id?: string; teamId: string; name: string; kind: Channel['kind']; creator: string }): Channel {
    const channel: Channel = {
      id: input.id ?? this.id(input.kind === 'im' ? 'D' : input.kind === 'mpim' ? 'G' : 'C'),
      teamId: input.teamId,
      name: input.name,
      kind: input.kind,
      members: new Set(),
      archived: false,
      creator: input.creator,
      created: Math.floor(this.now() / 1000),
      topic: '',
      sharedWith: new Set(),
      messages: new Map(),
      pins: new Map(),
      lastMicros: 0,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The direct channel of two people; made on first use. */
  dm(one: User, other: User): Channel {
    const key = one.id < other.id ? `${one.id}:${other.id}` : `${other.id}:${one.id}`;
    const known = this.dms.get(key);
    if (known !== undefined) return known;
    const channel = this.addChannel({ teamId: one.teamId, name: '', kind: 'im', creator: one.id });
    if (other.teamId !== one.teamId) channel.sharedWith.add(other.teamId);
    this.join(channel, one.id);
    this.join(channel, other.id);
    this.dms.set(key, channel);
    return channel;
  }

  post(channel: Channel, input: NewMessage): Message {
    const message: Message = {
      ts: this.nextTs(channel),
      channelId: channel.id,
      userId: input.userId,
      teamId: input.teamId,
      botId: input.botId,
      appId: input.appId,
      text: input.text ?? '',
      blocks: input.blocks,
      attachments: input.attachments,
      metadata: input.metadata,
      threadTs: input.threadTs,
      edited: undefined,
      subtype: input.subtype,
      clientMsgId: input.clientMsgId,
      files: input.files ?? [],
      reactions: new Map(),
      to: input.to,
    };
    const about = { teamId: channel.teamId, channelId: channel.id };
    if (message.to !== undefined) {
      const list = this.ephemerals.get(message.to) ?? [];
      list.push(message);
      if (list.length > KEEP.ephemeralsPerPerson) list.splice(0, list.length - KEEP.ephemeralsPerPerson);
      this.ephemerals.set(message.to, list);
      this.changed({ kind: 'ephemeral', ...about, userId: message.to });
      return message;
    }
    channel.messages.set(message.ts, message);
    if (channel.messages.size > KEEP.messagesPerChannel) {
      for (const ts of channel.messages.keys()) {
        if (channel.pins.has(ts)) continue;
        channel.messages.delete(ts);
        break;
      }
    }
    this.changed({ kind: 'message', ...about });
    return message;
  }

  remove(channel: Channel, message: Message): void {
    if (message.to !== undefined) {
      const list = this.ephemerals.get(message.to) ?? [];
      const at = list.indexOf(message);
      if (at >= 0) list.splice(at, 1);
    } else {
      channel.messages.delete(message.ts);
      channel.pins.delete(message.ts);
    }
    this.changed({ kind: 'message_deleted', teamId: channel.teamId, channelId: channel.id, userId: message.to });
  }

  /** What a person has chosen in the selects of a message, by block and action; kept for the last messages only. */
  typedIn(userId: string, ts: string): Map<string, Fields> {
    const key = `${userId} ${ts}`;
    const known = this.typedInMessages.get(key) ?? new Map<string, Fields>();
    this.typedInMessages.set(key, known);
    if (this.typedInMessages.size > KEEP.files) forgetOldest(this.typedInMessages);
    return known;
  }

  tell(userId: string, says: string): void {
    const list = this.notices.get(userId) ?? [];
    list.push(says);
    if (list.length > 50) list.shift();
    this.notices.set(userId, list);
  }

  addFile(file: StoredFile): void {
    this.files.set(file.id, file);
    if (this.files.size > KEEP.files) forgetOldest(this.files);
  }

  /** The views a person has open in front of them, bottom first. */
  stack(userId: string): View[] {
    const ids = this.stacks.get(userId) ?? [];
    return ids.map((id) => this.views.get(id)).filter((view): view is View => view !== undefined);
  }

  newHash(): string {
    return `${Math.floor(this.now() / 1000)}.${this.shortId()}`;
  }
}

const SHORT = 'aZ3kQ9mLxW7b';

function forgetOldest(map: Map<string, unknown>): void {
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}

/** A plain object, or undefined when it is anything else. */
export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}
