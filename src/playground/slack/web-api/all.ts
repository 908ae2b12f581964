// Every method the local Slack knows, by name, with its arguments split into known and required once.
import { Refused } from '../rules/rule.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { marks } from './marks.ts';
import type { ArgType, Call, Method } from './method.ts';
import { people } from './people.ts';
import { views } from './views.ts';

const apps: readonly Method[] = [
  {
    name: 'apps.connections.open',
    token: 'app',
    tier: 1,
    scopes: [],
    args: {},
    run: (call: Call) => {
      if (call.app.mode !== 'socket') throw new Refused('socket_mode_not_enabled', 'auth:kind', call.app.id);
      return { url: call.socketUrl(call.app) };
    },
  },
];

export interface KnownMethod extends Method {
  readonly known: ReadonlyMap<string, ArgType>;
  readonly needed: readonly string[];
}

export const METHODS: ReadonlyMap<string, KnownMethod> = new Map(
  [...apps, ...chat, ...conversations, ...files, ...marks, ...people, ...views].map((method) => {
    const entries = Object.entries(method.args);
    const known = new Map(entries.map(([name, type]) => [name.replace('!', ''), type] as const));
    const needed = entries.filter(([name]) => name.endsWith('!')).map(([name]) => name.slice(0, -1));
    return [method.name, { ...method, known, needed }] as const;
  }),
);
