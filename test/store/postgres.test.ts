// The embedded PostgreSQL in the situations of a real life: first start, two services at once, a hard kill, a full or
// foreign folder. Everything here runs in folders of its own, with the safety of the disk turned off.
import { fork } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { isPostgres, readPidfile } from '#store/embedded/pidfile.ts';
import { type Postgres, startPostgres } from '#store/postgres.ts';

const folders: string[] = [];
const running: Postgres[] = [];
afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
  for (const folder of folders.splice(0)) {
    const left = readPidfile(join(folder, 'postgres', 'cluster'));
    if (left && isPostgres(left.pid)) process.kill(left.pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});

function folder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'mosty-postgres-')));
  return folders.at(-1) ?? '';
}
async function start(dataDir: string): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir, settings: { fsync: 'off' } });
  running.push(postgres);
  return postgres;
}
async function stop(postgres: Postgres): Promise<void> {
  running.splice(running.indexOf(postgres), 1);
  await postgres.stop();
}
async function ask(url: string, sql: string): Promise<Record<string, string> | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(sql)).rows[0];
  } finally {
    await client.end();
  }
}
const cluster = (dataDir: string) => join(dataDir, 'postgres', 'cluster');

/** Another service as a process of its own; it says what it sees and waits for a word. */
async function service(dataDir: string) {
  const child = fork(fileURLToPath(new URL('./neighbour.js', import.meta.url)), [dataDir]);
  const word = await new Promise<{ url?: string; adopted?: boolean; error?: string }>((resolve) => {
    child.once('message', (message: object) => resolve(message));
  });
  const end = (signal?: 'SIGKILL') =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      if (signal) child.kill(signal);
      else child.send('leave');
    });
  return { ...word, end };
}

test('the first start makes a database that knows Polish letters, for its owner only', async () => {
  const dataDir = folder();
  const postgres = await start(dataDir);
  expect(postgres.adopted).toBe(false);
  const said = await ask(
    postgres.url,
    "SELECT lower('ŁÓDŹ') AS lower, current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone, " +
      "current_setting('listen_addresses') AS at, current_setting('unix_socket_directories') AS sockets",
  );
  expect(said).toEqual({ lower: 'łódź', encoding: 'UTF8', zone: 'UTC', at: '127.0.0.1', sockets: '' });
  const mode = (path: string) => statSync(join(dataDir, 'postgres', path)).mode & 0o777;
  expect([mode('password'), mode('server.log'), mode('cluster')]).toEqual([0o600, 0o600, 0o700]);
  const wrong = postgres.url.replace(/:[0-9a-f]{48}@/, ':wrong@');
  await expect(ask(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  await stop(postgres);
  expect(readPidfile(cluster(dataDir))).toBeNull();
  expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'users']);
  expect(readdirSync(join(dataDir, 'users'))).toEqual([]);
});

test('what was written is there after a stop and a start', async () => {
  const dataDir = folder();
  const first = await start(dataDir);
  await ask(first.url, "CREATE TABLE kept AS SELECT 'yes' AS word");
  await stop(first);
  expect(await ask((await start(dataDir)).url, 'SELECT word FROM kept')).toEqual({ word: 'yes' });
});

test('a second user shares the server, and the last one to leave stops it', async () => {
  const dataDir = folder();
  const first = await start(dataDir);
  const second = await start(dataDir);
  expect([second.adopted, second.port]).toEqual([true, first.port]);
  await stop(first);
  expect(await ask(second.url, 'SELECT 1 AS one')).toEqual({ one: 1 });
  await stop(second);
  expect(readPidfile(cluster(dataDir))).toBeNull();
});

test('two that start an empty folder at the same moment end up on one server', async () => {
  const dataDir = folder();
  const [a, b, c] = await Promise.all([service(dataDir), service(dataDir), start(dataDir)]);
  expect([a.error, b.error]).toEqual([undefined, undefined]);
  expect(new Set([a.url, b.url, c.url]).size).toBe(1);
  await Promise.all([a.end(), b.end()]);
  expect(await ask(c.url, 'SELECT 1 AS one')).toEqual({ one: 1 });
});

test('one that starts while the last one leaves gets a server', async () => {
  const dataDir = folder();
  let postgres = await start(dataDir);
  for (let round = 0; round < 5; round += 1) {
    const [, next] = await Promise.all([stop(postgres), start(dataDir)]);
    expect(await ask(next.url, 'SELECT 1 AS one')).toEqual({ one: 1 });
    postgres = next;
  }
});

