// The local Slack: `startLocalSlack` puts the parts together and offers what an administrator can do.
// People act through `slack.as(user)`; apps talk to it over HTTP and sockets, as to the real one.

import { Administration } from './admin.ts';
import { Events } from './events.ts';
import type { Stage } from './interact.ts';
import { Journal } from './journal.ts';
import { Outbox, RETRIES_MS } from './outbox.ts';
import { until } from './outcome.ts';
import { Pace } from './pace.ts';
import { Person } from './person.ts';
import type { Change } from './state.ts';
import { Triggers } from './triggers.ts';
import { type CallOrder, type EnvelopeOrder, Troubles } from './trouble.ts';
import { Web } from './web.ts';
import { World } from './world.ts';

export interface LocalSlackOptions {
  /** Milliseconds; timestamps, rate limits and the lives of triggers follow it. */
  readonly now: () => number;
  /** `real` enforces Slack's rate limits. Off unless told. */
  readonly limits?: 'off' | 'real';
  /** 0 or left out: any free one. Always on loopback. */
  readonly port?: number;
  /** Real milliseconds an app has to acknowledge; 3000 unless told. */
  readonly ackMs?: number;
  /** Real milliseconds before each retry of an event. */
  readonly retriesMs?: readonly number[];
}

export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const slack = new LocalSlack(options);
  await slack.web.listen(options.port ?? 0);
  return slack;
}

export class LocalSlack extends Administration {
  readonly pace: Pace;
  readonly web: Web;
  private readonly outbox: Outbox;
  private readonly troubles: Troubles;
  private readonly stage: Stage;

  constructor(options: LocalSlackOptions) {
    const world = new World(options.now);
    const journal = new Journal(options.now, () => world.changed({ kind: 'refused', teamId: '' }));
    const troubles = new Troubles();
    const outbox = new Outbox(world, journal, troubles, {
      ackMs: options.ackMs ?? 3000,
      retriesMs: options.retriesMs ?? RETRIES_MS,
    });
    const pace = new Pace(options.limits === 'real');
    const events = new Events(world, outbox, pace, journal);
    super(world, events, journal);
    this.troubles = troubles;
    this.outbox = outbox;
    this.pace = pace;
    const triggers = new Triggers(world);
    this.web = new Web({ world, journal, pace, triggers, events, outbox, troubles });
    this.stage = { world, journal, triggers, outbox, events, origin: () => this.web.origin };
  }

  /** What `slackApiUrl` (SLACK_API_URL) is set to. */
  get apiUrl(): string {
    return `${this.web.origin}/api/`;
  }

  get calls(): Journal['calls'] {
    return this.journal.calls;
  }

  /** Strict rules that were broken; empty after a correct app's run. */
  get violations(): Journal['violations'] {
    return this.journal.violations;
  }

  /** All refusals, also those that depend on the state of a workspace. */
  get refusals(): Journal['refusals'] {
    return this.journal.refusals;
  }

  subscribe(listener: (change: Change) => void): () => void {
    return this.world.subscribe(listener);
  }

  /** Waits until `look` finds something, looking after every change. @throws after `ms` real milliseconds. */
  until<T>(look: () => T | undefined, ms = 5000, what = 'a change'): Promise<T> {
    return until(this.world, look, ms, what);
  }

  async stop(): Promise<void> {
    this.outbox.close();
    await this.web.close();
  }

  /** Resolves when the app holds its sockets. */
  connected(appId: string, sockets = 1): Promise<void> {
    return this.outbox.sockets.connected(appId, sockets);
  }

  /** How many sockets the app holds now. */
  connections(appId: string): number {
    return this.outbox.sockets.connections(appId);
  }

  as(userId: string, teamId?: string): Person {
    const user =
      this.world.users.get(userId) ??
      [...this.world.users.values()].find(
        (one) => one.name === userId && (teamId === undefined || one.teamId === teamId),
      );
    if (user === undefined || (teamId !== undefined && user.teamId !== teamId))
      throw new Error(`No person ${userId} in ${teamId ?? 'any workspace'}`);
    return new Person(this.stage, user);
  }

  /** Reads along with everything Slack sends to apps. @returns a function that ends it. */
  hear(hearer: Parameters<Outbox['hear']>[0]): () => void {
    return this.outbox.hear(hearer);
  }

  /** Orders trouble for the next calls or envelopes. */
  misbehave(order: CallOrder | EnvelopeOrder): void {
    this.troubles.order(order);
  }

  behave(): void {
    this.troubles.clear();
  }

  /** Cuts the app's sockets without a word. */
  dropSockets(appId: string): void {
    this.outbox.sockets.drop(appId);
  }

  /** Asks the app to reconnect, as Slack does every few hours. */
  refreshSockets(
    appId: string,
    reason: 'warning' | 'refresh_requested' | 'link_disabled' = 'refresh_requested',
    all = true,
  ): void {
    this.outbox.sockets.disconnect(appId, reason, all);
  }
}
