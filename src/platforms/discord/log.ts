// How this room logs. Never a payload, an address or a body: interaction tokens travel in addresses, people's words in bodies.
import { DiscordAPIError } from 'discord.js';

/** What we need of the house's log (pino): fields first, then a sentence. */
export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** An error in one line. Discord's own sentence names fields, not their contents. */
export const inWords = (error: unknown): string => {
  if (error instanceof DiscordAPIError)
    return `${error.status}/${error.code} ${error.message.replace(/\s*\n\s*/g, '; ')}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure';
};
