// Payload → Ask, together with the way back. Nothing is decided here: who may do what is the bot's business.
import type { Ask, What } from '#bot/ask.ts';
import { readState } from './draw/form.ts';
import { isAnswer, wayFrom } from './home.ts';
import type { Installation } from './installations.ts';
import { type FormOrigin, unpackOrigin } from './metadata.ts';
import type {
  EventBody,
  MentionEvent,
  PressBody,
  ShortcutBody,
  SlackView,
  SlashBody,
  SubmitBody,
  SuggestBody,
} from './payloads.ts';
import { readMention, readWords, rootOf, splitFirst } from './words.ts';

/** Where an answer can go. */
export type Way = {
  user: string;
  channel: string;
  channelName: string;
  direct: boolean;
  thread?: string;
  /** Takes five answers within 30 minutes, also where the bot is no member. */
  responseUrl?: string;
  /** Opens one modal within 3 seconds. */
  trigger?: string;
  /** The pressed message is one that only this person sees, so an answer may take its place. */
  replaceable: boolean;
  /** From the person's Home: answers stand in a modal over it (home.ts). */
  home?: true;
  /** The modal it comes from, to say something in it: a submitted form, or an answer over the Home. */
  view?: { id: string; fields: readonly string[]; title: string };
};

/** What was heard: everything of an Ask that the payload itself says. */
export type Heard = { key: string; home?: string; userName: string; what: What; way: Way };

const isDirect = (channel: string): boolean => channel.startsWith('D');

export function hearSlash(body: SlashBody, groups: ReadonlySet<string>): Heard {
  return {
    key: `slack:${body.trigger_id}`,
    userName: body.user_name ?? '',
    what: { kind: 'text', root: rootOf(body.command, groups), text: readWords(body.text ?? '') },
    way: {
      user: body.user_id,
      channel: body.channel_id,
      channelName: body.channel_name ?? '',
      direct: isDirect(body.channel_id),
      responseUrl: body.response_url,
      trigger: body.trigger_id,
      replaceable: false,
    },
  };
}

/** @returns undefined for what is no press of ours (a link button, a list in a modal that was only opened) */
export function hearPress(body: PressBody): Heard | undefined {
  const action = body.actions[0];
  const press = action?.value ?? action?.selected_option?.value;
  const inView = body.view && wayInView(body, body.view);
  if (!action || !press || (body.view && !inView)) return undefined;
  const channel = body.channel?.id ?? '';
  return {
    // One envelope delivered twice has one trigger; two quick presses have two.
    key: `slack:${body.trigger_id}`,
    ...(body.user.team_id ? { home: body.user.team_id } : {}),
    userName: body.user.name ?? body.user.username ?? '',
    what: { kind: 'press', press },
    way: inView ?? {
      user: body.user.id,
      channel,
      channelName: body.channel?.name ?? '',
      direct: isDirect(channel),
      trigger: body.trigger_id,
      replaceable: body.container?.is_ephemeral === true || isDirect(channel),
      ...(body.response_url ? { responseUrl: body.response_url } : {}),
      ...(body.container?.thread_ts ? { thread: body.container.thread_ts } : {}),
    },
  };
}

/** The Home itself, or an answer over it; a press in any other view is none of ours. */
function wayInView(body: PressBody, view: SlackView): Way | undefined {
  const way = wayFrom(body.user.id, body.trigger_id);
  if (view.type === 'home') return way;
  const origin = unpackOrigin(view.private_metadata ?? '');
  return origin && isAnswer(origin) ? { ...way, view: { id: view.id, fields: [], title: '' } } : undefined;
}

const wayOf = (origin: FormOrigin, user: string): Way => ({
  user,
  channel: origin.channel,
  channelName: origin.name,
  direct: origin.home ?? isDirect(origin.channel),
  replaceable: false,
  ...(origin.home ? { home: true } : {}),
  ...(origin.url ? { responseUrl: origin.url } : {}),
  ...(origin.thread ? { thread: origin.thread } : {}),
});

/** @returns undefined when the modal is not one of ours */
export function hearSubmit(body: SubmitBody): Heard | undefined {
  const origin = unpackOrigin(body.view.private_metadata ?? '');
  if (!origin) return undefined;
  const state = body.view.state?.values ?? {};
  return {
    key: `slack:${body.trigger_id}`,
    ...(body.user.team_id ? { home: body.user.team_id } : {}),
    userName: body.user.name ?? body.user.username ?? '',
    what: { kind: 'form', id: origin.form, values: readState(state) },
    way: {
      ...wayOf(origin, body.user.id),
      trigger: body.trigger_id,
      view: { id: body.view.id, fields: Object.keys(state), title: body.view.title?.text ?? '' },
    },
  };
}

