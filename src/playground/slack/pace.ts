// Slack's rate limits: a fixed number of calls in any minute per method, workspace and app, and the special case of posting.
// Strict on purpose: "50+ per minute" is taken as 50 in any 60 seconds, so whoever keeps to it is safe with the real one.
import { Refused } from './rules/rule.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Events that one workspace sends to one app within an hour. */
export const EVENTS_AN_HOUR = 30_000;
/** Messages an unlisted app gets at once. */
export const UNLISTED_PAGE = 15;
export const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;
/** Calls a minute that Slack calls "hundreds": auth.test, chat.getPermalink, and posting over a whole workspace. */
export const HUNDREDS = 300;
/** Posts that one channel takes at once before one a second is enforced. */
export const BURST = 3;

export type Tier = keyof typeof TIERS | 'hundreds' | 'post';

/** The last moments of calls as a ring: constant time, whatever the rate. */
class Minute {
  private readonly at: number[] = [];
  private next = 0;
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
  }

  /** @returns 0 when the call is within the limit (and counts it), else the milliseconds until it would be. */
  take(now: number): number {
    const oldest = this.at[this.next];
    // A clock that was set back must not lock everything out for an hour.
    if (oldest !== undefined && now - oldest < MINUTE && now >= oldest) return oldest + MINUTE - now;
    this.at[this.next] = now;
    this.next = (this.next + 1) % this.size;
    return 0;
  }
}

export class Pace {
  on: boolean;
  private readonly minutes = new Map<string, Minute>();
  private readonly channels = new Map<string, number>();
  private readonly hours = new Map<string, { since: number; count: number }>();

  constructor(on: boolean) {
    this.on = on;
  }

  /**
   * Counts one call, or refuses it.
   * @param now milliseconds.
   * @throws Refused `ratelimited` with `retry_after` in whole seconds.
   */
  check(tier: Tier, key: string, channel: string | undefined, now: number): void {
    if (!this.on) return;
    if (tier !== 'post') return this.minute(key, tier === 'hundreds' ? HUNDREDS : TIERS[tier], 'rate:tier', now);
    if (channel !== undefined) this.perSecond(`${key}:${channel}`, now);
    this.minute(key, HUNDREDS, 'rate:workspace', now);
  }

  /** History for apps that are distributed without the Marketplace: once a minute since 2025-05-29. */
  history(key: string, now: number): void {
    if (this.on) this.minute(`history:${key}`, 1, 'rate:history', now);
  }

  /** Counts an event. @returns false once there were more than Slack sends within the hour. */
  event(key: string, now: number): boolean {
    if (!this.on) return true;
    const known = this.hours.get(key);
    const hour =
      known !== undefined && now - known.since < HOUR && now >= known.since ? known : { since: now, count: 0 };
    hour.count += 1;
    this.hours.set(key, hour);
    return hour.count <= EVENTS_AN_HOUR;
  }

  private minute(key: string, size: number, rule: string, now: number): void {
    let minute = this.minutes.get(key);
    if (minute === undefined) {
      minute = new Minute(size);
      this.minutes.set(key, minute);
    }
    const wait = minute.take(now);
    if (wait > 0) throw limited(rule, wait);
  }

  /** One a second, `BURST` at once: the moment until which the channel is paid for may lie a little ahead. */
  private perSecond(key: string, now: number): void {
    const known = this.channels.get(key) ?? 0;
    const until = known > now + 3_600_000 ? now : Math.max(known, now);
    const wait = until - now - (BURST - 1) * 1000;
    if (wait > 0) throw limited('rate:channel', wait);
    this.channels.set(key, until + 1000);
    if (this.channels.size > 10_000) for (const [name, at] of this.channels) if (at < now) this.channels.delete(name);
  }
}

function limited(rule: string, waitMs: number): Refused {
  return new Refused('ratelimited', rule, '', { retry_after: Math.max(1, Math.ceil(waitMs / 1000)) });
}
