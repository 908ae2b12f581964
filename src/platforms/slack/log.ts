// How this room logs, and the same for Slack's libraries. Their debug lines hold whole payloads, that is, what people wrote:
// they are dropped whatever the level.
import { type Logger, LogLevel } from '@slack/bolt';

/** What we need of the house's log (pino): fields first, then a sentence. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

const words = (parts: unknown[]): string =>
  parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');

/** Slack's libraries talk to our log. */
export const libraryLog = (log: Log): Logger => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (...parts: unknown[]) => log.warn({ platform: 'slack' }, words(parts)),
  // What the libraries call an error is usually a connection that comes back; what matters is logged by us with its meaning.
  error: (...parts: unknown[]) => log.warn({ platform: 'slack' }, words(parts)),
  setLevel: () => undefined,
  getLevel: () => LogLevel.WARN,
  setName: () => undefined,
});
