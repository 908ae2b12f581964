// Codes that people type: an invitation (7 days), a link between two accounts (10 minutes), the operator's own code.
// Eight of thirty characters that nobody confuses (no 0 1 I L O U), about 39 bits: safe because wrong tries are
// counted per account (see attempts.ts) and because the database keeps only a keyed digest.
import { randomInt } from 'node:crypto';
import { mac, type Secret } from '#store/secret.ts';

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;

export type Codes = {
  /** A new code as it is shown: "7KQX-M3TB". */
  fresh(): string;
  /** The digest under which a code is kept and found; the same however it is typed. */
  mac(code: string): string;
  /** Whether this is the operator's code. Always true in an open installation. */
  checkOperator(code: string): boolean;
  /** Anybody may found a coalition (OPEN=true). */
  readonly open: boolean;
};

/** A code as it was typed → its eight characters, or null when it cannot be one. */
export const readCode = (typed: string): string | null => {
  const bare = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '');
  return bare.length === length && [...bare].every((c) => alphabet.includes(c)) ? bare : null;
};

const show = (bare: string): string => `${bare.slice(0, 4)}-${bare.slice(4)}`;

/**
 * The operator's code, shown when the service starts. Made from the secret, so that it is stored nowhere, survives a
 * restart and is the same for all instances; a new SECRET_KEY makes a new one.
 */
export function operatorCode(secret: Secret): string {
  // 256 bits modulo 30^8: the bias is beyond measure.
  let rest = BigInt(`0x${Buffer.from(mac(secret, 'operator'), 'base64url').toString('hex')}`);
  let bare = '';
  while (bare.length < length) {
    bare += alphabet[Number(rest % 30n)];
    rest /= 30n;
  }
  return show(bare);
}

/**
 * @param secret keys from SECRET_KEY or the data folder
 * @param open whether anybody may found a coalition
 */
export function createCodes(secret: Secret, open: boolean): Codes {
  const digest = (code: string): string => mac(secret, `code ${readCode(code) ?? code}`);
  const operator = digest(operatorCode(secret));
  return {
    open,
    fresh: () => show(Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')),
    mac: digest,
    // Both sides are keyed digests, so comparing them tells nothing about the code.
    checkOperator: (code) => open || digest(code) === operator,
  };
}
