// The app's manifest: what a coordinator pastes at api.slack.com/apps → "From a manifest". Made from the same commands that the
// bot runs, so that Slack offers exactly what there is.
import type { CommandTable } from '#bot/command.ts';
import type { Lang } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';
import { cut } from './draw/text.ts';
import { botEvents, historyScopes, reservedCommands, scopes } from './scopes.ts';

export type ManifestOptions = {
  /** Put before every command: another app of the workspace may own "/task". */
  prefix?: string;
  /** The app's name in the workspace. */
  name?: string;
  /** Language of the descriptions: Slack cannot show them in the reader's own. */
  lang?: Lang;
  /** The service's public address: HTTP mode. Without it, Socket Mode. */
  url?: string;
  /** Also ask for the history scopes (see scopes.ts). */
  history?: boolean;
};

type SlashCommand = { command: string; description: string; usage_hint?: string; should_escape: true; url?: string };
type Shortcut = { name: string; type: 'message'; callback_id: string; description: string };
export type Manifest = {
  display_information: { name: string; description: string; background_color: string };
  features: {
    app_home: { home_tab_enabled: boolean; messages_tab_enabled: boolean; messages_tab_read_only_enabled: boolean };
    bot_user: { display_name: string; always_online: boolean };
    shortcuts?: Shortcut[];
    slash_commands: SlashCommand[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { request_url?: string; bot_events: string[] };
    interactivity: { is_enabled: true; request_url?: string; message_menu_options_url?: string };
    org_deploy_enabled: false;
    socket_mode_enabled: boolean;
    token_rotation_enabled: false;
  };
};

const limits = {
  name: 35,
  description: 140,
  command: 32,
  about: 100,
  hint: 80,
  shortcut: 24,
  shortcutAbout: 150,
  commands: 50,
  /** Slack's words say 5, its schema 10. */
  shortcuts: 5,
};

/** "/help" is as good as taken (Slack, or any other app): without a prefix it is "/mosty help" only. */
const UNDER_MOSTY = 'help';

/** Groups in the order of /help, with the second words of each. */
function groupsOf(table: CommandTable): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { path } of table.commands) {
    const [group = path, sub] = path.split('.');
    groups.set(group, [...(groups.get(group) ?? []), ...(sub ? [sub] : [])]);
  }
  if (!groups.has('mosty')) groups.set('mosty', []);
  return groups;
}

/** "add | list | show …": as many words as fit. */
function hintOf(subs: readonly string[]): string {
  let hint = '';
  for (const sub of subs) {
    const longer = hint === '' ? sub : `${hint} | ${sub}`;
    if (longer.length > limits.hint - 2) return `${hint} …`;
    hint = longer;
  }
  return hint;
}

/**
 * The manifest of these commands.
 * @throws RangeError when a name is one of Slack's own or too long; the message says what to do
 */
export function manifest(table: CommandTable, options: ManifestOptions = {}): Manifest {
  const { prefix = '', name = 'Mosty', lang = 'en', url, history = false } = options;
  const t = translator(lang);
  const request = url ? `${url.replace(/\/+$/, '')}/slack/events` : undefined;
  const groups = groupsOf(table);
  const slash = [...groups]
    .filter(([group]) => prefix !== '' || group !== UNDER_MOSTY)
    .map(([group, subs]): SlashCommand => {
      const command = `${prefix}${group}`;
      if (!/^[a-z0-9_-]+$/.test(command))
        throw new RangeError(`/${command}: a command has small letters, digits, "-" and "_" only`);
      if (reservedCommands.has(command))
        throw new RangeError(`/${command} is one of Slack's own commands: choose another --prefix`);
      if (command.length >= limits.command)
        throw new RangeError(`/${command} is longer than 32 characters: choose a shorter --prefix`);
      const hint = hintOf(group === 'mosty' ? [...groups.keys()].filter((other) => other !== 'mosty') : subs);
      return {
        command: `/${command}`,
        description: cut(t(group === 'mosty' ? 'help.about' : `${group}.about`), limits.about),
        ...(hint === '' ? {} : { usage_hint: hint }),
        should_escape: true,
        ...(request ? { url: request } : {}),
      };
    });
  if (slash.length > limits.commands)
    throw new RangeError(`Slack takes 50 commands of an app; there are ${slash.length}`);
  const shortcuts = table.commands
    .filter(({ command }) => command.onMessage)
    .map(
      ({ path }): Shortcut => ({
        name: cut(t(`${path}.onmessage`), limits.shortcut),
        type: 'message',
        callback_id: path,
        description: cut(t(`${path}.about`), limits.shortcutAbout),
      }),
    );
  if (shortcuts.length > limits.shortcuts)
    throw new RangeError(`Slack takes 5 shortcuts of an app; there are ${shortcuts.length}`);
  return {
    display_information: {
      name: cut(name, limits.name),
      description: cut(t('slack.app_about'), limits.description),
      background_color: '#1f4e5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: cut(name, limits.name), always_online: true },
      ...(shortcuts.length > 0 ? { shortcuts } : {}),
      slash_commands: slash,
    },
    oauth_config: { scopes: { bot: [...Object.keys(scopes), ...(history ? historyScopes : [])] } },
    settings: {
      event_subscriptions: { ...(request ? { request_url: request } : {}), bot_events: [...botEvents] },
      interactivity: {
        is_enabled: true,
        ...(request ? { request_url: request, message_menu_options_url: request } : {}),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: request === undefined,
      token_rotation_enabled: false,
    },
  };
}
