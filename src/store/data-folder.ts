// The data folder: made for its owner only, and every way in which that fails told as a sentence with a cure.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreTrouble } from './trouble.ts';

/**
 * Makes a folder and what is missing above it. Step by step: Node's own recursive mkdir never returns where the system
 * says "not found" below a folder that exists, as it does in /proc (measured with 24.21: ten minutes at full load).
 * @throws the error of node:fs; see `folderTrouble`
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    if (statSync(folder).isDirectory()) return;
  } else if (dirname(folder) !== folder) {
    makeFolder(dirname(folder));
  }
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another service may have made it meanwhile.
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw error;
  }
}

/**
 * Turns a file system error into a sentence with a cure.
 * @param error what a call of node:fs threw
 * @param folder the folder that was worked on
 * @returns a StoreTrouble for the known causes, else the error itself
 */
export function folderTrouble(error: unknown, folder: string): Error {
  if (error instanceof StoreTrouble) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cure = cures[code];
  if (cure) return new StoreTrouble(`The data folder ${folder} cannot be used: ${cure}`, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}

const cures: Record<string, string> = {
  ENOSPC: 'the disk is full. Free some space on it and start again; nothing has been lost.',
  EDQUOT: 'the disk quota is used up. Free some space and start again; nothing has been lost.',
  EACCES: 'the service may not write there. Give its user the rights, or set DATA_DIR to another folder.',
  EPERM: 'the service may not write there. Give its user the rights, or set DATA_DIR to another folder.',
  EROFS: 'that disk is read-only. Set DATA_DIR to a folder on a disk that can be written.',
  ENOTDIR: 'a part of its path is a file. Set DATA_DIR to a folder.',
  EEXIST: 'there is a file of that name. Set DATA_DIR to a folder.',
  ENOENT: 'a part of its path is missing and cannot be made. Set DATA_DIR to another folder.',
};
