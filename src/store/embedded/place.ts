// Refuses a data folder that another machine or container is using. PostgreSQL's own guard knows process numbers,
// which mean nothing across containers: two servers on one shared volume would destroy the data. Each user of the
// folder therefore writes a sign of life there, with the place where process numbers are shared.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { folderTrouble, makeFolder } from '../data-folder.ts';
import { StoreTrouble } from '../trouble.ts';
import { isAlive } from './pidfile.ts';

/** This process's sign of life in a data folder. */
export type Place = { release(): void };

const beatMs = 3_000;
/** A sign older than this is dead: four beats, so that a busy machine is not taken for a dead one. */
const deadMs = 12_000;

/**
 * Claims a data folder for this machine or container, waiting until a dead sign from elsewhere has grown old.
 * @param dataDir the data folder; made if missing
 * @param here names the place; two processes with the same name can see each other's process numbers
 * @param patienceMs how long to wait for a sign from elsewhere to grow old
 * @throws StoreTrouble while another place keeps using it
 */
export async function claimPlace(dataDir: string, here = thisPlace(), patienceMs = deadMs): Promise<Place> {
  const signs = join(dataDir, 'users');
  try {
    makeFolder(dataDir);
    makeFolder(signs);
    const own = join(signs, `${here}~${process.pid}~${next()}`);
    writeFileSync(own, '.', { mode: 0o600 });
    try {
      await othersGone(dataDir, signs, own, here, patienceMs);
    } catch (error) {
      rmSync(own, { force: true });
      throw error;
    }
    const beat = setInterval(() => touch(own), beatMs);
    beat.unref();
    return {
      release() {
        clearInterval(beat);
        rmSync(own, { force: true });
      },
    };
  } catch (error) {
    throw folderTrouble(error, dataDir);
  }
}

/** Ages are counted by the clock of the disk that holds the signs: two machines' clocks may differ. */
async function othersGone(
  dataDir: string,
  signs: string,
  own: string,
  here: string,
  patienceMs: number,
): Promise<void> {
  for (let waited = 0; ; waited += 500) {
    touch(own);
    const all = readdirSync(signs);
    for (const name of all) if (name.startsWith(`${here}~`)) clearDead(join(signs, name));
    const strangers = all.filter((name) => !name.startsWith(`${here}~`) && isLiving(join(signs, name), own));
    if (strangers.length === 0) return;
    if (waited > patienceMs) {
      throw new StoreTrouble(
        `The data folder ${dataDir} is in use on another machine or in another container ` +
          `(${strangers[0]?.split('~')[0]}). Stop the service there first, or set DATA_DIR to another folder.`,
      );
    }
    await pause(500);
  }
}

/** A killed process of this place left its sign behind; here its number tells at once. */
function clearDead(sign: string): void {
  if (!isAlive(Number(sign.split('~').at(-2)))) rmSync(sign, { force: true });
}

function isLiving(sign: string, own: string): boolean {
  try {
    const old = statSync(own).mtimeMs - statSync(sign).mtimeMs > deadMs;
    if (old) rmSync(sign, { force: true });
    return !old;
  } catch {
    return false;
  }
}

function touch(sign: string): void {
  try {
    // A write lets the disk's own clock set the time; utimes would take this machine's.
    writeFileSync(sign, '.', { flag: 'r+' });
  } catch {
    // Somebody cleared the folder: the next start will see that.
  }
}

function thisPlace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return named(`${boot} ${readlinkSync('/proc/self/ns/pid')}`);
  } catch {
    return named('');
  }
}

function named(numbers: string): string {
  return `${hostname().replaceAll(/[^\w.-]/g, '_')}~${createHash('sha256').update(numbers).digest('hex').slice(0, 12)}`;
}

let count = 0;
function next(): number {
  count += 1;
  return count;
}
