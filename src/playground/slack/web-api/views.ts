// views.*: opening, pushing and changing modals, and publishing home tabs.
import { storedView } from '../normalise.ts';
import { Refused } from '../rules/rule.ts';
import { lookAtView, VIEW_BYTES } from '../rules/views.ts';
import { viewJson } from '../shapes.ts';
import type { Fields, View } from '../state.ts';
import { asFields, KEEP, type World } from '../world.ts';
import { bot, type Call, type Method, missing, required, text } from './method.ts';

/** Views of one person that lie on each other: the first and two pushes. */
export const STACK = 3;

/** Checks a view. @throws Refused `invalid_arguments` with every finding, or `view_too_large`. */
export function readView(world: World, value: unknown, kind: 'modal' | 'home'): Fields & { blocks: Fields[] } {
  const view = asFields(value);
  if (view === undefined) throw missing('view');
  if (JSON.stringify(view).length > VIEW_BYTES) throw new Refused('view_too_large', 'view:bytes');
  const look = lookAtView(view, kind);
  const [first] = look.findings;
  if (first !== undefined) {
    const messages = look.findings.map((finding) => finding.text);
    throw new Refused('invalid_arguments', first.rule, messages.join('; '), { response_metadata: { messages } });
  }
  return storedView(world, view);
}

export interface Owner {
  readonly appId: string;
  readonly teamId: string;
  readonly userId: string;
}

/** Puts a view in front of a person: on its own, or on top of what is open. */
export function showView(world: World, owner: Owner, body: View['body'], push: boolean): View {
  const external = body['external_id'];
  if (external !== '' && findExternal(world, owner, String(external)) !== undefined) {
    throw new Refused('duplicate_external_id', 'view:external-id', String(external));
  }
  const below = push ? world.stack(owner.userId) : [];
  if (below.length >= STACK) throw new Refused('push_limit_reached', 'view:stack');
  const id = world.id('V');
  const top = below.at(-1);
  const view: View = {
    id,
    teamId: owner.teamId,
    appId: owner.appId,
    userId: owner.userId,
    type: body['type'] === 'home' ? 'home' : 'modal',
    body,
    hash: world.newHash(),
    rootId: top?.rootId ?? id,
    previousId: top?.id,
    typed: new Map(),
  };
  world.views.set(id, view);
  if (world.views.size > KEEP.views) {
    for (const old of world.views.keys()) {
      world.views.delete(old);
      break;
    }
  }
  if (view.type === 'modal') {
    if (!push) for (const closed of world.stack(owner.userId)) world.views.delete(closed.id);
    world.stacks.set(owner.userId, [...below.map((one) => one.id), id]);
  }
  world.changed({ kind: 'view', teamId: owner.teamId, userId: owner.userId });
  return view;
}

/** Changes a view in place; what was typed stays where block and action are the same. */
export function changeView(world: World, view: View, body: View['body']): void {
  view.body = body;
  view.hash = world.newHash();
  const present = new Set<string>();
  for (const block of body.blocks) {
    for (const item of [
      block['element'],
      block['accessory'],
      ...(Array.isArray(block['elements']) ? block['elements'] : []),
    ]) {
      const action = asFields(item)?.['action_id'];
      if (action !== undefined) present.add(`${String(block['block_id'])} ${String(action)}`);
    }
  }
  for (const key of view.typed.keys()) if (!present.has(key)) view.typed.delete(key);
  world.changed({ kind: 'view', teamId: view.teamId, userId: view.userId });
}

function findExternal(world: World, owner: { teamId: string; appId: string }, external: string): View | undefined {
  for (const view of world.views.values()) {
    if (view.body['external_id'] === external && view.teamId === owner.teamId && view.appId === owner.appId)
      return view;
  }
  return undefined;
}

function open(call: Call, push: boolean): Fields {
  const { team } = bot(call);
  const body = readView(call.world, call.args['view'], 'modal');
  const trigger = call.triggers.take(required(call, 'trigger_id'), call.app.id);
  if (push && call.world.stack(trigger.userId).length === 0) throw new Refused('not_found', 'view:unknown');
  const view = showView(call.world, { appId: call.app.id, teamId: team.id, userId: trigger.userId }, body, push);
  trigger.interaction.viewIds.push(view.id);
  return { view: viewJson(view, call.world) };
}

function update(call: Call): Fields {
  const { team } = bot(call);
  const id = text(call, 'view_id');
  const external = text(call, 'external_id');
  if (id === undefined && external === undefined) throw missing('view_id');
  const owner = { teamId: team.id, appId: call.app.id };
  const view = id === undefined ? findExternal(call.world, owner, external ?? '') : call.world.views.get(id);
  if (view === undefined || view.appId !== call.app.id || view.teamId !== team.id) {
    throw new Refused('not_found', 'view:unknown', id ?? external);
  }
  const hash = text(call, 'hash');
  if (hash !== undefined && hash !== view.hash) throw new Refused('hash_conflict', 'view:hash');
  changeView(call.world, view, readView(call.world, call.args['view'], view.type));
  return { view: viewJson(view, call.world) };
}

function publish(call: Call): Fields {
  const { team } = bot(call);
  const userId = required(call, 'user_id');
  const user = call.world.users.get(userId);
  if (user === undefined || user.teamId !== team.id) throw new Refused('user_not_found', 'user:unknown', userId);
  const body = readView(call.world, call.args['view'], 'home');
  if (!call.app.homeTab) throw new Refused('not_enabled', 'view:home', call.app.id);
  const key = `${call.app.id}:${userId}`;
  const known = call.world.homes.get(key);
  const hash = text(call, 'hash');
  if (known !== undefined && hash !== undefined && hash !== known.hash) throw new Refused('hash_conflict', 'view:hash');
  if (known !== undefined) changeView(call.world, known, body);
  const view = known ?? showView(call.world, { appId: call.app.id, teamId: team.id, userId }, body, false);
  call.world.homes.set(key, view);
  return { view: viewJson(view, call.world) };
}

const opening = { 'view!': 'json', trigger_id: 'string', interactivity_pointer: 'string' } as const;

export const views: readonly Method[] = [
  { name: 'views.open', token: 'bot', tier: 4, scopes: [], args: opening, run: (call) => open(call, false) },
  { name: 'views.push', token: 'bot', tier: 4, scopes: [], args: opening, run: (call) => open(call, true) },
  {
    name: 'views.update',
    token: 'bot',
    tier: 4,
    scopes: [],
    run: update,
    args: { 'view!': 'json', view_id: 'string', external_id: 'string', hash: 'string' },
  },
  {
    name: 'views.publish',
    token: 'bot',
    tier: 4,
    scopes: [],
    run: publish,
    args: { 'view!': 'json', 'user_id!': 'string', hash: 'string' },
  },
];