test('the server outlives a hard kill of the service and is adopted', async () => {
  const dataDir = folder();
  const killed = await service(dataDir);
  await ask(killed.url ?? '', "CREATE TABLE kept AS SELECT 'yes' AS word");
  await killed.end('SIGKILL');
  const next = await start(dataDir);
  expect([next.adopted, next.url]).toEqual([true, killed.url]);
  expect(await ask(next.url, 'SELECT word FROM kept')).toEqual({ word: 'yes' });
  await stop(next);
  expect(readPidfile(cluster(dataDir))).toBeNull();
  expect(readdirSync(join(dataDir, 'users'))).toEqual([]);
});

test('a hard kill of the server loses nothing, and a pidfile whose number belongs to another process is no obstacle', async () => {
  const dataDir = folder();
  const first = await start(dataDir);
  await ask(first.url, "CREATE TABLE kept AS SELECT 'yes' AS word");
  const { pid } = readPidfile(cluster(dataDir)) ?? { pid: 0 };
  process.kill(pid, 'SIGKILL');
  await stop(first);
  const pidfile = join(cluster(dataDir), 'postmaster.pid');
  writeFileSync(pidfile, readFileSync(pidfile, 'utf8').replace(/^\d+/, String(process.pid)));
  expect(await ask((await start(dataDir)).url, 'SELECT word FROM kept')).toEqual({ word: 'yes' });
});

test('root is let in where the database’s own user cannot walk: the cluster moves, the data folder points to it', async () => {
  const above = folder();
  const dataDir = join(above, 'inner');
  const postgres = await start(dataDir);
  expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual({ one: 1 });
  await stop(postgres);
  const place = realpathSync(join(dataDir, 'postgres'));
  if (process.getuid?.() !== 0) return expect(place).toBe(join(realpathSync(dataDir), 'postgres'));
  expect(place).toMatch(/^\/var\/lib\/mosty-postgres\/of\./);
  expect(statSync(above).mode & 0o777).toBe(0o700);
  expect((await start(dataDir)).adopted).toBe(false);
  folders.push(place);
});

test('a folder that cannot be used is refused with a sentence', async () => {
  const dataDir = folder();
  writeFileSync(join(dataDir, 'file'), '');
  await expect(start(join(dataDir, 'file'))).rejects.toThrow(/there is a file of that name/);
  await expect(start(join(dataDir, 'file', 'below'))).rejects.toThrow(/there is a file of that name/);
  await expect(start('/proc/mosty')).rejects.toThrow(/cannot be used/);
});

test('a folder of another release, a damaged one and a lost password are refused with a sentence', async () => {
  const dataDir = folder();
  await stop(await start(dataDir));
  const place = join(dataDir, 'postgres');
  const [password, version] = [join(place, 'password'), join(place, 'cluster', 'PG_VERSION')];
  const kept = readFileSync(password);
  writeFileSync(password, 'other\n');
  await expect(start(dataDir)).rejects.toThrow(/does not accept the password/);
  const left = readPidfile(cluster(dataDir));
  if (left) process.kill(left.pid, 'SIGQUIT');
  rmSync(password);
  await expect(start(dataDir)).rejects.toThrow(/its password is missing/);
  writeFileSync(password, kept);
  writeFileSync(version, '17\n');
  await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 17/);
  rmSync(version);
  await expect(start(dataDir)).rejects.toThrow(/PG_VERSION file is missing/);
});

test('a cluster that does not start is told with the last words of its log', async () => {
  const dataDir = folder();
  await stop(await start(dataDir));
  rmSync(join(cluster(dataDir), 'global', 'pg_control'));
  await expect(start(dataDir)).rejects.toThrow(/does not start.*pg_control/);
});

test('what a crash left half-made is cleared, and what is being made now is not', async () => {
  const dataDir = folder();
  const old = join(dataDir, 'postgres.999999999.0badcafe');
  const mine = join(dataDir, `postgres.${process.pid}.0badcafe`);
  for (const path of [old, mine]) mkdirSync(path);
  utimesSync(old, 1, 1);
  await start(dataDir);
  expect(readdirSync(dataDir).sort()).toEqual(['postgres', `postgres.${process.pid}.0badcafe`, 'users']);
});
