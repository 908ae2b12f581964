// Who runs the database. PostgreSQL refuses to run as root, so a service that is root runs it as `nobody`: that user
// exists everywhere, and initdb insists on a name in the password file, so a bare high number would not do.
import { chmodSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreTrouble } from '../trouble.ts';

/** The user who runs PostgreSQL: null is the service's own user. */
export type Runner = { uid: number; gid: number } | null;

/**
 * @param passwd where the system lists its users
 * @returns null unless the service is root
 * @throws StoreTrouble when it is root and there is no `nobody`
 */
export function databaseRunner(passwd = '/etc/passwd'): Runner {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync(passwd, 'utf8')
    .split('\n')
    .find((each) => each.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid) {
    throw new StoreTrouble(
      'The service runs as root, PostgreSQL refuses to, and this system has no user named "nobody" to run it. ' +
        'Start the service as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * Whether the runner can walk down to a folder.
 * @param folder an existing folder
 */
export function canReach(runner: Runner, folder: string): boolean {
  if (!runner) return true;
  for (let place = realpathSync(folder); ; place = dirname(place)) {
    const { mode, uid, gid } = statSync(place);
    const bit = uid === runner.uid ? 0o100 : gid === runner.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (place === dirname(place)) return true;
  }
}

/**
 * Lets the runner pass through a folder of ours (not list it): temporary folders are often made for root alone.
 * @param folder an existing folder that belongs to the service
 */
export function letPass(runner: Runner, folder: string): void {
  if (!runner) return;
  const { mode, uid } = lstatSync(folder);
  if (uid === process.getuid?.() && !(mode & 0o001)) chmodSync(folder, (mode & 0o7777) | 0o001);
}
