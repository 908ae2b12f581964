// Discord's pace: a bucket per route and channel, 50 a second over all, and the count of invalid requests.
// Numbers: D topics/rate-limits for the shape; 5 in 5 s for messages of a channel is what the real headers say.
import { Problem } from './problem.ts';

export type Bucket = { name: string; limit: number; windowMs: number };

/** Per route pattern; routes not named have `elsewhere`. */
const BUCKETS: Record<string, Bucket> = {
  'POST channels/:/messages': { name: 'post', limit: 5, windowMs: 5000 },
  'PATCH channels/:/messages/:': { name: 'edit', limit: 5, windowMs: 5000 },
  'DELETE channels/:/messages/:': { name: 'delete', limit: 5, windowMs: 1000 },
  'GET channels/:/messages': { name: 'read', limit: 50, windowMs: 1000 },
  'PUT channels/:/messages/pins/:': { name: 'pin', limit: 5, windowMs: 5000 },
  'PUT channels/:/pins/:': { name: 'pin', limit: 5, windowMs: 5000 },
  'POST users/@me/channels': { name: 'dm', limit: 10, windowMs: 10_000 },
  'PUT applications/:/commands': { name: 'commands', limit: 2, windowMs: 20_000 },
  'POST webhooks/:/:': { name: 'followup', limit: 5, windowMs: 2000 },
  'PATCH webhooks/:/:/messages/@original': { name: 'answer', limit: 5, windowMs: 2000 },
  'PATCH webhooks/:/:/messages/:': { name: 'answer', limit: 5, windowMs: 2000 },
};
const elsewhere: Bucket = { name: 'other', limit: 20, windowMs: 1000 };
const GLOBAL = 50;
const MAX_KEPT = 10_000;

type Window = { left: number; resetAt: number };

/** Counts requests; `stopwatch` gives milliseconds of any origin. */
export class Limits {
  on: boolean;
  /** Answers of 401, 403 and 429 in the present ten minutes. */
  invalid = 0;
  private invalidUntil = 0;
  private readonly windows = new Map<string, Window>();
  private readonly all: Window = { left: GLOBAL, resetAt: 0 };
  private readonly stopwatch: () => number;
  private readonly now: () => number;

  constructor(on: boolean, stopwatch: () => number, now: () => number) {
    this.on = on;
    this.stopwatch = stopwatch;
    this.now = now;
  }

  /**
   * Counts one request and gives its X-RateLimit headers; throws a Problem 429 when there were too many.
   * @param exempt interaction endpoints are outside the global limit
   */
  take(route: string, major: string, exempt: boolean): Record<string, string> {
    if (!this.on || route === 'POST interactions/:/:/callback') return {};
    const at = this.stopwatch();
    if (this.invalid >= 10_000 && at < this.invalidUntil) {
      throw tooMany(this.invalidUntil - at, true, 'user', 'rate-invalid');
    }
    if (!exempt) {
      if (at >= this.all.resetAt) {
        this.all.left = GLOBAL;
        this.all.resetAt = at + 1000;
      }
      if (this.all.left <= 0) throw tooMany(this.all.resetAt - at, true, 'global', 'rate-global');
    }
    const bucket = BUCKETS[route] ?? elsewhere;
    const key = `${bucket === elsewhere ? route : bucket.name}:${major}`;
    let window = this.windows.get(key);
    if (!window || at >= window.resetAt) {
      window = { left: bucket.limit, resetAt: at + bucket.windowMs };
      this.windows.delete(key);
      this.windows.set(key, window);
      if (this.windows.size > MAX_KEPT) this.windows.delete(this.windows.keys().next().value as string);
    }
    const headers = (left: number): Record<string, string> => ({
      'X-RateLimit-Limit': String(bucket.limit),
      'X-RateLimit-Remaining': String(left),
      'X-RateLimit-Reset': ((this.now() + window.resetAt - at) / 1000).toFixed(3),
      'X-RateLimit-Reset-After': ((window.resetAt - at) / 1000).toFixed(3),
      'X-RateLimit-Bucket': bucketHash(bucket === elsewhere ? route : bucket.name),
    });
    if (window.left <= 0) throw tooMany(window.resetAt - at, false, 'user', 'rate-route', headers(0));
    window.left--;
    if (!exempt) this.all.left--;
    return headers(window.left);
  }

  /** Counts an answer; 401, 403 and 429 (but not of scope shared) are invalid requests. */
  answered(status: number, scope: string | undefined): void {
    if (status !== 401 && status !== 403 && (status !== 429 || scope === 'shared')) return;
    const at = this.stopwatch();
    if (at >= this.invalidUntil) {
      this.invalid = 0;
      this.invalidUntil = at + 600_000;
    }
    this.invalid++;
  }
}

/** The answer 429 as Discord gives it. `waitMs` from now. */
export function tooMany(
  waitMs: number,
  global: boolean,
  scope: 'user' | 'global' | 'shared',
  rule: 'rate-global' | 'rate-route' | 'rate-invalid',
  headers: Record<string, string> = {},
): Problem {
  return new Problem(429, 0, 'You are being rate limited.', [rule], {
    extra: { retry_after: Math.max(0.001, Math.round(waitMs) / 1000), global },
    headers: {
      ...headers,
      'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000))),
      'X-RateLimit-Scope': scope,
      ...(global ? { 'X-RateLimit-Global': 'true' } : {}),
    },
  });
}

const hashes = new Map<string, string>();
function bucketHash(name: string): string {
  let hash = hashes.get(name);
  if (!hash) {
    hash = Buffer.from(`local:${name}`).toString('hex').slice(0, 32).padEnd(32, '0');
    hashes.set(name, hash);
  }
  return hash;
}
