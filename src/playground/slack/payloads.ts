// The bodies Slack sends for what people do, key by key as in the recordings.
import type { Placed } from './form.ts';
import { messageJson, teamJson, viewJson } from './shapes.ts';
import type { Channel, Fields, Installation, Message, User, View } from './state.ts';
import type { World } from './world.ts';

export interface Actor {
  readonly world: World;
  readonly installation: Installation;
  readonly user: User;
}

function common({ installation, user }: Actor, type: string): Fields {
  const { app, team } = installation;
  return {
    type,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: app.id,
    token: app.verificationToken,
    team: teamJson(team),
    enterprise: team.enterprise ?? null,
    is_enterprise_install: false,
  };
}

/** The name a command or button reports: Slack hides the names of places the app is not in. */
function nameOf(channel: Channel, installation: Installation): string {
  if (channel.kind === 'im') return 'directmessage';
  if (channel.kind !== 'public' && !channel.members.has(installation.botUser.id)) return 'privategroup';
  return channel.name;
}

export function slashPayload(
  actor: Actor,
  input: { channel: Channel; command: string; text: string; responseUrl: string; triggerId: string },
): Fields {
  const { installation, user } = actor;
  const { app, team } = installation;
  return {
    token: app.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    ...(team.enterprise === undefined
      ? {}
      : { enterprise_id: team.enterprise.id, enterprise_name: team.enterprise.name }),
    channel_id: input.channel.id,
    channel_name: nameOf(input.channel, installation),
    user_id: user.id,
    user_name: user.name,
    command: input.command,
    text: input.text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: input.responseUrl,
    trigger_id: input.triggerId,
  };
}

/** Where an element stands: in a message (perhaps ephemeral) or in a view. */
export type Place =
  | { readonly message: Message; readonly channel: Channel; readonly responseUrl: string }
  | { readonly view: View };

function container(place: Place): Fields {
  if ('view' in place) return { type: 'view', view_id: place.view.id };
  const { message, channel } = place;
  return {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: message.to !== undefined,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  };
}

function placePart(actor: Actor, place: Place, values: Fields): Fields {
  if ('view' in place) return { view: viewJson(place.view, actor.world, values) };
  const { message, channel, responseUrl } = place;
  return {
    channel: { id: channel.id, name: nameOf(channel, actor.installation) },
    // An ephemeral message comes without its content: Slack does not keep it.
    ...(message.to === undefined ? { message: messageJson(message, channel) } : {}),
    state: { values },
    response_url: responseUrl,
  };
}

export function actionTs(world: World): string {
  const now = world.now();
  return `${Math.floor(now / 1000)}.${String(Math.floor(now % 1000)).padStart(3, '0')}000`;
}

export function actionsPayload(
  actor: Actor,
  place: Place,
  placed: Placed,
  held: Fields,
  values: Fields,
  triggerId: string,
): Fields {
  const { element } = placed;
  const kept: Fields = {};
  for (const name of ['placeholder', 'confirm']) if (element[name] !== undefined) kept[name] = element[name];
  return {
    ...common(actor, 'block_actions'),
    container: container(place),
    trigger_id: triggerId,
    ...placePart(actor, place, values),
    actions: [
      {
        action_id: placed.actionId,
        block_id: placed.blockId,
        ...held,
        ...kept,
        type: element['type'],
        action_ts: actionTs(actor.world),
      },
    ],
  };
}

export function suggestionPayload(actor: Actor, place: Place, placed: Placed, typed: string, values: Fields): Fields {
  const { response_url: _, ...rest } = placePart(actor, place, values);
  return {
    ...common(actor, 'block_suggestion'),
    container: container(place),
    action_id: placed.actionId,
    block_id: placed.blockId,
    value: typed,
    ...rest,
  };
}

export function submissionPayload(
  actor: Actor,
  view: View,
  values: Fields,
  triggerId: string,
  responseUrls: Fields[],
): Fields {
  return {
    ...common(actor, 'view_submission'),
    trigger_id: triggerId,
    view: viewJson(view, actor.world, values),
    response_urls: responseUrls,
  };
}

export function closedPayload(actor: Actor, view: View, values: Fields, isCleared: boolean): Fields {
  return { ...common(actor, 'view_closed'), view: viewJson(view, actor.world, values), is_cleared: isCleared };
}

export function messageShortcutPayload(
  actor: Actor,
  input: { callbackId: string; channel: Channel; message: Message; responseUrl: string; triggerId: string },
): Fields {
  const { api_app_id: _, ...rest } = common(actor, 'message_action');
  return {
    ...rest,
    action_ts: actionTs(actor.world),
    callback_id: input.callbackId,
    trigger_id: input.triggerId,
    channel: { id: input.channel.id, name: nameOf(input.channel, actor.installation) },
    response_url: input.responseUrl,
    message_ts: input.message.ts,
    message: messageJson(input.message, input.channel),
  };
}

export function globalShortcutPayload(actor: Actor, callbackId: string, triggerId: string): Fields {
  const { api_app_id: _, ...rest } = common(actor, 'shortcut');
  return { ...rest, action_ts: actionTs(actor.world), callback_id: callbackId, trigger_id: triggerId };
}
