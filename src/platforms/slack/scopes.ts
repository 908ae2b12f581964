// What the app asks a workspace for, and why: the manifest is made from this list, and docs/platforms/slack.md repeats it.

/** Each bot scope with what stops working without it. */
export const scopes: Readonly<Record<string, string>> = {
  commands: 'slash commands and "Create task" on a message',
  'chat:write': 'cards, boards, reminders and answers',
  'app_mentions:read': '"@Mosty task add …" in threads, where Slack has no slash commands',
  'users:read': 'a person’s name, language and time zone, and who is an admin of the workspace',
  'im:write': 'opening a direct message for a reminder or a repair card',
  'channels:read': 'noticing that a public channel was archived, and who made it',
  'groups:read': 'the same for a private channel',
  'channels:join': 'joining a public channel that was connected without inviting the bot',
  'pins:write': 'pinning the board of open items',
  'files:write': 'the picture of a digest, and the file of /profile export',
};

/**
 * Asked for only on request (--history): with them, a message that was posted just before a crash is found again by its key
 * and not posted twice. They let an app read what people write, so they are not asked for by themselves; Mosty reads only
 * the keys of its own messages.
 */
export const historyScopes = ['channels:history', 'groups:history', 'im:history'] as const;

/** What Slack shall tell by itself. */
export const botEvents = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'tokens_revoked',
  'channel_archive',
  'channel_deleted',
  'channel_left',
  'group_archive',
  'group_deleted',
  'group_left',
  'user_change',
] as const;

/**
 * Slack's own commands. A manifest that names one of them is refused as a whole, and Slack's schema does not say so.
 * From Slack's help page on built-in commands and from developers' reports; when Slack adds one, --prefix is the way out.
 */
export const reservedCommands: ReadonlySet<string> = new Set(
  (
    'active apps archive away call canvas close collapse dm dnd expand feed feedback giphy hangups help huddle invite ' +
    'invite_people join keys kick leave list me msg mute open part prefs remind remove rename s search settings ' +
    'shortcuts shrug star status summary topic unarchive unmute who workflow'
  ).split(' '),
);
