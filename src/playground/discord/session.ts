// One gateway session and the connection that carries it. A session outlives its connection for a resume,
// with the last events kept for replay; a connection speaks the opcodes and obeys the limits.
import { randomBytes } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import type { Gateway } from './gateway.ts';
import { isObject, type Json } from './problem.ts';
import type { RuleId } from './rules.ts';

const KEEP_EVENTS = 1000;

export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly intents: number;
  readonly shard: [number, number];
  connection: Connection | null;
  seq = 0;
  private readonly kept: string[] = [];

  constructor(connection: Connection, intents: number, shard: [number, number]) {
    this.connection = connection;
    this.intents = intents;
    this.shard = shard;
  }

  /** Direct messages go to shard 0. */
  serves(guildId: string | undefined): boolean {
    if (this.shard[1] === 1) return true;
    if (guildId === undefined) return this.shard[0] === 0;
    return Number((BigInt(guildId) >> 22n) % BigInt(this.shard[1])) === this.shard[0];
  }

  send(type: string, data: string): void {
    const text = `{"op":0,"s":${++this.seq},"t":"${type}","d":${data}}`;
    this.kept[this.seq % KEEP_EVENTS] = text;
    this.connection?.send(text);
  }

  /** Sends what came after `seq`; false when it is unknown or too long ago. */
  replay(seq: number): boolean {
    if (seq > this.seq || this.seq - seq > KEEP_EVENTS) return false;
    for (let at = seq + 1; at <= this.seq; at++) this.connection?.send(this.kept[at % KEEP_EVENTS] ?? '');
    return true;
  }
}

export class Connection {
  private session: Session | null = null;
  private readonly gateway: Gateway;
  private readonly ws: WebSocket;
  private windowEnds = 0;
  private received = 0;

  constructor(gateway: Gateway, ws: WebSocket) {
    this.gateway = gateway;
    this.ws = ws;
    ws.on('message', (data) => this.read(data));
    ws.on('error', () => ws.terminate());
    ws.on('close', (code) => {
      // A client that closes with 1000 or 1001 gives its session up.
      if (this.session?.connection === this) {
        this.session.connection = null;
        if (code === 1000 || code === 1001) gateway.ended(this.session);
      }
      gateway.closed(this);
    });
    this.send(
      JSON.stringify({
        op: 10,
        s: null,
        t: null,
        d: { heartbeat_interval: gateway.options.heartbeatMs, _trace: ['local'] },
      }),
    );
  }

  send(text: string): void {
    if (this.ws.readyState === this.ws.OPEN) this.ws.send(text);
  }

  /** Cuts the line without a word. */
  cut(): void {
    this.ws.terminate();
  }

  close(code: number): void {
    if (this.session?.connection === this) this.session.connection = null;
    this.ws.close(code);
  }

  askReconnect(): void {
    this.send('{"op":7,"d":null,"s":null,"t":null}');
  }

  invalidate(resumable: boolean): void {
    if (!resumable && this.session) {
      this.session.connection = null;
      this.gateway.sessions.delete(this.session.id);
      this.session = null;
    }
    this.send(`{"op":9,"d":${resumable},"s":null,"t":null}`);
  }

  private refuse(code: number, rule: RuleId, detail: string): void {
    this.gateway.options.refused(rule, code, detail);
    this.ws.close(code, detail.slice(0, 100));
  }

  private read(raw: RawData): void {
    const data = raw.toString();
    if (Buffer.byteLength(data) > 4096) return this.refuse(4002, 'gateway-size', 'Payload above 4096 bytes');
    const at = this.gateway.options.stopwatch();
    if (at >= this.windowEnds) {
      this.windowEnds = at + 60_000;
      this.received = 0;
    }
    if (++this.received > 120) return this.refuse(4008, 'gateway-pace', 'More than 120 payloads in 60 seconds');
    let payload: unknown;
    try {
      payload = JSON.parse(data);
    } catch {
      return this.refuse(4002, 'gateway-json', 'Not JSON');
    }
    if (!isObject(payload)) return this.refuse(4002, 'gateway-json', 'Not an object');
    const body = isObject(payload.d) ? payload.d : {};
    if (payload.op === 1) return this.send('{"op":11,"d":null,"s":null,"t":null}');
    if (payload.op === 2) return this.identify(body);
    if (payload.op === 6) return this.resume(body);
    if (payload.op !== 3 && payload.op !== 4 && payload.op !== 8 && payload.op !== 31) {
      return this.refuse(4001, 'gateway-opcode', `Unknown opcode ${String(payload.op)}`);
    }
    if (!this.session) return this.refuse(4003, 'gateway-first', 'Not identified');
    if (payload.op === 8) this.gateway.members(this.session, body);
  }

  private identify(body: Json): void {
    if (this.session) return this.refuse(4005, 'gateway-twice', 'Already identified');
    if (body.token !== this.gateway.token || this.gateway.identifiesLeft <= 0) {
      return this.refuse(4004, 'gateway-token', 'Authentication failed');
    }
    const refused = this.gateway.intentsRefused(body.intents);
    if (refused === 4013) return this.refuse(4013, 'gateway-intents', 'Invalid intents');
    if (refused === 4014) return this.refuse(4014, 'gateway-privileged', 'Disallowed intents');
    const shard = Array.isArray(body.shard) ? body.shard : [0, 1];
    const [number, count] = [Number(shard[0]), Number(shard[1])];
    if (!(count >= 1 && number >= 0 && number < count)) return this.refuse(4010, 'gateway-shard', 'Invalid shard');
    if (this.gateway.tooManyFor(count)) return this.refuse(4011, 'gateway-sharding', 'Sharding required');
    if (!this.gateway.mayIdentify()) {
      this.gateway.options.refused('gateway-identify', 0, 'IDENTIFY within 5 seconds of another');
      return this.invalidate(false);
    }
    this.session = new Session(this, Number(body.intents), [number, count]);
    this.gateway.welcome(this.session);
  }

  private resume(body: Json): void {
    if (this.session) return this.refuse(4005, 'gateway-twice', 'Already identified');
    if (body.token !== this.gateway.token) return this.refuse(4004, 'gateway-token', 'Authentication failed');
    const session = this.gateway.sessions.get(String(body.session_id));
    if (!session) {
      if (this.gateway.wasEnded(String(body.session_id)))
        this.gateway.options.refused('gateway-resume', 0, 'Resume of an ended session');
      return this.invalidate(false);
    }
    const seq = Number(body.seq);
    if (!Number.isInteger(seq) || seq > session.seq) return this.refuse(4007, 'gateway-sequence', 'Invalid seq');
    session.connection?.cut();
    session.connection = this;
    this.session = session;
    if (!session.replay(seq)) return this.invalidate(false);
    session.send('RESUMED', '{"_trace":["local"]}');
    this.gateway.resumed();
  }
}
