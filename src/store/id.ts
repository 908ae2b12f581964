// Ids of our own rows: 20 characters that sort by time, so that a list by id is a list by age and indexes stay dense.
// Ten characters of milliseconds and ten at random (50 bits each), in lowercase base32 without i, l, o, u.
import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * @param now the service's clock
 * @returns a new id; ids of the same millisecond have no order among themselves
 */
export function newId(now: Date): string {
  let time = '';
  for (let rest = now.getTime(); time.length < 10; rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time;
  let chance = '';
  for (const byte of randomBytes(10)) chance += alphabet[byte & 31];
  return time + chance;
}
