// The things of the local Discord as plain data: people, servers, channels, messages, interactions, and what listeners hear.
import type { Json } from './problem.ts';

export type Clock = () => number | Date;

export type User = {
  id: string;
  username: string;
  globalName: string | null;
  bot: boolean;
  locale: string;
  dmsClosed: boolean;
};
export type Role = { id: string; name: string; permissions: bigint; position: number; managed: boolean };
export type Member = { user: User; nick: string | null; roles: Set<string>; joinedAt: string };
export type Overwrite = { type: 0 | 1; allow: bigint; deny: bigint };
export type Guild = {
  id: string;
  name: string;
  locale: string;
  ownerId: string;
  roles: Map<string, Role>;
  members: Map<string, Member>;
  channels: Map<string, Channel>;
  commands: Map<string, Json>;
  events: Map<string, Json>;
};
export type Channel = {
  id: string;
  type: 0 | 1;
  guild: Guild | null;
  name: string;
  topic: string | null;
  position: number;
  overwrites: Map<string, Overwrite>;
  recipient: User | null;
  messages: Map<string, Message>;
  pins: Map<string, string>;
  lastMessageId: string | null;
};
export type Message = {
  id: string;
  channel: Channel;
  type: number;
  author: User;
  content: string;
  embeds: Json[];
  components: Json[];
  attachments: Json[];
  flags: number;
  tts: boolean;
  at: number;
  editedAt: number | null;
  pinned: boolean;
  mentions: string[];
  mentionRoles: string[];
  mentionEveryone: boolean;
  nonce: string | number | null;
  replyTo: string | null;
  interaction: Interaction | null;
  ephemeralFor: string | null;
  lateEdits: number[];
};
export type InteractionState = 'waiting' | 'answered' | 'thinking' | 'thinking-update' | 'modal' | 'choices' | 'late';
export type Interaction = {
  id: string;
  token: string;
  type: 2 | 3 | 4 | 5;
  name: string;
  user: User;
  channel: Channel;
  guild: Guild | null;
  createdAt: number;
  startedAt: number;
  state: InteractionState;
  source: Message | null;
  original: Message | null;
  optionType: number | null;
  timer: NodeJS.Timeout | null;
  heard: ((what: Heard) => void) | null;
};
export type Heard =
  | { what: 'message'; message: Message; deferred: boolean }
  | { what: 'updated'; message: Message }
  | { what: 'followup'; message: Message }
  | { what: 'deleted'; message: Message }
  | { what: 'thinking' }
  | { what: 'thinking-update' }
  | { what: 'modal'; modal: Json }
  | { what: 'choices'; choices: Json[] }
  | { what: 'failed' };

/** What listeners hear; the page redraws from it, tests wait on it. */
export type WorldEvent =
  | { what: 'message' | 'message-edited' | 'message-deleted'; message: Message }
  | { what: 'interaction'; interaction: Interaction; heard: Heard | null }
  | { what: 'commands'; guildId: string | null }
  | { what: 'channel' | 'channel-deleted'; channel: Channel }
  | { what: 'guild' | 'guild-left'; guild: Guild }
  | { what: 'member' | 'member-left'; guild: Guild; member: Member }
  | { what: 'gateway'; change: 'connected' | 'ready' | 'resumed' | 'closed' };
