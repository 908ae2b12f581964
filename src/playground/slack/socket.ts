// Socket Mode: tickets, up to 10 sockets per app, envelopes to one of them in turn, acknowledgements, pings, disconnects.
// The acknowledgement deadline is real time: it is about the network, not about the clock the playground may move.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Journal } from './journal.ts';
import type { App, Fields } from './state.ts';
import { asFields, type World } from './world.ts';

export const SOCKETS_PER_APP = 10;
const PING_MS = 10_000;
/** Ids of envelopes that were given up, so that a late acknowledgement is told from an invented one. */
const LATE_KEPT = 2000;

export interface Ack {
  readonly state: 'acked' | 'timeout' | 'failed' | 'unreachable';
  readonly payload?: unknown;
  readonly status?: number;
  readonly tookMs: number;
  /** `X-Slack-No-Retry: 1` was answered. */
  readonly noRetry?: boolean;
}

export interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Fields;
  readonly accepts: boolean;
  readonly retryAttempt?: number;
  readonly retryReason?: string;
}

interface Pending {
  readonly appId: string;
  readonly envelope: Envelope;
  readonly socket: WebSocket;
  readonly settle: (ack: Ack) => void;
}

export class Sockets {
  private readonly server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 4_000_000 });
  private readonly open = new Map<string, WebSocket[]>();
  private readonly turns = new Map<string, number>();
  private readonly pending = new Map<string, Pending>();
  private readonly late = new Set<string>();
  private readonly tickets = new Map<string, string>();
  private readonly world: World;
  private readonly journal: Journal;
  private readonly ackMs: number;
  private readonly pings: NodeJS.Timeout;
  private readonly waiting: { appId: string; count: number; resolve: () => void }[] = [];

  constructor(world: World, journal: Journal, ackMs: number) {
    this.world = world;
    this.journal = journal;
    this.ackMs = ackMs;
    this.pings = setInterval(() => {
      for (const sockets of this.open.values()) for (const socket of sockets) socket.ping();
    }, PING_MS);
    this.pings.unref();
  }

  ticket(app: App): string {
    const ticket = this.world.secret(12);
    this.tickets.set(ticket, app.id);
    if (this.tickets.size > 1000)
      for (const old of this.tickets.keys()) if (this.tickets.size > 500) this.tickets.delete(old);
    return ticket;
  }

  connections(appId: string): number {
    return this.open.get(appId)?.length ?? 0;
  }

  /** Resolves as soon as the app holds that many sockets. */
  connected(appId: string, count: number): Promise<void> {
    if (this.connections(appId) >= count) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ appId, count, resolve }));
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://local');
    const ticket = url.searchParams.get('ticket') ?? '';
    const appId = this.tickets.get(ticket);
    this.tickets.delete(ticket);
    const refuse = (rule: string, status: string): void => {
      this.journal.broke(rule, 'socket', url.pathname, appId);
      stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    };
    if (url.pathname !== '/link/' || appId === undefined) return refuse('socket:ticket', '401 Unauthorized');
    if (this.connections(appId) >= SOCKETS_PER_APP) return refuse('socket:connections', '429 Too Many Requests');
    this.server.handleUpgrade(request, stream, head, (socket) => this.greet(socket, appId));
  }

  private greet(socket: WebSocket, appId: string): void {
    const sockets = this.open.get(appId) ?? [];
    sockets.push(socket);
    this.open.set(appId, sockets);
    socket.on('message', (data) => this.heard(String(data), appId));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      const at = sockets.indexOf(socket);
      if (at >= 0) sockets.splice(at, 1);
      this.world.changed({ kind: 'app', teamId: '' });
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: sockets.length,
        debug_info: { host: 'applink-local', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: appId },
      }),
    );
    for (const one of this.waiting.filter((entry) => entry.appId === appId && entry.count <= sockets.length)) {
      this.waiting.splice(this.waiting.indexOf(one), 1);
      one.resolve();
    }
    this.world.changed({ kind: 'app', teamId: '' });
  }

  private heard(data: string, appId: string): void {
    let message: Fields | undefined;
    try {
      message = asFields(JSON.parse(data));
    } catch {
      message = undefined;
    }
    const id = message?.['envelope_id'];
    if (message === undefined || typeof id !== 'string')
      return this.journal.broke('ack:shape', 'socket', data.slice(0, 200), appId);
    const pending = this.pending.get(id);
    if (pending === undefined || pending.appId !== appId) {
      return this.journal.broke(this.late.delete(id) ? 'ack:late' : 'ack:unknown', 'socket', id, appId);
    }
    const payload = message['payload'];
    const empty =
      payload === undefined || (asFields(payload) !== undefined && Object.keys(asFields(payload) ?? {}).length === 0);
    if (!empty && !pending.envelope.accepts)
      this.journal.broke('ack:payload', pending.envelope.type, data.slice(0, 200), appId);
    pending.settle({ state: 'acked', payload: empty ? undefined : payload, tookMs: 0 });
  }

  /** Sends an envelope to one of the app's sockets; resolves with the acknowledgement or the reason there is none. */
  send(app: App, envelope: Envelope): Promise<Ack> {
    const sockets = this.open.get(app.id) ?? [];
    const turn = this.turns.get(app.id) ?? 0;
    if (sockets.length > 0) this.turns.set(app.id, turn + 1);
    const socket = sockets[turn % Math.max(1, sockets.length)];
    if (socket === undefined || socket.readyState !== WebSocket.OPEN) {
      return Promise.resolve({ state: 'unreachable', tookMs: 0 });
    }
    const id = randomUUID();
    const started = performance.now();
    return new Promise((resolve) => {
      const settle = (ack: Ack): void => {
        clearTimeout(timer);
        this.pending.delete(id);
        resolve({ ...ack, tookMs: performance.now() - started });
      };
      const timer = setTimeout(() => {
        this.late.add(id);
        if (this.late.size > LATE_KEPT)
          for (const old of this.late) if (this.late.size > LATE_KEPT / 2) this.late.delete(old);
        settle({ state: 'timeout', tookMs: 0 });
      }, this.ackMs);
      this.pending.set(id, { appId: app.id, envelope, socket, settle });
      const { type, payload, accepts, retryAttempt = 0, retryReason = '' } = envelope;
      const retry =
        type === 'events_api' || retryAttempt > 0 ? { retry_attempt: retryAttempt, retry_reason: retryReason } : {};
      socket.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: accepts, ...retry }));
    });
  }

  /** Tells one socket of the app, or all, to go; `warning` leaves it open for the app to close. */
  disconnect(appId: string, reason: 'warning' | 'refresh_requested' | 'link_disabled', all = true): void {
    const sockets = [...(this.open.get(appId) ?? [])];
    for (const socket of all ? sockets : sockets.slice(0, 1)) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-local' } }));
      if (reason !== 'warning') socket.close(1000);
    }
  }

  /** Cuts the sockets without a word, as a lost network does. */
  drop(appId: string): void {
    for (const socket of [...(this.open.get(appId) ?? [])]) socket.terminate();
  }

  close(): void {
    clearInterval(this.pings);
    for (const { settle } of [...this.pending.values()]) settle({ state: 'unreachable', tookMs: 0 });
    for (const sockets of this.open.values()) {
      for (const socket of [...sockets]) {
        socket.close(1001);
        setTimeout(() => socket.terminate(), 300).unref();
      }
    }
    this.server.close();
  }
}
