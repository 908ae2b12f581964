// What the local Slack remembers: the shapes of workspaces, people, channels, messages, views and apps.
// Ids are unique over the whole server, so that a channel shared by Slack Connect is one object for both workspaces.

/** A JSON object whose keys are not known yet. */
export type Fields = Record<string, unknown>;

export interface Team {
  readonly id: string;
  domain: string;
  name: string;
  /** Set when the workspace belongs to an Enterprise organisation; payloads then carry it. */
  enterprise: { id: string; name: string } | undefined;
  locale: string;
}

export interface User {
  readonly id: string;
  readonly teamId: string;
  name: string;
  realName: string;
  locale: string;
  /** IANA zone. */
  tz: string;
  email: string;
  isAdmin: boolean;
  isOwner: boolean;
  readonly isBot: boolean;
  readonly appId: string | undefined;
  deleted: boolean;
  /** Set on order: the error with which Slack answers whoever writes to this person in private. */
  closedDm: 'cannot_dm_bot' | 'user_disabled' | 'messages_tab_disabled' | undefined;
  updated: number;
}

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export interface Channel {
  readonly id: string;
  readonly teamId: string;
  name: string;
  readonly kind: ChannelKind;
  readonly members: Set<string>;
  archived: boolean;
  readonly creator: string;
  readonly created: number;
  topic: string;
  /** Other workspaces that see this channel through Slack Connect. */
  readonly sharedWith: Set<string>;
  readonly messages: Map<string, Message>;
  readonly pins: Map<string, { user: string; created: number }>;
  /** Microseconds of the newest timestamp, so that the next one is always larger. */
  lastMicros: number;
}

export interface Message {
  readonly ts: string;
  readonly channelId: string;
  readonly userId: string;
  readonly teamId: string;
  readonly botId: string | undefined;
  readonly appId: string | undefined;
  text: string;
  blocks: Fields[] | undefined;
  attachments: Fields[] | undefined;
  metadata: Fields | undefined;
  threadTs: string | undefined;
  edited: { user: string; ts: string } | undefined;
  subtype: string | undefined;
  clientMsgId: string | undefined;
  files: string[];
  readonly reactions: Map<string, Set<string>>;
  /** The one person who sees it, for ephemeral messages. */
  readonly to: string | undefined;
}

export interface View {
  readonly id: string;
  readonly teamId: string;
  readonly appId: string;
  readonly userId: string;
  readonly type: 'modal' | 'home';
  /** The view as the app gave it, with Slack's defaults filled in. */
  body: Fields & { blocks: Fields[] };
  hash: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  /** What the person has typed or chosen so far, by block and action. */
  typed: Map<string, Fields>;
}

export interface App {
  readonly id: string;
  readonly name: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  mode: 'socket' | 'http';
  requestUrl: string | undefined;
  readonly commands: Map<string, { command: string; shouldEscape: boolean; description: string; usageHint: string }>;
  readonly shortcuts: { type: 'message' | 'global'; callbackId: string; name: string }[];
  /** Whether the app has a Home tab: Slack publishes none otherwise. */
  homeTab: boolean;
  /** Names as in a manifest, such as `message.channels`; undefined means all. */
  readonly events: Set<string> | undefined;
  /** Distributed outside the Marketplace: Slack then gives out history far more slowly. */
  readonly unlisted: boolean;
}

export interface Installation {
  readonly app: App;
  readonly team: Team;
  readonly botToken: string;
  readonly botUser: User;
  readonly botId: string;
  readonly scopes: Set<string>;
  /** Not `ok` once the token was revoked or the app removed: the error every call then gets. */
  state: 'ok' | 'account_inactive' | 'token_revoked' | 'invalid_auth';
}

export interface StoredFile {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  name: string;
  title: string;
  size: number;
  bytes: Buffer | undefined;
  shared: boolean;
  readonly created: number;
}

/** Something that changed, for whoever draws the state live. */
export interface Change {
  readonly kind:
    | 'message'
    | 'message_changed'
    | 'message_deleted'
    | 'ephemeral'
    | 'view'
    | 'channel'
    | 'user'
    | 'team'
    | 'app'
    | 'notice'
    | 'call'
    | 'refused'
    | 'ack';
  readonly teamId: string;
  readonly channelId?: string | undefined;
  readonly userId?: string | undefined;
}
