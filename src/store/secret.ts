// What must not be read from a stolen copy of the database: tokens are sealed with AES-256-GCM, codes are kept as an
// HMAC. Each sealed value names its key, so that SECRET_KEY can be changed: "new,old" reads both and writes the new.
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderTrouble, makeFolder } from './data-folder.ts';
import { StoreTrouble } from './trouble.ts';

/** The keys made from SECRET_KEY: the first one writes, the others are only read. */
export type Secret = { readonly keys: readonly Key[] };
type Key = { id: string; seal: Buffer; mac: Buffer };

/**
 * Reads SECRET_KEY.
 * @param text one or several keys, comma-separated, newest first; each 32 bytes in hex or base64
 * @returns null when one of them is not 32 bytes long
 */
export function readSecret(text: string): Secret | null {
  const keys = text.split(',').map((part) => toBytes(part.trim()));
  return keys.every((key) => key !== null) && keys.length > 0 ? { keys: keys.map(derive) } : null;
}

function toBytes(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  const bytes = /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
  return bytes?.length === 32 ? bytes : null;
}

function derive(master: Buffer): Key {
  const branch = (use: string) => Buffer.from(hkdfSync('sha256', master, '', `mosty ${use}`, 32));
  return {
    id: createHash('sha256').update(branch('key id')).digest('hex').slice(0, 8),
    seal: branch('seal'),
    mac: branch('mac'),
  };
}

/**
 * The secret of an embedded database: made once and kept beside it, for its owner only.
 * @param dataDir the data folder; made if missing
 * @param given SECRET_KEY where it is set too; then it writes, and the kept one still opens what it sealed
 */
export function keepSecret(dataDir: string, given: Secret | null = null): Secret {
  const file = join(dataDir, 'secret.key');
  try {
    makeFolder(dataDir);
    if (!given) {
      // Two services that start at once both try; "wx" lets one win and the other one reads.
      try {
        writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
    }
    const kept = readSecret(readIfThere(file));
    if (!kept && !given)
      throw new StoreTrouble(`${file} is damaged. Restore it from a backup: it opens the kept tokens.`);
    return { keys: [...(given?.keys ?? []), ...(kept?.keys ?? [])] };
  } catch (error) {
    throw folderTrouble(error, dataDir);
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Seals a text for one row.
 * @param place "table:row"; the sealed text opens nowhere else, so rows cannot be swapped in the database
 */
export function seal(secret: Secret, text: string, place: string): string {
  const key = writingKey(secret);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.seal, iv).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `1.${key.id}.${iv.toString('base64url')}.${sealed.toString('base64url')}`;
}

/**
 * Opens what `seal` made.
 * @param place the same "table:row"
 * @returns null when the key is no longer known, the row is another, or the text was changed
 */
export function unseal(secret: Secret, sealed: string, place: string): string | null {
  const [version, id, iv, body] = sealed.split('.');
  const key = secret.keys.find((each) => each.id === id);
  if (version !== '1' || !key || !iv || !body) return null;
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length < 16) return null;
  try {
    const cipher = createDecipheriv('aes-256-gcm', key.seal, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
    cipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-16));
    return cipher.update(bytes.subarray(0, -16), undefined, 'utf8') + cipher.final('utf8');
  } catch {
    return null;
  }
}

/**
 * A keyed digest for codes that people type: the database alone does not let anybody guess them.
 * @returns 43 characters of base64url, the same for the same text and key
 */
export function mac(secret: Secret, text: string): string {
  return createHmac('sha256', writingKey(secret).mac).update(text, 'utf8').digest('base64url');
}

function writingKey(secret: Secret): Key {
  const key = secret.keys[0];
  if (!key) throw new Error('a Secret has at least one key');
  return key;
}
