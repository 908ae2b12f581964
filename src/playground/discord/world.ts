// The state of the local Discord: one application, its servers, people, channels and messages, all in memory and bounded.
// Everything that changes is told to listeners (the page, waiting tests) and to the gateway by whoever changes it.
import { randomBytes } from 'node:crypto';
import type { Channel, Clock, Guild, Interaction, Message, User, WorldEvent } from './model.ts';
import type { Json } from './problem.ts';

export type * from './model.ts';

const EPOCH = 1_420_070_400_000;

export class World {
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly dms = new Map<string, Channel>();
  readonly commands = new Map<string, Json>();
  readonly interactions = new Map<string, Interaction>();
  /** New commands of the day, by server ('' for global). */
  readonly creates = new Map<string, { since: number; count: number }>();
  readonly files = new Map<string, { data: Buffer; type: string }>();
  readonly listeners = new Set<(event: WorldEvent) => void>();
  readonly token: string;
  readonly bot: User;
  readonly appId: string;
  readonly appName: string;
  readonly keepMessages: number;
  readonly keepInteractions = 10_000;
  origin = '';
  private readonly clock: Clock;
  private lastMs = 0;
  private step = 0;
  private fileBytes = 0;

  constructor(options: { now: Clock; token: string; name: string; keepMessages: number; appId?: string | undefined }) {
    this.clock = options.now;
    this.token = options.token;
    this.appName = options.name;
    this.keepMessages = options.keepMessages;
    this.appId = options.appId ?? this.snowflake();
    // On a real application made today bot user and application share one id.
    this.bot = {
      id: this.appId,
      username: options.name,
      globalName: null,
      bot: true,
      locale: 'en-US',
      dmsClosed: false,
    };
    this.users.set(this.bot.id, this.bot);
  }

  /** Milliseconds since 1970 of the world's clock. */
  now(): number {
    const now = this.clock();
    return typeof now === 'number' ? now : now.getTime();
  }

  /** An id that carries the time and never repeats, also when the clock stands still or goes back. */
  snowflake(): string {
    const now = Math.max(this.now(), EPOCH);
    if (now > this.lastMs) {
      this.lastMs = now;
      this.step = 0;
    } else if (++this.step > 4095) {
      this.lastMs++;
      this.step = 0;
    }
    return ((BigInt(this.lastMs - EPOCH) << 22n) | BigInt(this.step)).toString();
  }

  /** The moment in the newest id, ms since 1970: a world that is taken up again gives out ids after all of its old ones. */
  get newest(): number {
    return this.lastMs;
  }
  goOnAfter(ms: number): void {
    this.lastMs = Math.max(this.lastMs, ms + 1);
  }

  tell(event: WorldEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  channel(init: Partial<Channel> & Pick<Channel, 'type' | 'guild'>): Channel {
    const channel: Channel = {
      id: this.snowflake(),
      name: '',
      topic: null,
      position: 0,
      overwrites: new Map(),
      recipient: null,
      messages: new Map(),
      pins: new Map(),
      lastMessageId: null,
      ...init,
    };
    this.channels.set(channel.id, channel);
    channel.guild?.channels.set(channel.id, channel);
    return channel;
  }

  /** The direct channel between the bot and a person, made on first use. */
  dm(user: User): Channel {
    const found = this.dms.get(user.id);
    if (found) return found;
    const channel = this.channel({ type: 1, guild: null, name: user.username, recipient: user });
    this.dms.set(user.id, channel);
    return channel;
  }

  /** Stores a message and lets the oldest unpinned one of the channel go when there are too many. */
  store(message: Message): Message {
    const { channel } = message;
    channel.messages.set(message.id, message);
    if (!message.ephemeralFor) channel.lastMessageId = message.id;
    if (channel.messages.size > this.keepMessages) {
      for (const [id, old] of channel.messages) {
        if (old.pinned) continue;
        channel.messages.delete(id);
        for (const file of old.attachments) this.forgetFile(String(file.id));
        break;
      }
    }
    return message;
  }

  interaction(
    init: Omit<Interaction, 'id' | 'token' | 'createdAt' | 'state' | 'original' | 'timer' | 'heard'>,
  ): Interaction {
    const id = this.snowflake();
    const token = Buffer.from(`interaction:${id}:${randomBytes(48).toString('base64url')}`).toString('base64url');
    const made: Interaction = {
      ...init,
      id,
      token,
      createdAt: this.now(),
      state: 'waiting',
      original: null,
      timer: null,
      heard: null,
    };
    this.interactions.set(token, made);
    if (this.interactions.size > this.keepInteractions) {
      const oldest = this.interactions.keys().next();
      if (!oldest.done) this.interactions.delete(oldest.value);
    }
    return made;
  }

  /** Keeps an uploaded file; the oldest go when more than 64 MiB are held. */
  keepFile(id: string, data: Buffer, type: string): void {
    this.files.set(id, { data, type });
    this.fileBytes += data.length;
    for (const old of this.files.keys()) {
      if (this.fileBytes <= 64 * 1024 * 1024) break;
      this.forgetFile(old);
    }
  }

  private forgetFile(id: string): void {
    const file = this.files.get(id);
    if (!file) return;
    this.files.delete(id);
    this.fileBytes -= file.data.length;
  }
}
