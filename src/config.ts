// The only place that reads the environment (and a .env file beside package.json; the environment wins). Everything
// wrong is told in one message that names each variable and its cure; nothing half-set is guessed.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { readSecret, type Secret } from '#store/secret.ts';

/** How Slack reaches us: over a socket that we open (no public address needed), or by HTTP on /slack/events. */
export type SlackConfig = {
  /** One for each workspace. */
  botTokens: string[];
  /** Ends with a slash. */
  apiUrl: string;
  /** Socket Mode: one app token for all bot tokens, or one for each in the same order. */
  connection: { mode: 'socket'; appTokens: string[] } | { mode: 'http'; signingSecret: string };
};

export type DiscordConfig = {
  token: string;
  /** Without a version and without a slash at its end. */
  apiUrl: string;
};

export type Config = {
  /** No token of either platform: the playground. */
  playground: boolean;
  databaseUrl: string | null;
  /** Absolute. */
  dataDir: string;
  /** Null: one is made and kept in the data folder (never with `databaseUrl`). */
  secret: Secret | null;
  host: string;
  port: number;
  /** The address that others reach us at, without a slash at its end. */
  publicUrl: string | null;
  logLevel: string;
  /** Anybody may found a coalition; else it takes the operator's code. */
  open: boolean;
  /** Who may read /metrics. */
  metrics: 'loopback' | 'anywhere';
  slack: SlackConfig | null;
  discord: DiscordConfig | null;
};

/** One wrong variable: what is wrong and what to do about it. The value itself is never repeated: it may be a secret. */
export type ConfigProblem = { name: string; problem: string; cure: string };

const list = (pattern: RegExp, problem: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every((part) => pattern.test(part)), problem)
    .refine((parts) => new Set(parts).size === parts.length, 'names the same token twice');
const web = (problem: string) =>
  z.url({ protocol: /^https?$/, error: problem }).refine((url) => !/[?#]/.test(url), problem);
const yes = z.stringbool({
  truthy: ['true', 'yes', '1', 'on'],
  falsy: ['false', 'no', '0', 'off'],
  error: 'is neither true nor false',
});
const noSpace = /^\S+$/;

const shape = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'is not the address of a PostgreSQL database')
    .optional(),
  DATA_DIR: z.string().optional(),
  HOST: z.string().regex(noSpace, 'holds a space').default('127.0.0.1'),
  PORT: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(0, 'is below 0')
    .max(65_535, 'is above 65535')
    .default(3000),
  PUBLIC_URL: web('is not an address such as https://mosty.example.org').optional(),
  SECRET_KEY: z
    .string()
    .refine((text) => readSecret(text) !== null, 'is not 32 bytes in hex or base64')
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'is not a level').default('info'),
  OPEN: yes.default(false),
  METRICS: z.enum(['loopback', 'anywhere'], 'is neither "loopback" nor "anywhere"').default('loopback'),
  SLACK_BOT_TOKEN: list(
    /^(xoxe\.)?xoxb-\S+$/,
    'holds something that is not a bot token (they begin with xoxb-)',
  ).optional(),
  SLACK_APP_TOKEN: list(
    /^xapp-\S+$/,
    'holds something that is not an app-level token (they begin with xapp-)',
  ).optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[^\s,]{8,}$/, 'is not one signing secret')
    .optional(),
  SLACK_API_URL: web('is not an http or https address').default('https://slack.com/api/'),
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'is not a bot token (three parts with dots between them)')
    .optional(),
  DISCORD_API_URL: web('is not an http or https address').default('https://discord.com/api'),
};

type Name = keyof typeof shape;

/** Every variable that is read, in the order of .env.example. */
export const configNames = Object.keys(shape);

const cures: Record<Name, string> = {
  DATABASE_URL:
    'Write postgresql://user:password@host:5432/database, or leave it out: then the service brings its own.',
  DATA_DIR: 'Name a folder outside the checkout.',
  HOST: 'Write the address to listen at: 127.0.0.1 for this machine only, 0.0.0.0 for all.',
  PORT: 'Write a number from 0 to 65535 (0 takes any free one), or leave it out: then it is 3000.',
  PUBLIC_URL: 'Write the address that others reach the service at, with https:// and without "?" or "#".',
  SECRET_KEY: 'Make one with: openssl rand -hex 32',
  LOG_LEVEL: 'Write one of: trace, debug, info, warn, error, fatal, silent.',
  OPEN: 'Write true when everybody may found a coalition here, else false.',
  METRICS: 'Write "loopback" (the default), or "anywhere" when /metrics may be read from other machines.',
  SLACK_BOT_TOKEN: 'Copy it from "OAuth & Permissions" on the page of your Slack app; several are separated by commas.',
  SLACK_APP_TOKEN: 'Make one with the scope connections:write under "Basic Information" on the page of your Slack app.',
  SLACK_SIGNING_SECRET: 'Copy it from "Basic Information" on the page of your Slack app; exactly one app can use HTTP.',
  SLACK_API_URL: 'Leave it out: then it is https://slack.com/api/.',
  DISCORD_TOKEN:
    'Copy it from "Bot" on the page of your Discord application (not the client secret, nor the public key).',
  DISCORD_API_URL: 'Leave it out: then it is https://discord.com/api.',
};

