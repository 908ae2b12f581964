// Starts PostgreSQL as a process of its own and stops it. Detached, so that Ctrl-C in the terminal does not reach it,
// with its log in a file and no socket in a shared folder; it survives a hard kill of the service and is adopted later.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterFolder } from './folder.ts';
import { isPostgres, readPidfile } from './pidfile.ts';

/** Memory is kept small (about 70 MB in all); connections serve several services and the queue. */
const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  shared_buffers: '32MB',
  max_connections: '100',
  max_wal_size: '256MB',
};

/** A server's process; wrapped, since an async function would wait for a bare promise. */
export type Spawned = { ended: Promise<true> };

/**
 * Spawns a server for a cluster and returns at once; whether it took the folder is seen in its pidfile.
 * @param settings further settings of postgresql.conf, which win over ours
 * @param wanted the port it should have; any free one when left out
 * @returns `ended`, which resolves when the process ends
 */
export async function spawnServer(
  folder: ClusterFolder,
  settings: Record<string, string>,
  wanted?: number,
): Promise<Spawned> {
  const port = wanted ?? (await freePort());
  turnLog(folder.log);
  const log = openSync(folder.log, 'a', 0o600);
  const chosen = Object.entries({ ...always, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(folder.binaries.bin, 'postgres'), ['-D', folder.cluster, '-p', String(port), ...chosen], {
    ...folder.runner,
    cwd: folder.cluster,
    env: { LC_ALL: 'C' },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const ended = new Promise<true>((resolve) => {
    child.once('exit', () => resolve(true));
    child.once('error', () => resolve(true));
  });
  return { ended };
}

/**
 * Ends a server: first "fast" (clients are cut off, everything is written), then, past the bound, "immediate", after
 * which the next start recovers from the write-ahead log. Nothing that was committed is lost either way.
 * @param boundMs how long the first may take
 */
export async function stopServer(folder: ClusterFolder, boundMs: number): Promise<void> {
  const running = readPidfile(folder.cluster);
  if (!running || !isPostgres(running.pid)) return;
  for (const [signal, bound] of [
    ['SIGINT', boundMs],
    ['SIGQUIT', 2_000],
  ] as const) {
    try {
      process.kill(running.pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < bound; waited += 20) {
      // The pidfile goes a moment before the process does; the folder may be removed only after both.
      if (!isPostgres(running.pid)) return;
      await pause(20);
    }
  }
}

/** How long the log is now; what this start adds comes after it. */
export function logLength(log: string): number {
  return existsSync(log) ? statSync(log).size : 0;
}

/**
 * The last words of the server's log, for an error message.
 * @param since what stood there before is left out (a log that was turned meanwhile is read whole)
 */
export function lastWords(log: string, since: number): string {
  if (!existsSync(log)) return '';
  const bytes = readFileSync(log);
  const lines = bytes
    .subarray(since < bytes.length ? since : 0)
    .toString('utf8')
    .trim()
    .split('\n');
  const grave = lines.filter((line) => /FATAL|PANIC|ERROR|DETAIL|HINT|could not/.test(line));
  return (grave.length > 0 ? grave : lines).slice(-3).join(' ');
}

function turnLog(log: string): void {
  if (logLength(log) > 10_000_000) renameSync(log, `${log}.1`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
