// One call of a Web API method between HTTP and the method: whose token, is it allowed now, with which arguments.
import { readArguments } from './arguments.ts';
import type { Events } from './events.ts';
import type { Journal } from './journal.ts';
import type { Outbox } from './outbox.ts';
import type { Pace } from './pace.ts';
import { Refused } from './rules/rule.ts';
import type { App, Fields, Installation } from './state.ts';
import type { Triggers } from './triggers.ts';
import type { Troubles } from './trouble.ts';
import type { KnownMethod } from './web-api/all.ts';
import type { World } from './world.ts';

export interface WebParts {
  readonly world: World;
  readonly pace: Pace;
  readonly triggers: Triggers;
  readonly events: Events;
  readonly outbox: Outbox;
  readonly journal: Journal;
  readonly troubles: Troubles;
}

export interface Caller {
  readonly app: App;
  readonly installation: Installation | undefined;
}

/** Who calls, by the token. @throws Refused `not_authed`, `invalid_auth` and their like. */
export function callerOf(world: World, method: KnownMethod, authorization: string | undefined, fields: Fields): Caller {
  const inBody = typeof fields['token'] === 'string' ? fields['token'] : undefined;
  const token = authorization?.replace(/^Bearer /i, '') ?? inBody;
  if (token === undefined || token === '') throw new Refused('not_authed', 'auth:missing', method.name);
  const installation = world.byBotToken.get(token);
  const app = installation?.app ?? world.byAppToken.get(token);
  if (app === undefined) throw new Refused('invalid_auth', 'auth:unknown', method.name);
  if (installation !== undefined && installation.state !== 'ok') {
    throw new Refused(installation.state, 'auth:inactive', method.name);
  }
  if ((method.token === 'bot') !== (installation !== undefined)) {
    throw new Refused('not_allowed_token_type', 'auth:kind', method.name);
  }
  return { app, installation };
}

/** Pace, arguments, scope, then the method. @throws Refused from any of them. */
export function runMethod(
  parts: WebParts,
  origin: string,
  method: KnownMethod,
  { app, installation }: Caller,
  fields: Fields,
  now: number,
): Fields {
  const { world, pace, triggers, events, outbox } = parts;
  const tenant = `${app.id}:${installation?.team.id ?? ''}`;
  const channel = typeof fields['channel'] === 'string' ? fields['channel'] : undefined;
  const history = method.name === 'conversations.history' || method.name === 'conversations.replies';
  if (history && app.unlisted) pace.history(`${method.name}:${tenant}`, now);
  pace.check(method.tier, method.tier === 'post' ? tenant : `${method.name}:${tenant}`, channel, now);
  const args = readArguments(method, fields);
  const { scopes } = method;
  if (installation !== undefined && scopes.length > 0 && !scopes.some((scope) => installation.scopes.has(scope))) {
    const needed = scopes.join(',');
    throw new Refused('missing_scope', 'scope:missing', needed, {
      needed,
      provided: [...installation.scopes].join(','),
    });
  }
  const socketUrl = (of: App): string =>
    `${origin.replace('http', 'ws')}/link/?ticket=${outbox.sockets.ticket(of)}&app_id=${of.id}`;
  return method.run({ world, pace, triggers, events, origin, args, app, now, installation, socketUrl });
}