/** @returns undefined when the list stands in no form of ours */
export function hearSuggest(body: SuggestBody, at: number): Heard | undefined {
  const origin = unpackOrigin(body.view?.private_metadata ?? '');
  if (!origin) return undefined;
  return {
    key: `slack:suggest:${body.view?.id ?? ''}:${body.action_id}:${at}`,
    ...(body.user.team_id ? { home: body.user.team_id } : {}),
    userName: body.user.name ?? body.user.username ?? '',
    what: {
      kind: 'suggest',
      command: origin.form,
      option: body.action_id,
      typed: body.value ?? '',
      values: readState(body.view?.state?.values ?? {}),
    },
    way: wayOf(origin, body.user.id),
  };
}

/** A command chosen on a message. The link is made from the workspace's own address: chat.getPermalink would cost a call. */
export function hearShortcut(body: ShortcutBody, installation: Installation): Heard {
  const channel = body.channel?.id ?? '';
  const ts = body.message?.ts ?? body.message_ts ?? '';
  const base = installation.url || `https://${body.team?.domain ?? 'app'}.slack.com/`;
  const thread = body.message?.thread_ts;
  const inThread = thread && thread !== ts ? `?thread_ts=${thread}&cid=${channel}` : '';
  return {
    key: `slack:${body.trigger_id}`,
    ...(body.user.team_id ? { home: body.user.team_id } : {}),
    userName: body.user.name ?? body.user.username ?? '',
    what: {
      kind: 'message',
      command: body.callback_id,
      text: readWords(body.message?.text ?? ''),
      url: `${base}archives/${channel}/p${ts.replace('.', '')}${inThread}`,
    },
    way: {
      user: body.user.id,
      channel,
      channelName: body.channel?.name ?? '',
      direct: isDirect(channel),
      trigger: body.trigger_id,
      replaceable: false,
      ...(body.response_url ? { responseUrl: body.response_url } : {}),
    },
  };
}

/** Words said to the bot: the way to it inside threads, where Slack has no slash commands. */
export function hearMention(body: EventBody<MentionEvent>, installation: Installation): Heard | undefined {
  const { event } = body;
  if (!event.user || event.bot_id) return undefined;
  const said = readMention(event.text ?? '', installation.botUser);
  if (said === undefined) return undefined;
  const { first, rest } = splitFirst(said.replace(/^\//, ''));
  const home = event.user_team ?? event.team;
  return {
    key: `slack:${body.event_id ?? `${event.channel}:${event.ts}`}`,
    ...(home ? { home } : {}),
    userName: '',
    what: { kind: 'text', root: first === '' ? 'mosty' : first.toLowerCase(), text: rest },
    way: {
      user: event.user,
      channel: event.channel,
      channelName: '',
      direct: isDirect(event.channel),
      replaceable: false,
      ...(event.thread_ts ? { thread: event.thread_ts } : {}),
    },
  };
}

/** The teams a payload may belong to, the likeliest first. The person's own team counts only where no other is named. */
export function teamOf(body: {
  team_id?: string;
  team?: { id: string } | null;
  user?: { team_id?: string };
  view?: { app_installed_team_id?: string };
  authorizations?: { team_id?: string | null }[];
}): string | undefined {
  return (
    body.view?.app_installed_team_id ??
    body.authorizations?.[0]?.team_id ??
    body.team?.id ??
    body.team_id ??
    body.user?.team_id
  );
}

export type MakeAsk = (
  heard: Heard,
  at: Date,
  person: Omit<Ask['user'], 'id'>,
  mayConnect: () => Promise<boolean>,
  space: string,
) => Ask;

/** The Ask itself, once the person's profile is known (or not). */
export const makeAsk: MakeAsk = (heard, at, person, mayConnect, space) => ({
  key: heard.key,
  at,
  platform: 'slack',
  space,
  user: { ...person, id: heard.way.user },
  channel: { id: heard.way.channel, name: heard.way.channelName, direct: heard.way.direct },
  mayConnect,
  formFields: 100,
  what: heard.what,
});
