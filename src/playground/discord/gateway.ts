// The gateway: one object for all sessions. A dispatch is turned into text once and sent to every session that wants it.
// Two sessions of one token both get every interaction, as on the real one.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Json } from './problem.ts';
import type { RuleId } from './rules.ts';
import { Connection, type Session } from './session.ts';
import { applicationShape, guildShape, memberNames, memberShape, userShape } from './shapes.ts';
import type { Guild, World } from './world.ts';

export const INTENT = { GUILDS: 1, MEMBERS: 2, PRESENCES: 256, MESSAGES: 512, DMS: 4096, CONTENT: 32768 } as const;
const PRIVILEGED = INTENT.MEMBERS | INTENT.PRESENCES | INTENT.CONTENT;
/** Intents 0 to 16, 20, 21, 24 and 25 exist. */
const VALID = 0x1ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);
/** Bits of the application's flags that say which privileged intents are on (limited form). */
const APP_FLAGS: [number, number][] = [
  [INTENT.PRESENCES, 1 << 13],
  [INTENT.MEMBERS, 1 << 15],
  [INTENT.CONTENT, 1 << 19],
];
const KEEP_SESSIONS = 10;

export type GatewayOptions = {
  privileged: number;
  heartbeatMs: number;
  strictIdentify: boolean;
  stopwatch: () => number;
  refused: (rule: RuleId, code: number, detail: string) => void;
};

export class Gateway {
  readonly sessions = new Map<string, Session>();
  readonly connections = new Set<Connection>();
  readonly options: GatewayOptions;
  /** How many further interactions are sent twice. */
  duplicateNext = 0;
  identifiesLeft = 1000;
  private identifyAfter = 0;
  private readonly endedIds: string[] = [];
  private readonly world: World;
  private readonly sockets: WebSocketServer;

