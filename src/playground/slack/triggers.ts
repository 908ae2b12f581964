// What an interaction hands to the app: a trigger_id (3 seconds, once) and a response_url (30 minutes, 5 uses).
// Both are remembered in the order they were given out and forgotten when they can no longer be used.
import { Refused } from './rules/rule.ts';
import type { Message } from './state.ts';
import type { World } from './world.ts';

export const TRIGGER_MS = 3000;
export const RESPOND_MS = 30 * 60_000;
export const RESPOND_USES = 5;
const KEPT = 5000;

export interface Trigger {
  readonly id: string;
  readonly appId: string;
  readonly teamId: string;
  readonly userId: string;
  /** The interaction that made it, for whoever waits for its consequence. */
  readonly interaction: Interaction;
  readonly at: number;
  used: boolean;
}

export interface ResponseUrl {
  readonly key: string;
  readonly appId: string;
  readonly teamId: string;
  readonly userId: string;
  readonly channelId: string;
  readonly interaction: Interaction;
  /** The message whose button was pressed, which may be replaced or deleted. */
  readonly message: Message | undefined;
  readonly at: number;
  uses: number;
}

/** One thing a person did, and what came of it. Live: replies and views appear as the app acts. */
export interface Interaction {
  readonly kind: string;
  readonly userId: string;
  readonly teamId: string;
  readonly channelId: string | undefined;
  readonly appId: string;
  /** `acked` in time, or why not; empty until it is decided. */
  ack: 'acked' | 'timeout' | 'failed' | 'unreachable' | '';
  /** What the app sent with its acknowledgement. */
  payload: unknown;
  /** Milliseconds from sending to the acknowledgement, on a monotonic clock. */
  tookMs: number;
  /** What Slack itself says to the person when the app failed. */
  notice: string | undefined;
  /** Messages that answered it through its response_url or acknowledgement. */
  readonly replies: Message[];
  /** Ids of views opened, pushed or updated with it. */
  readonly viewIds: string[];
}

export class Triggers {
  private readonly world: World;
  private readonly triggers = new Map<string, Trigger>();
  private readonly urls = new Map<string, ResponseUrl>();
  private count = 0;

  constructor(world: World) {
    this.world = world;
  }

  give(interaction: Interaction): string {
    this.count += 1;
    const id = `${10_000_000_000 + this.count}.${Math.floor(this.world.now())}.${this.world.secret(16)}`;
    const { appId, teamId, userId } = interaction;
    this.triggers.set(id, { id, appId, teamId, userId, interaction, at: this.world.now(), used: false });
    bound(this.triggers);
    return id;
  }

  /** Uses a trigger up. @throws Refused when it is unknown, too old or used. */
  take(id: string, appId: string): Trigger {
    const trigger = this.triggers.get(id);
    if (trigger === undefined || trigger.appId !== appId)
      throw new Refused('invalid_trigger_id', 'trigger:unknown', id);
    if (trigger.used) throw new Refused('exchanged_trigger_id', 'trigger:once', id);
    if (this.world.now() - trigger.at > TRIGGER_MS) throw new Refused('expired_trigger_id', 'trigger:expired', id);
    trigger.used = true;
    return trigger;
  }

  giveUrl(interaction: Interaction, channelId: string, message: Message | undefined): ResponseUrl {
    this.count += 1;
    const { appId, teamId, userId } = interaction;
    const key = `${teamId}/${10_000_000_000 + this.count}/${this.world.secret(12)}`;
    const url = { key, appId, teamId, userId, channelId, interaction, message, at: this.world.now(), uses: 0 };
    this.urls.set(key, url);
    bound(this.urls);
    return url;
  }

  /** Counts one use. @throws Refused with the text Slack answers. */
  takeUrl(key: string): ResponseUrl {
    const url = this.urls.get(key);
    if (url === undefined) throw new Refused('no_service', 'respond:unknown', key);
    if (this.world.now() - url.at > RESPOND_MS) throw new Refused('expired_url', 'respond:expired', key);
    if (url.uses >= RESPOND_USES) throw new Refused('used_url', 'respond:uses', key);
    url.uses += 1;
    return url;
  }
}

function bound(map: Map<string, unknown>): void {
  if (map.size <= KEPT) return;
  for (const key of map.keys()) {
    map.delete(key);
    if (map.size <= KEPT) return;
  }
}
