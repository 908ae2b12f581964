// A small workspace with one app, and raw calls to it: what the tests of the local Slack share.

import { type LocalSlackOptions, startLocalSlack } from '#playground/slack/server.ts';
import type { Fields } from '#playground/slack/state.ts';

export const START = Date.UTC(2026, 10, 21, 9);

export const SCOPES = [
  ...['commands', 'chat:write', 'users:read', 'team:read', 'channels:read', 'groups:read', 'im:read', 'im:write'],
  ...['channels:history', 'groups:history', 'im:history', 'channels:join', 'pins:write', 'pins:read', 'files:write'],
  ...['reactions:write', 'reactions:read', 'app_mentions:read'],
];

/** Starts a local Slack whose clock is `bench.clock`. */
export async function bench(options: Partial<LocalSlackOptions> = {}) {
  const clock = { now: START };
  const slack = await startLocalSlack({ now: () => clock.now, retriesMs: [], ...options });
  const team = slack.addWorkspace({ domain: 'partner', name: 'Partner' });
  const ewa = slack.addUser(team.id, { name: 'ewa', realName: 'Ewa', locale: 'pl-PL' });
  const jan = slack.addUser(team.id, { name: 'jan' });
  const channel = slack.addChannel(team.id, { name: 'general', members: [ewa.id] });
  const installed = slack.installApp(team.id, {
    scopes: SCOPES,
    commands: ['/task'],
    shortcuts: [
      { type: 'message', callbackId: 'create' },
      { type: 'global', callbackId: 'new' },
    ],
    mode: 'socket',
  });
  slack.join(channel.id, installed.botUser.id);

  /** One call as JSON. `token` defaults to the bot's. */
  async function call(method: string, args: Fields = {}, token: string | null = installed.botToken): Promise<Fields> {
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(args),
    });
    const body = (await response.json()) as Fields;
    return { ...body, status: response.status, retryAfter: response.headers.get('retry-after') };
  }

  /** A fresh trigger_id of ewa's, as a command would bring it. */
  async function trigger(): Promise<{ trigger_id: string; response_url: string }> {
    const seen: Fields[] = [];
    const stop = slack.hear(({ payload }) => seen.push(payload));
    await slack.as(ewa.id).slash(channel.id, '/task', 'x');
    stop();
    const [payload] = seen;
    return { trigger_id: String(payload?.['trigger_id']), response_url: String(payload?.['response_url']) };
  }

  const post = (args: Fields): Promise<Fields> => call('chat.postMessage', { channel: channel.id, ...args });
  return { slack, clock, team, ewa, jan, channel, installed, call, post, trigger };
}

export type Bench = Awaited<ReturnType<typeof bench>>;
