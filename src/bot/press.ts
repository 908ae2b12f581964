// Buttons carry a command and its options, packed into at most 100 characters (Discord's custom_id, the tighter of the two).
// Never a channel or message id: a press means the same wherever the card hangs, and after any restart.

import { storable } from '#message/storable.ts';

/** A command (or one of its actions, "task.add!undo") with the options that are already decided. */
export type Press = { command: string; values: Readonly<Record<string, string>> };

export const PRESS_LIMIT = 100;

const escaped = (text: string): string => text.replace(/[%&=?]/g, (c) => encodeURIComponent(c));

/**
 * Packs a press: `task.block?task=01h…&page=1`.
 * @throws RangeError when it does not fit in 100 characters: then the value belongs into a Draft
 */
export const packPress = (command: string, values: Readonly<Record<string, string>> = {}): string => {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${escaped(value)}`);
  const packed = pairs.length === 0 ? command : `${command}?${pairs.join('&')}`;
  if (packed.length > PRESS_LIMIT) throw new RangeError(`a press may have ${PRESS_LIMIT} characters: ${packed}`);
  return packed;
};

/** Unpacks a press. Whatever is not one (an old or forged id) comes back as a command nobody knows. */
export const unpackPress = (packed: string): Press => {
  const cut = packed.indexOf('?');
  if (cut < 0) return { command: packed, values: {} };
  const values: Record<string, string> = {};
  for (const pair of packed.slice(cut + 1).split('&')) {
    const eq = pair.indexOf('=');
    if (eq < 1) continue;
    try {
      values[pair.slice(0, eq)] = storable(decodeURIComponent(pair.slice(eq + 1)));
    } catch {
      // A broken escape is somebody's forgery; the option then counts as not given.
    }
  }
  return { command: packed.slice(0, cut), values };
};
