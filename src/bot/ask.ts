// What somebody asked for, with the platform already forgotten. A platform turns its payload into an Ask and nothing more:
// it decides neither who the person is nor what they may do.
import type { PlatformName } from '#message/message.ts';

/**
 * Raw option values as typed. A native mention is written `<@user id>`, a channel `<#channel id>`, both without a name;
 * a picked suggestion is the suggestion's value as given (`id:…`).
 */
export type RawValues = Readonly<Record<string, string>>;

export type What =
  /** A slash command whose options the platform has typed (Discord). `command` is the path, "task.add". */
  | { kind: 'command'; command: string; values: RawValues }
  /** A slash command as one line of text (Slack). `root` is the first word ("task", or "mosty"), `text` the rest. */
  | { kind: 'text'; root: string; text: string }
  /** A pressed button or a chosen line of a menu: a packed press. */
  | { kind: 'press'; press: string }
  /** A submitted form: the form's id and all its fields (an empty field is an empty string). */
  | { kind: 'form'; id: string; values: RawValues }
  /** Autocomplete: what has been typed into `option` so far. `command` may also be a form's id. */
  | { kind: 'suggest'; command: string; option: string; typed: string; values: RawValues }
  /** A command chosen on an existing message ("Create task"): its text and a link to it. */
  | { kind: 'message'; command: string; text: string; url: string }
  /** The person's own page was opened (Slack's Home): what they owe, and their settings. */
  | { kind: 'home' };

export type Ask = {
  /** The platform's own id of this event, with the platform in front: the same event delivered twice has the same key. */
  key: string;
  /** When it reached us, by the service's clock. */
  at: Date;
  platform: PlatformName;
  /** The workspace or server where it happened; empty in a Discord direct message. */
  space: string;
  /** The actor. `home` is the actor's own team (Slack Connect outsiders have another one than `space`); Discord: "discord". */
  user: {
    home: string;
    id: string;
    name: string;
    /** The platform has not said yet how the person is called: `name` is a handle or an id, good until it does. */
    provisional?: true;
    locale?: string;
    timezone?: string;
  };
  channel: { id: string; name: string; direct: boolean };
  /** Whether the actor may connect this channel: workspace admin or channel manager; Manage Server or Manage Channels. Asked only when needed. */
  mayConnect(): Promise<boolean>;
  /** How many fields a form may hold here (Slack 100, Discord 5). */
  formFields: number;
  what: What;
};

/** What a platform noticed without anybody asking: spaces come and go, channels vanish, accounts close. */
export type Notice =
  | {
      kind: 'space';
      platform: PlatformName;
      space: string;
      name: string;
      locale?: string;
      status: 'active' | 'unreachable' | 'left';
      problem?: string;
      botUser: string;
      app?: string;
      scopes?: readonly string[];
      /** Slack: the token to keep sealed. */
      token?: string;
    }
  | {
      kind: 'channel-gone';
      platform: PlatformName;
      space: string;
      channel: string;
      why: 'deleted' | 'archived' | 'removed';
    }
  | { kind: 'account-gone'; platform: PlatformName; home: string; user: string };
