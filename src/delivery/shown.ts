// A digest of a drawn message, so that a card that looks the same is not edited again.
import { createHash } from 'node:crypto';
import type { Message } from '#message/message.ts';

/** @returns 27 characters, the same for messages that look the same */
export function shownAs(message: Message, lang: string): string {
  const plain = JSON.stringify(message, (_, value: unknown) =>
    value instanceof Uint8Array ? createHash('sha1').update(value).digest('base64') : value,
  );
  return createHash('sha1').update(`${lang} ${plain}`).digest('base64url');
}
