// The first word with a database server: the address with our session settings, and whether the server is one that we
// can use. Every refusal is a sentence that names the cure and never repeats the address, which holds a password.
import pg from 'pg';
import { StoreTrouble } from './trouble.ts';

/**
 * Adds session settings to an address, keeping those it has.
 * @param url postgresql://… ; handled as text, since addresses without a host are no URLs to the standard parser
 * @param session for example "-c TimeZone=UTC"; a later setting of the same name wins, one already there stays
 */
export function withOptions(url: string, session: readonly string[]): string {
  const kept = /[?&]options=([^&]*)/.exec(url)?.[1];
  const bare = url.replace(/([?&])options=[^&]*&?/, '$1').replace(/[?&]$/, '');
  const before = kept ? decodeURIComponent(kept.replaceAll('+', ' ')) : '';
  const all = [before, ...session.filter((setting) => !` ${before} `.includes(` ${setting} `))].join(' ').trim();
  return `${bare}${bare.includes('?') ? '&' : '?'}options=${encodeURIComponent(all)}`;
}

/**
 * Connects once and looks whether version, encoding and session zone are right.
 * @throws StoreTrouble when they are not, or nobody answers
 */
export async function checkServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; zone: string; encoding: string }>(
      "SELECT current_setting('server_version_num') AS version, current_setting('TimeZone') AS zone, " +
        "current_setting('server_encoding') AS encoding",
    );
    const { version = '0', zone = '', encoding = '' } = rows[0] ?? {};
    if (Number(version) < 150_000) {
      throw new StoreTrouble(
        `The database server is older than PostgreSQL 15 (${version}). Point DATABASE_URL at a newer one.`,
      );
    }
    if (encoding !== 'UTF8') {
      throw new StoreTrouble(
        `The database is encoded as ${encoding}, where letters such as Ł are lost. Make one with ENCODING 'UTF8'.`,
      );
    }
    if (zone !== 'UTC') {
      throw new StoreTrouble(
        `The database session is in the zone ${zone} although UTC was asked for, so moments would be read wrongly. ` +
          'A pooler such as PgBouncer may drop the setting: connect directly, or allow "options" there.',
      );
    }
  } catch (error) {
    throw error instanceof StoreTrouble ? error : connectionTrouble(error);
  } finally {
    await client.end().catch(() => {});
  }
}

function connectionTrouble(cause: unknown): StoreTrouble {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new StoreTrouble(
    reasons[code] ?? `The database does not answer (${code || nameOf(cause)}). Check DATABASE_URL.`,
    { cause },
  );
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.replaceAll(/\S*:\/\/\S*/g, '…') : 'no reason given';
}

const reasons: Record<string, string> = {
  '28P01': 'The database refuses the user or the password in DATABASE_URL.',
  '28000': 'The database refuses this user or asks for an encrypted connection. Check DATABASE_URL (sslmode=require).',
  '3D000': 'The database named in DATABASE_URL does not exist. Make it first: CREATE DATABASE … ENCODING UTF8.',
  '53300': 'The database server has no connection left. Raise its max_connections, or stop what else uses it.',
  ECONNREFUSED: 'Nobody listens at the host and port of DATABASE_URL. Is the database server running?',
  ENOTFOUND: 'The host in DATABASE_URL is unknown. Check how it is spelled.',
  ETIMEDOUT: 'The host in DATABASE_URL does not answer. Is a firewall in between?',
};
