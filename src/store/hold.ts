// One holder at a time, for what a database's services may not do twice (Discord's gateway, a Slack app's sockets): session
// locks on one connection beside the pool. A holder that dies lets go by losing its connection; one whose machine has
// vanished is noticed by the server within half a minute, so that another takes over within a minute.
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Store } from './database.ts';

const keepalive = { tcp_keepalives_idle: 10, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 };
/** A clean stop is taken up within this; waiting inside the database would hold back its vacuum. */
const tryAgainMs = 1_000;
const lookMs = 10_000;

/** Two 32-bit numbers out of a name: PostgreSQL's locks have no others. */
const numbersOf = (name: string): [number, number] => {
  const digest = createHash('sha256').update(name).digest();
  return [digest.readInt32BE(0), digest.readInt32BE(4)];
};

type Release = () => Promise<void>;

export type Holds = {
  /** @returns null while another holds it, in this process or elsewhere. @throws when the database is away */
  tryHold(name: string, lost: () => void): Promise<Release | null>;
  /**
   * Waits until this one is the only holder of `name` in this database.
   * @param lost called once when the connection, and with it the lock, has gone
   * @param stopped looked at while waiting; then it gives up with null
   * @returns gives the lock back
   */
  hold(name: string, lost: () => void, stopped?: () => boolean): Promise<Release | null>;
  /** Gives everything back without telling anybody. */
  close(): Promise<void>;
};

/** All locks of one service share one connection, made for the first and kept until `close`: there may be a Slack app for each partner. */
export function openHolds(store: Pick<Store, 'url'>): Holds {
  let connection: Promise<pg.Client> | undefined;
  let closed = false;
  const held = new Map<string, { lost: () => void }>();
  /** A connection takes one question at a time. */
  let asking: Promise<unknown> = Promise.resolve();

  const ask = (client: pg.Client, text: string, name: string): Promise<{ rows: { got?: unknown }[] }> => {
    const answer = asking.then(() => client.query(text, numbersOf(name)));
    asking = answer.catch(() => {});
    return answer;
  };

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: store.url,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    });
    const looking = setInterval(() => void ask(client, 'SELECT $1::int, $2::int', '').catch(gone), lookMs);
    looking.unref();
    let over = false;
    function gone(): void {
      if (over) return;
      over = true;
      clearInterval(looking);
      connection = undefined;
      client.end().catch(() => {});
      const losers = [...held.values()];
      held.clear();
      if (!closed) for (const { lost } of losers) lost();
    }
    client.on('error', gone);
    client.on('end', gone);
    try {
      await client.connect();
      for (const [name, value] of Object.entries(keepalive)) await client.query(`SET ${name} = ${value}`);
      return client;
    } catch (error) {
      gone();
      throw error;
    }
  };

  const tryHold: Holds['tryHold'] = async (name, lost) => {
    // The same session would be given its own lock a second time.
    if (held.has(name) || closed) return null;
    connection ??= connect();
    const mine = connection;
    const client = await mine;
    const { rows } = await ask(client, 'SELECT pg_try_advisory_lock($1, $2) AS got', name);
    if (rows[0]?.got !== true) return null;
    if (connection !== mine) throw new Error('the connection was lost while the lock was being taken');
    const mark = { lost };
    held.set(name, mark);
    return async () => {
      if (held.get(name) !== mark) return;
      held.delete(name);
      await ask(client, 'SELECT pg_advisory_unlock($1, $2)', name).catch(() => client.end());
    };
  };

  return {
    tryHold,
    async hold(name, lost, stopped = () => false) {
      while (!stopped() && !closed) {
        const release = await tryHold(name, lost).catch(() => null);
        if (release) return release;
        await new Promise<void>((done) => {
          setTimeout(done, tryAgainMs).unref();
        });
      }
      return null;
    },
    async close() {
      closed = true;
      held.clear();
      const client = await connection?.catch(() => undefined);
      await client?.end().catch(() => {});
    },
  };
}