  constructor(world: World, options: GatewayOptions) {
    this.world = world;
    this.options = options;
    this.sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1024 * 1024 });
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.sockets.handleUpgrade(request, socket, head, (ws) => {
      const connection = new Connection(this, ws);
      this.connections.add(connection);
      this.world.tell({ what: 'gateway', change: 'connected' });
    });
  }

  closed(connection: Connection): void {
    this.connections.delete(connection);
    this.world.tell({ what: 'gateway', change: 'closed' });
  }

  get appFlags(): number {
    return APP_FLAGS.reduce(
      (flags, [intent, flag]) => ((this.options.privileged & intent) !== 0 ? flags | flag : flags),
      0,
    );
  }

  get token(): string {
    return this.world.token;
  }

  /** Close code for these intents, or 0. */
  intentsRefused(intents: unknown): 0 | 4013 | 4014 {
    if (typeof intents !== 'number' || !Number.isInteger(intents) || intents < 0 || (intents & ~VALID) !== 0)
      return 4013;
    return (intents & PRIVILEGED & ~this.options.privileged) === 0 ? 0 : 4014;
  }

  /** False when sessions are started faster than one in five seconds (only where the limits are on). */
  mayIdentify(): boolean {
    if (!this.options.strictIdentify) return true;
    const at = this.options.stopwatch();
    if (at < this.identifyAfter) return false;
    this.identifyAfter = at + 5000;
    this.identifiesLeft--;
    return true;
  }

  /** More than 2500 servers on each of so many shards. */
  tooManyFor(shards: number): boolean {
    return this.world.guilds.size / shards > 2500;
  }

  /** Forgets a session that its client ended. */
  ended(session: Session): void {
    this.sessions.delete(session.id);
    this.endedIds.push(session.id);
    if (this.endedIds.length > KEEP_SESSIONS) this.endedIds.shift();
  }

  wasEnded(id: string): boolean {
    return this.endedIds.includes(id);
  }

  /** READY and one GUILD_CREATE per server of the shard. */
  welcome(session: Session): void {
    this.sessions.set(session.id, session);
    for (const [id, old] of this.sessions) {
      if (this.sessions.size <= KEEP_SESSIONS) break;
      if (!old.connection) this.sessions.delete(id);
    }
    const guilds = [...this.world.guilds.values()].filter(
      (guild) => session.serves(guild.id) && guild.members.has(this.world.bot.id),
    );
    session.send(
      'READY',
      JSON.stringify({
        v: 10,
        user: { ...userShape(this.world.bot), verified: true, mfa_enabled: true, email: null },
        guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
        session_id: session.id,
        session_type: 'normal',
        resume_gateway_url: this.url,
        application: { id: this.world.appId, flags: this.appFlags },
        shard: session.shard,
        private_channels: [],
        relationships: [],
        presences: [],
        user_settings: {},
        geo_ordered_rtc_regions: [],
        auth: {},
        _trace: ['local'],
      }),
    );
    if ((session.intents & INTENT.GUILDS) !== 0) {
      for (const guild of guilds) session.send('GUILD_CREATE', JSON.stringify(guildShape(guild, true, this.world.bot)));
    }
    this.world.tell({ what: 'gateway', change: 'ready' });
  }

  resumed(): void {
    this.world.tell({ what: 'gateway', change: 'resumed' });
  }

  get url(): string {
    return this.world.origin.replace(/^http/, 'ws');
  }

  get applicationShape(): Json {
    return applicationShape(this.world, this.appFlags);
  }

  /** True when some session wants events of this intent; saves drawing what nobody reads. */
  wants(intent: number): boolean {
    for (const session of this.sessions.values()) if ((session.intents & intent) !== 0) return true;
    return false;
  }

  /** Sends an event to the sessions with the intent (0: to all) that serve the server. */
  dispatch(type: string, data: Json, intent: number, guild: Guild | null): void {
    let text: string | undefined;
    for (const session of this.sessions.values()) {
      if (intent !== 0 && (session.intents & intent) === 0) continue;
      if (!session.serves(guild?.id)) continue;
      text ??= JSON.stringify(data);
      session.send(type, text);
    }
  }

  interaction(data: Json, guild: Guild | null): void {
    this.dispatch('INTERACTION_CREATE', data, 0, guild);
    if (this.duplicateNext > 0) {
      this.duplicateNext--;
      this.dispatch('INTERACTION_CREATE', data, 0, guild);
    }
  }

  /** A new or changed message; its content only for sessions that may read it. */
  message(type: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', data: Json, open: boolean, guild: Guild | null): void {
    const intent = guild ? INTENT.MESSAGES : INTENT.DMS;
    let full: string | undefined;
    let bare: string | undefined;
    for (const session of this.sessions.values()) {
      if ((session.intents & intent) === 0 || !session.serves(guild?.id)) continue;
      if (open || (session.intents & INTENT.CONTENT) !== 0) {
        full ??= JSON.stringify(data);
        session.send(type, full);
      } else {
        bare ??= JSON.stringify({ ...data, content: '', embeds: [], components: [], attachments: [] });
        session.send(type, bare);
      }
    }
  }

  /** REQUEST_GUILD_MEMBERS: by ids or by the beginning of a name. */
  members(session: Session, ask: Json): void {
    const guild = this.world.guilds.get(String(ask.guild_id));
    if (!guild) return;
    const ids = ask.user_ids === undefined ? null : new Set([ask.user_ids].flat().map(String));
    const query = typeof ask.query === 'string' ? ask.query.toLowerCase() : '';
    const found = [...guild.members.values()].filter((one) =>
      ids ? ids.has(one.user.id) : memberNames(one).some((name) => name.startsWith(query)),
    );
    const members = (Number(ask.limit) > 0 ? found.slice(0, Number(ask.limit)) : found).map(memberShape);
    const answer: Json = { guild_id: guild.id, members, chunk_index: 0, chunk_count: 1 };
    if (typeof ask.nonce === 'string') answer.nonce = ask.nonce;
    session.send('GUILD_MEMBERS_CHUNK', JSON.stringify(answer));
  }

  close(): void {
    for (const connection of this.connections) connection.cut();
    this.sockets.close();
  }
}
