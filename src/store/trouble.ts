// Trouble with the store that the operator can mend: its message is a full sentence in English that says what to do.
// It is printed as it stands at the start, so it never carries a password or an address with one.

/** A start or a stop of the store failed in a way that has a known cure. */
export class StoreTrouble extends Error {
  override readonly name = 'StoreTrouble';
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
