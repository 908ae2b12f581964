// An app's settings: from plain options, or from the manifest that a real workspace would be given.
import { randomBytes } from 'node:crypto';
import { Refused } from './rules/rule.ts';
import type { App, Fields } from './state.ts';
import { asFields } from './world.ts';

export interface CommandInput {
  readonly command: string;
  readonly shouldEscape?: boolean;
  readonly description?: string;
  readonly usageHint?: string;
}

export interface AppInput {
  readonly id?: string;
  readonly name?: string;
  /** Commands, shortcuts, events and mode are read from it; what is given beside it wins. */
  readonly manifest?: Fields;
  readonly commands?: readonly (string | CommandInput)[];
  readonly shortcuts?: readonly {
    readonly type: 'message' | 'global';
    readonly callbackId: string;
    readonly name?: string;
  }[];
  /** Names as in a manifest; left out: everything except `message.*`. */
  readonly events?: readonly string[];
  readonly mode?: 'socket' | 'http';
  /** As in the manifest, which has none unless it says so; without a manifest there is one. */
  readonly homeTab?: boolean;
  /** Where HTTP mode posts to, such as `http://127.0.0.1:3000/slack/events`. */
  readonly requestUrl?: string;
  /** Distributed to others without the Marketplace; see `rate:history`. */
  readonly unlisted?: boolean;
  readonly signingSecret?: string;
  readonly appToken?: string;
}

const secret = (bytes: number): string => randomBytes(bytes).toString('hex');
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map((item) => asFields(item) ?? {}) : []);

/** Bot scopes that a manifest asks for. */
export function manifestScopes(manifest: Fields | undefined): string[] | undefined {
  const scopes = asFields(asFields(manifest?.['oauth_config'])?.['scopes'])?.['bot'];
  return Array.isArray(scopes) ? scopes.map(String) : undefined;
}

/** Slack's own commands: a manifest that names one is refused whole (platform-rules §1, not in Slack's JSON Schema). */
export const RESERVED: ReadonlySet<string> = new Set(
  [
    ...['me', 'status', 'remind', 'dm', 'msg', 'away', 'active', 'leave', 'part', 'close', 'invite', 'join', 'open'],
    ...['topic', 'search', 's', 'mute', 'who', 'shrug', 'archive', 'rename', 'remove', 'kick', 'collapse', 'expand'],
    ...['dnd', 'feed', 'feedback', 'invite_people', 'prefs', 'shortcuts', 'star', 'apps', 'keys', 'call', 'huddle'],
  ].map((name) => `/${name}`),
);

function checkCommand(command: string): void {
  if (RESERVED.has(command)) throw new Refused('invalid_manifest', 'manifest:reserved', command);
  if (!/^\/[a-z0-9_-]{1,31}$/.test(command)) throw new Refused('invalid_manifest', 'manifest:command', command);
}

/**
 * Reads an app's settings.
 * @throws Refused `invalid_manifest` for a command that is Slack's own or badly named.
 */
export function appFrom(id: string, input: AppInput): App {
  const features = asFields(input.manifest?.['features']);
  const settings = asFields(input.manifest?.['settings']);
  const commands = new Map<
    string,
    { command: string; shouldEscape: boolean; description: string; usageHint: string }
  >();
  for (const one of listOf(features?.['slash_commands'])) {
    const command = String(one['command']);
    commands.set(command, {
      command,
      shouldEscape: one['should_escape'] === true,
      description: String(one['description'] ?? ''),
      usageHint: String(one['usage_hint'] ?? ''),
    });
  }
  for (const one of input.commands ?? []) {
    const given = typeof one === 'string' ? { command: one } : one;
    const { command, shouldEscape = true, description = '', usageHint = '' } = given;
    commands.set(command, { command, shouldEscape, description, usageHint });
  }
  for (const command of commands.keys()) checkCommand(command);
  const shortcuts = [
    ...listOf(features?.['shortcuts']).map((one) => ({
      type: one['type'] === 'message' ? ('message' as const) : ('global' as const),
      callbackId: String(one['callback_id']),
      name: String(one['name'] ?? ''),
    })),
    ...(input.shortcuts ?? []).map(({ type, callbackId, name = callbackId }) => ({ type, callbackId, name })),
  ];
  const subscribed = asFields(settings?.['event_subscriptions'])?.['bot_events'];
  const events = input.events ?? (Array.isArray(subscribed) ? subscribed.map(String) : undefined);
  const homeTab = asFields(features?.['app_home'])?.['home_tab_enabled'] === true || input.manifest === undefined;
  const display = asFields(input.manifest?.['display_information'])?.['name'];
  const socketMode = settings?.['socket_mode_enabled'];
  return {
    id,
    name: input.name ?? (typeof display === 'string' ? display : 'Bot'),
    appToken: input.appToken ?? `xapp-1-${id}-${secret(6)}-${secret(24)}`,
    signingSecret: input.signingSecret ?? secret(16),
    verificationToken: secret(12),
    mode: input.mode ?? (socketMode === false || input.requestUrl !== undefined ? 'http' : 'socket'),
    requestUrl: input.requestUrl,
    unlisted: input.unlisted ?? false,
    commands,
    shortcuts,
    homeTab: input.homeTab ?? homeTab,
    events: events === undefined ? undefined : new Set(events),
  };
}
