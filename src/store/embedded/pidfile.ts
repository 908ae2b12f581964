// What PostgreSQL itself says about a running server in postmaster.pid. The file outlives a crash, and its number may
// since belong to another process: after a restart of a container low numbers come back at once.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A server that is running or says so: its process, its port on loopback, and whether it takes connections. */
export type Running = { pid: number; port: number; status: string };

/**
 * @param cluster the cluster's folder
 * @returns null when there is no such file or it is not yet complete
 */
export function readPidfile(cluster: string): Running | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const [pid = '', , , port = '', , , , status = ''] = lines;
  return Number(pid) > 0 && Number(port) > 0 ? { pid: Number(pid), port: Number(port), status: status.trim() } : null;
}

/** Whether a process is there, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Whether a process is there and is a PostgreSQL. Where the system does not tell the name, a living process counts.
 */
export function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (!existsSync('/proc/self/stat')) return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // A zombie keeps its number until somebody waits for it; in a container often nobody does.
    return /^\d+ \(postgres\) [^Z]/.test(stat);
  } catch {
    return false;
  }
}

/**
 * Removes the file of a server that is gone. PostgreSQL does this too, except when the number belongs to another
 * process of the same user: then it would refuse to start for ever.
 */
export function clearStalePidfile(cluster: string): void {
  const running = readPidfile(cluster);
  if (running && !isPostgres(running.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}
