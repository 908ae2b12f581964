// Which permission the bot lacks in a channel, by the name that Discord's own settings show.
import { type Client, PermissionFlagsBits } from 'discord.js';

type Named = readonly [string, bigint];
const VIEW: Named = ['View Channel', PermissionFlagsBits.ViewChannel];
const SEND: Named = ['Send Messages', PermissionFlagsBits.SendMessages];
const SEND_IN_THREADS: Named = ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads];
const ATTACH: Named = ['Attach Files', PermissionFlagsBits.AttachFiles];
/** Discord took pinning out of Manage Messages in 2025; a server that grants only the old one still lets us pin. */
const PIN: Named = ['Pin Messages', PermissionFlagsBits.PinMessages];

/**
 * @param pinning whether a pin was wanted
 * @returns names joined by commas; undefined when nothing known is missing, or nothing is known about the channel
 */
export const missingPermissions = (
  client: Client | undefined,
  space: string,
  channel: string,
  pinning: boolean,
): string | undefined => {
  const guild = client?.guilds.cache.get(space);
  const me = guild?.members.me;
  const place = guild?.channels.cache.get(channel);
  if (!me || !place) return undefined;
  const have = place.permissionsFor(me);
  const needed = [VIEW, place.isThread() ? SEND_IN_THREADS : SEND, ATTACH, ...(pinning ? [PIN] : [])];
  const missing = needed.filter(([, bit]) => !have.has(bit)).map(([name]) => name);
  return missing.length > 0 ? missing.join(', ') : undefined;
};
