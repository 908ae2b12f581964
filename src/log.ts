// The log: one JSON line for each event, on standard output. No secret reaches it: known names are redacted by path,
// and every line is scrubbed once more as a whole, since tokens also travel inside messages, addresses and stacks.
import pino, { type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

const marked = '[hidden]';

/** Fields that hold secrets, wherever they stand near the top of what is logged. */
const names = ['token', 'botToken', 'appToken', 'accessToken', 'signingSecret', 'secret', 'password', 'authorization'];

/** What a secret looks like inside a text. The group before it, where there is one, stays. */
const patterns: [RegExp, string][] = [
  [/\b(?:xoxe\.)?xox[a-z]-[\w-]+/g, marked],
  [/\bxapp-[\w-]+/g, marked],
  [/\b[\w-]{20,30}\.[\w-]{5,8}\.[\w-]{25,}/g, marked],
  [/\b(Bot|Bearer) [\w.-]{10,}/g, `$1 ${marked}`],
  [/(:\/\/[^\s/:@"]+:)[^\s/@"]+@/g, `$1${marked}@`],
  // Interaction tokens are passwords for fifteen minutes, response addresses for thirty.
  [/(\/(?:webhooks|interactions)\/\d+\/)[\w.-]+/g, `$1${marked}`],
  [/(hooks\.slack\.com\/)[\w/%-]+/g, `$1${marked}`],
];

/**
 * Removes secrets from a text.
 * @param known values that must not appear whatever they look like (tokens from the configuration)
 */
export function scrub(text: string, known: readonly string[] = []): string {
  let clean = text;
  for (const value of known) if (value.length >= 6) clean = clean.replaceAll(value, marked);
  for (const [pattern, instead] of patterns) clean = clean.replace(pattern, instead);
  return clean;
}

/**
 * @param options.level one of pino's
 * @param options.known secrets of this process; see `scrub`
 * @param options.to where the lines go: standard output unless told otherwise
 */
export function openLog(options: { level: string; known?: readonly string[]; to?: DestinationStream }): Log {
  const { level, known = [], to = pino.destination({ dest: 1, sync: true }) } = options;
  const paths = names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    { level, base: null, redact: { paths, censor: marked } },
    { write: (line) => to.write(scrub(line, known)) },
  );
}
