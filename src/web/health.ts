// Is the service well? Pure: what was found out, as the answer of /health.
import type { PlatformHealth } from '#platforms/platform.ts';

/** A minute tick that has not come for three minutes is missing. */
export const tickPatienceMs = 3 * 60_000;

export type Found = {
  now: Date;
  startedAt: Date;
  database: { ok: boolean; ms: number };
  platforms: Readonly<Record<string, PlatformHealth>>;
  lastTick: Date | null;
  stopping: boolean;
};

/** A space that cannot be reached is named and does not make the service ill: the others go on. */
export function healthOf(found: Found): { status: 200 | 503; body: Record<string, unknown> } {
  const { now, startedAt, database, platforms, lastTick, stopping } = found;
  const since = now.getTime() - (lastTick ?? startedAt).getTime();
  const ticking = since < tickPatienceMs;
  const connected = Object.values(platforms).every((platform) => platform.connected);
  const ok = database.ok && connected && ticking && !stopping;
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
      tick: { ok: ticking, last: lastTick?.toISOString() ?? null },
    },
  };
}
