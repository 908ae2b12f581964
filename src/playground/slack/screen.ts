// What one person sees: channels with their messages (ephemeral ones in between), direct messages, the modal, home tabs.
import { stateValues } from './form.ts';
import { viewJson } from './shapes.ts';
import type { Channel, Fields, Message, Team, User } from './state.ts';
import type { World } from './world.ts';

export interface SeenMessage {
  readonly ts: string;
  readonly from: { readonly id: string; readonly name: string; readonly isBot: boolean };
  readonly text: string;
  readonly blocks: readonly Fields[] | undefined;
  readonly attachments: readonly Fields[] | undefined;
  readonly ephemeral: boolean;
  readonly pinned: boolean;
  readonly edited: boolean;
  readonly threadTs: string | undefined;
  readonly files: readonly { readonly id: string; readonly name: string; readonly title: string }[];
  readonly reactions: readonly { readonly name: string; readonly count: number }[];
}

export interface SeenChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: Channel['kind'];
  readonly archived: boolean;
  readonly messages: readonly SeenMessage[];
}

export interface Screen {
  readonly team: Team | undefined;
  readonly user: User;
  readonly channels: readonly SeenChannel[];
  readonly dms: readonly SeenChannel[];
  /** The view on top, as JSON with what was typed; `depth` views lie on each other. */
  readonly modal: Fields | undefined;
  readonly depth: number;
  readonly homes: readonly Fields[];
  /** What Slack itself said, newest last. */
  readonly notices: readonly string[];
}

function seen(world: World, channel: Channel, message: Message): SeenMessage {
  const from = world.users.get(message.userId);
  return {
    ts: message.ts,
    from: { id: message.userId, name: from?.realName ?? message.userId, isBot: from?.isBot === true },
    text: message.text,
    blocks: message.blocks,
    attachments: message.attachments,
    ephemeral: message.to !== undefined,
    pinned: channel.pins.has(message.ts),
    edited: message.edited !== undefined,
    threadTs: message.threadTs,
    files: message.files
      .map((id) => world.files.get(id))
      .filter((file) => file !== undefined)
      .map(({ id, name, title }) => ({ id, name, title })),
    reactions: [...message.reactions].map(([name, users]) => ({ name, count: users.size })),
  };
}

/** The screen of a person. Messages are in the order of their timestamps. */
export function screenOf(world: World, user: User): Screen {
  const whispers = world.ephemerals.get(user.id) ?? [];
  const channels: SeenChannel[] = [];
  const dms: SeenChannel[] = [];
  for (const channel of world.channelsOfUser.get(user.id) ?? []) {
    const messages = [...channel.messages.values(), ...whispers.filter((one) => one.channelId === channel.id)]
      .sort((one, other) => Number(one.ts) - Number(other.ts))
      .map((message) => seen(world, channel, message));
    const other = [...channel.members].find((id) => id !== user.id);
    const name = channel.kind === 'im' ? (world.users.get(other ?? '')?.realName ?? '') : channel.name;
    const list = channel.kind === 'im' ? dms : channels;
    list.push({ id: channel.id, name, kind: channel.kind, archived: channel.archived, messages });
  }
  const stack = world.stack(user.id);
  const top = stack.at(-1);
  return {
    team: world.teams.get(user.teamId),
    user,
    channels,
    dms,
    modal: top === undefined ? undefined : viewJson(top, world, stateValues(top.body.blocks, top.typed)),
    depth: stack.length,
    homes: [...world.homes.values()].filter((view) => view.userId === user.id).map((view) => viewJson(view, world)),
    notices: world.notices.get(user.id) ?? [],
  };
}
