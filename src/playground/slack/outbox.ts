// Everything Slack sends to an app goes through here: over its socket or to its address, with the trouble that was ordered.
import type { Journal } from './journal.ts';
import { RequestUrls } from './request-url.ts';
import { type Ack, type Envelope, Sockets } from './socket.ts';
import type { App } from './state.ts';
import type { Troubles } from './trouble.ts';
import type { World } from './world.ts';

/** Waits before the three retries of an event: at once, after 1 minute, after 5 minutes (platform-rules §1). */
export const RETRIES_MS: readonly number[] = [0, 60_000, 300_000];

export class Outbox {
  readonly sockets: Sockets;
  private readonly urls: RequestUrls;
  private readonly journal: Journal;
  private readonly troubles: Troubles;
  private readonly retries: readonly number[];
  private readonly hearers = new Set<(envelope: Envelope, app: App) => void>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private closed = false;

  constructor(
    world: World,
    journal: Journal,
    troubles: Troubles,
    options: { ackMs: number; retriesMs: readonly number[] },
  ) {
    this.sockets = new Sockets(world, journal, options.ackMs);
    this.urls = new RequestUrls(options.ackMs);
    this.journal = journal;
    this.troubles = troubles;
    this.retries = options.retriesMs;
  }

  /** Lets somebody read along. @returns a function that ends it. */
  hear(hearer: (envelope: Envelope, app: App) => void): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  /** Sends once, or twice where that was ordered: the second copy has the same payload and a retry number. */
  async send(app: App, envelope: Envelope): Promise<Ack> {
    for (const hearer of this.hearers) hearer(envelope, app);
    const trouble = this.troubles.forEnvelope(envelope.type);
    if (trouble?.kind === 'vanish') return { state: 'timeout', tookMs: 0 };
    const first = this.once(app, envelope);
    if (trouble?.kind === 'twice') {
      void this.once(app, { ...envelope, retryAttempt: 1, retryReason: 'timeout' });
    }
    const ack = await first;
    if (trouble?.kind === 'ack-late') {
      await this.wait(trouble.ms);
      this.journal.broke('ack:late', envelope.type, 'held up on order', app.id);
      return { state: 'timeout', tookMs: ack.tookMs + trouble.ms };
    }
    if (ack.state === 'timeout') this.journal.broke('ack:late', envelope.type, 'no acknowledgement in time', app.id);
    if (ack.state === 'failed') this.journal.broke('ack:status', envelope.type, `status ${ack.status ?? 0}`, app.id);
    return ack;
  }

  private once(app: App, envelope: Envelope): Promise<Ack> {
    return app.mode === 'socket' ? this.sockets.send(app, envelope) : this.urls.send(app, envelope);
  }

  /** Sends an event and repeats it until it is acknowledged, three times at most. */
  async event(app: App, envelope: Envelope): Promise<Ack> {
    let ack = await this.send(app, envelope);
    for (const [index, ms] of this.retries.entries()) {
      if (ack.state === 'acked' || ack.noRetry === true || this.closed) return ack;
      const retryReason = ack.state === 'failed' ? 'http_error' : 'http_timeout';
      await this.wait(ms);
      if (this.closed) return ack;
      ack = await this.send(app, { ...envelope, retryAttempt: index + 1, retryReason });
    }
    return ack;
  }

  private wait(ms: number): Promise<void> {
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        resolve();
      }, ms);
      timer.unref();
      this.timers.add(timer);
    });
  }

  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.sockets.close();
    this.urls.close();
  }
}