/**
 * Reads a configuration. Pure: nothing but `env` decides (and the home folder, for the default of DATA_DIR).
 * @param env names and values; an empty value counts as not set
 * @returns the configuration, or everything that is wrong with it
 */
export function readConfig(env: Record<string, string | undefined>): Config | ConfigProblem[] {
  const set = Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : []));
  const given: Record<string, string> = Object.fromEntries(set);
  const read = z.object(shape).safeParse(given);
  const malformed = (read.error?.issues ?? []).map(({ path, message }) => problem(nameOf(path[0]), message));
  const problems = [...malformed, ...halfSet(given)];
  if (!read.success || problems.length > 0) return problems;
  const { data } = read;
  const playground = !data.SLACK_BOT_TOKEN && !data.DISCORD_TOKEN;
  return {
    playground,
    databaseUrl: data.DATABASE_URL ?? null,
    dataDir: resolve(data.DATA_DIR ?? defaultDataDir(given, playground ? 'mosty-playground' : 'mosty')),
    secret: data.SECRET_KEY ? readSecret(data.SECRET_KEY) : null,
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    logLevel: data.LOG_LEVEL,
    open: data.OPEN,
    metrics: data.METRICS,
    slack: slackConfig(data),
    discord: data.DISCORD_TOKEN
      ? { token: data.DISCORD_TOKEN, apiUrl: data.DISCORD_API_URL.replace(/\/+$/, '') }
      : null,
  };
}

type Values = z.infer<ReturnType<typeof z.object<typeof shape>>>;

function slackConfig(data: Values): SlackConfig | null {
  if (!data.SLACK_BOT_TOKEN) return null;
  const base = { botTokens: data.SLACK_BOT_TOKEN, apiUrl: data.SLACK_API_URL.replace(/\/*$/, '/') };
  if (data.SLACK_APP_TOKEN) return { ...base, connection: { mode: 'socket', appTokens: data.SLACK_APP_TOKEN } };
  return { ...base, connection: { mode: 'http', signingSecret: data.SLACK_SIGNING_SECRET ?? '' } };
}

/** What is right by itself and wrong beside the others. */
function halfSet(given: Record<string, string>): ConfigProblem[] {
  const { DATABASE_URL, SECRET_KEY, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET } = given;
  const found: ConfigProblem[] = [];
  if (DATABASE_URL && !SECRET_KEY) {
    found.push(
      problem('SECRET_KEY', 'is missing, and DATABASE_URL is set: all services on one database share one key'),
    );
  }
  if (SLACK_BOT_TOKEN && !SLACK_APP_TOKEN && !SLACK_SIGNING_SECRET) {
    found.push({
      name: 'SLACK_APP_TOKEN',
      problem: 'is missing beside SLACK_BOT_TOKEN, and so is SLACK_SIGNING_SECRET',
      cure: `${cures.SLACK_APP_TOKEN} Or, to be called over HTTP: ${cures.SLACK_SIGNING_SECRET}`,
    });
  }
  if (!SLACK_BOT_TOKEN) {
    for (const name of ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const) {
      if (given[name]) found.push(problem('SLACK_BOT_TOKEN', `is missing beside ${name}`));
    }
  }
  for (const [address, token] of [
    ['SLACK_API_URL', 'SLACK_BOT_TOKEN'],
    ['DISCORD_API_URL', 'DISCORD_TOKEN'],
  ] as const) {
    if (given[address] && !given[token]) found.push(problem(token, `is missing beside ${address}`));
  }
  if (SLACK_APP_TOKEN && SLACK_SIGNING_SECRET) {
    found.push({
      name: 'SLACK_SIGNING_SECRET',
      problem: 'stands beside SLACK_APP_TOKEN, and only one of the two ways can be meant',
      cure: 'Remove SLACK_SIGNING_SECRET to use Socket Mode, or SLACK_APP_TOKEN to be called over HTTP.',
    });
  }
  const [bots, apps] = [SLACK_BOT_TOKEN, SLACK_APP_TOKEN].map((text) => text?.split(',').length ?? 0);
  if (bots && apps && apps !== 1 && apps !== bots) {
    found.push({
      name: 'SLACK_APP_TOKEN',
      problem: `holds ${apps} tokens, and SLACK_BOT_TOKEN holds ${bots}`,
      cure: 'Write one app token for all, or one for each bot token in the same order.',
    });
  }
  return found;
}

function problem(name: Name, text: string): ConfigProblem {
  return { name, problem: text, cure: cures[name] };
}

function nameOf(part: PropertyKey | undefined): Name {
  const name = configNames.find((each) => each === part);
  if (name === undefined) throw new Error('zod told of an unknown variable');
  return name as Name;
}

function defaultDataDir(env: Record<string, string>, name: string): string {
  const windows = process.platform === 'win32' ? env['LOCALAPPDATA'] : undefined;
  return join(env['XDG_DATA_HOME'] ?? windows ?? join(env['HOME'] ?? homedir(), '.local', 'share'), name);
}

/** The message that ends a start. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(({ name, problem: what, cure }) => `  ${name} ${what}.\n    ${cure}`);
  return `The configuration is not complete. Mend this in the environment or in .env and start again:\n${lines.join('\n')}\n`;
}

/**
 * Reads the environment of this process and the .env file of the checkout.
 */
export function loadConfig(): Config | ConfigProblem[] {
  const file = fileURLToPath(new URL('../.env', import.meta.url));
  const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return readConfig({ ...kept, ...process.env });
}
