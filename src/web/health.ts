// Is the service well? Pure: what was found out, as the answer of /health.
import type { PlatformHealth } from '#platforms/platform.ts';

/** A minute tick that has not come for three minutes is missing. */
export const tickPatienceMs = 3 * 60_000;

export type Found = {
  now: Date;
  startedAt: Date;
  database: { ok: boolean; ms: number };
  platforms: Readonly<Record<string, PlatformHealth>>;
  /** By the service's clock, which may be moved by hand; null before the first round. */
  lastTick: Date | null;
  /** Real milliseconds since the last round ended, or since the start: what decides whether the clock has stalled. */
  quietMs: number;
  stopping: boolean;
};

type Clock = { ok: boolean; state: 'starting' | 'ticking' | 'stalled'; last: string | null; said?: string };

const clockOf = ({ lastTick, startedAt, quietMs }: Found): Clock => {
  const last = lastTick?.toISOString() ?? null;
  if (quietMs < tickPatienceMs) return { ok: true, state: last === null ? 'starting' : 'ticking', last };
  const since = last === null ? `it started, ${startedAt.toISOString()}` : last;
  return { ok: false, state: 'stalled', last, said: `clock: stalled since ${since}` };
};

/**
 * A space that cannot be reached is named and does not make the service ill: the others go on. Neither does waiting
 * while another instance holds a platform's connections.
 */
export function healthOf(found: Found): { status: 200 | 503; body: Record<string, unknown> } {
  const { now, startedAt, database, platforms, stopping } = found;
  const tick = clockOf(found);
  const connected = Object.values(platforms).every((platform) => platform.connected);
  const ok = database.ok && connected && tick.ok && !stopping;
  return {
    status: ok ? 200 : 503,
    body: {
      ok,
      process: {
        ok: !stopping,
        startedAt: startedAt.toISOString(),
        uptimeSeconds: Math.round((now.getTime() - startedAt.getTime()) / 1000),
      },
      database,
      platforms,
      tick,
    },
  };
}
