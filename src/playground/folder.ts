// The playground's own data folder: marked on its first start, and never one that has held anything real. The mark also
// says whether the first start came to its end; one that did not is begun again, since nothing in it is anybody's.
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '#store/data-folder.ts';
import type { Store } from '#store/database.ts';
import { StoreTrouble } from '#store/trouble.ts';

const mark = 'playground.json';

/** What is kept between two starts, beside the database and the two worlds. */
export type Kept = {
  /** The first start has told its whole story. */
  told: boolean;
  /** How far the clock is ahead of real time, ms. */
  offset: number;
};

const refusal = (folder: string, why: string): StoreTrouble =>
  new StoreTrouble(
    `The playground does not start in ${folder}: ${why} Nothing has been changed. ` +
      'Set DATA_DIR to another folder for the playground, or set the tokens of Slack or Discord to start the service.',
  );

/**
 * Looks at the folder before anything is started in it, and marks it as the playground's.
 * @returns what was kept there
 * @throws StoreTrouble when the folder holds something that is not a playground's
 */
export function claimFolder(folder: string): Kept {
  const file = join(folder, mark);
  if (existsSync(file)) {
    const kept = readKept(file);
    if (kept?.told) return kept;
  } else if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw refusal(folder, 'it holds the data of something else.');
  }
  makeFolder(folder);
  const fresh = { told: false, offset: 0 };
  keep(folder, fresh);
  return fresh;
}

function readKept(file: string): Kept | null {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<Kept>;
    return { told: read.told === true, offset: typeof read.offset === 'number' ? read.offset : 0 };
  } catch {
    return null;
  }
}

/** Writes the mark; a crash leaves the old one or the new one, never half of either. */
export function keep(folder: string, kept: Kept): void {
  writeWhole(join(folder, mark), kept);
}

/** Writes JSON beside the old file and then in its place. */
export function writeWhole(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** @returns undefined when there is no such file */
export function readWhole(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Refuses a database in which a real workspace or server has ever been: rows of spaces are never deleted.
 * @param ours the playground's own workspaces and server, by Slack's and Discord's ids
 * @throws StoreTrouble
 */
export async function refuseRealSpaces(store: Store, ours: ReadonlySet<string>, folder: string): Promise<void> {
  const spaces = await store.prisma.space.findMany({ select: { externalId: true, name: true } });
  const real = spaces.find(({ externalId }) => !ours.has(externalId));
  if (real) throw refusal(folder, `a real space has been here ("${real.name}").`);
}

/**
 * Empties a database whose first start was cut off. Only after `refuseRealSpaces`, and alone in the database.
 */
export async function beginAgain(store: Store): Promise<void> {
  const tables = await store.prisma.$queryRaw<{ name: string }[]>`
    SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  await store.prisma.$executeRawUnsafe(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
}
