// What /health looks at: the database is asked for an answer, everything else is known already.
import type { PlatformHealth } from '#platforms/platform.ts';
import type { Store } from '#store/database.ts';
import type { Found } from './health.ts';

const databaseMs = 2_000;

export type Seen = {
  store: Store;
  /** The service's clock. */
  clock: () => Date;
  platforms: readonly { name: string; health(): PlatformHealth }[];
  /** The ticker, once there is one. */
  ticker: () => { last(): Date | null; quietMs(): number } | undefined;
  stopping: () => boolean;
};

/** To be made when the service starts: before the first round, the clock is measured from here. Never rejects. */
export function lookFrom({ store, clock, platforms, ticker, stopping }: Seen): () => Promise<Found> {
  const startedAt = clock();
  const from = performance.now();

  const database = async (): Promise<Found['database']> => {
    const asked = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<false>((done) => {
      timer = setTimeout(done, databaseMs, false);
    });
    const answer = store.prisma.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    );
    const ok = await Promise.race([answer, enough]);
    clearTimeout(timer);
    return { ok, ms: Math.round(performance.now() - asked) };
  };

  return async () => ({
    now: clock(),
    startedAt,
    stopping: stopping(),
    lastTick: ticker()?.last() ?? null,
    quietMs: ticker()?.quietMs() ?? performance.now() - from,
    database: await database(),
    platforms: Object.fromEntries(platforms.map((platform) => [platform.name, platform.health()])),
  });
}
