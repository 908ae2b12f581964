// One holder at a time, for what a database's services may not do twice (Discord's gateway): a session lock on a
// connection of its own. A holder that dies lets go by losing its connection; one whose machine has vanished is
// noticed by the server within half a minute, so that another takes over within a minute.
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Store } from './database.ts';

const keepalive = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';
const tryAgainMs = 5_000;
const lookMs = 10_000;

/** Two 32-bit numbers out of a name: PostgreSQL's locks have no others. */
const numbersOf = (name: string): [number, number] => {
  const digest = createHash('sha256').update(name).digest();
  return [digest.readInt32BE(0), digest.readInt32BE(4)];
};

/**
 * Waits until this process is the only holder of `name` in this database.
 * @param lost called once when the connection, and with it the lock, has gone
 * @param stopped looked at while waiting; then it gives up with null
 * @returns gives the lock back
 */
export async function holdAlone(
  store: Pick<Store, 'url'>,
  name: string,
  lost: () => void,
  stopped: () => boolean = () => false,
): Promise<(() => Promise<void>) | null> {
  while (!stopped()) {
    const release = await tryHold(store, name, lost).catch(() => null);
    if (release) return release;
    await new Promise<void>((done) => {
      setTimeout(done, tryAgainMs).unref();
    });
  }
  return null;
}

/** @returns null while another holds it */
export async function tryHold(
  store: Pick<Store, 'url'>,
  name: string,
  lost: () => void,
): Promise<(() => Promise<void>) | null> {
  const client = new pg.Client({
    connectionString: store.url,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
  });
  let over = false;
  const end = (tell: boolean): void => {
    if (over) return;
    over = true;
    clearInterval(looking);
    client.end().catch(() => {});
    if (tell) lost();
  };
  const looking = setInterval(() => void client.query('SELECT 1').catch(() => end(true)), lookMs);
  looking.unref();
  client.on('error', () => end(true));
  client.on('end', () => end(true));
  try {
    await client.connect();
    for (const setting of keepalive.split('-c ').filter(Boolean)) await client.query(`SET ${setting}`);
    const { rows } = await client.query<{ got: boolean }>(
      'SELECT pg_try_advisory_lock($1, $2) AS got',
      numbersOf(name),
    );
    if (rows[0]?.got) {
      return async () => {
        over = true;
        clearInterval(looking);
        await client.end().catch(() => {});
      };
    }
  } catch (error) {
    end(false);
    throw error;
  }
  end(false);
  return null;
}
