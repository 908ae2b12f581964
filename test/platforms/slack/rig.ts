// The real adapter, connected to the local Slack over the wire, with a person at the keyboard.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from '#bot/answer.ts';
import type { Ask, Notice } from '#bot/ask.ts';
import { scopes } from '#platforms/slack/scopes.ts';
import { createSlack, type Slack, type SlackConfig, type SlackDeps } from '#platforms/slack/slack.ts';
import { type LocalSlack, type LocalSlackOptions, startLocalSlack } from '#playground/slack/server.ts';
import type { Fields, Installation, Message } from '#playground/slack/state.ts';

export const now = new Date('2026-11-21T09:00:00Z');

export const say = (text: string, more: Partial<Extract<Answer, { kind: 'say' }>> = {}): Answer => ({
  kind: 'say',
  audience: 'private',
  message: { summary: text, blocks: [{ block: 'paragraph', text }] },
  ...more,
});

/** All words of what is drawn, in order. */
export const wordsOf = (node: unknown): string => {
  if (Array.isArray(node)) return node.map(wordsOf).join(' ');
  if (typeof node !== 'object' || node === null) return '';
  const fields = node as Fields;
  const own = ['text', 'fallback', 'alt_text'].map((key) => fields[key]).filter((value) => typeof value === 'string');
  return [
    ...own,
    ...Object.values(fields)
      .filter((value) => typeof value === 'object')
      .map(wordsOf),
  ]
    .filter(Boolean)
    .join(' ');
};

export const pressesOf = (blocks: readonly Fields[] | undefined): string[] =>
  (blocks ?? [])
    .filter((block) => block['type'] === 'actions')
    .flatMap((block) => block['elements'] as Fields[])
    .flatMap((element) =>
      element['options']
        ? (element['options'] as Fields[]).map((one) => String(one['value']))
        : [String(element['value'])],
    );

export const findPress = (message: Message, press: string): string => {
  for (const block of message.blocks ?? [])
    for (const element of (block['elements'] ?? []) as Fields[])
      if (element['value'] === press) return String(element['action_id']);
  throw new Error(`no button ${press}`);
};

export type Bench = {
  local: LocalSlack;
  slack: Slack;
  installations: Installation[];
  team: string;
  channel: string;
  ada: string;
  asks: Ask[];
  notices: Notice[];
  logged: { level: string; fields: object; message: string }[];
  answering: { answer: (ask: Ask) => Promise<Answer> };
  stop(): Promise<void>;
};

/** Starts everything. `mode`: how Slack reaches us. `teams`: how many workspaces have the app. */
export async function bench(
  options: {
    mode?: 'socket' | 'http';
    teams?: number;
    scopes?: string[];
    deps?: Partial<SlackDeps>;
    local?: Partial<LocalSlackOptions>;
    config?: (config: SlackConfig, local: LocalSlack) => SlackConfig;
  } = {},
): Promise<Bench> {
  const mode = options.mode ?? 'socket';
  const local = await startLocalSlack({ now: () => now.getTime(), ...options.local });
  const web = createServer((request, response) => slack.requestListener?.(request, response));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const port = (web.address() as AddressInfo).port;
  const installations: Installation[] = [];
  for (let index = 0; index < (options.teams ?? 1); index += 1) {
    const team = local.addWorkspace({ id: `T0TEAM${index}`, domain: `team${index}`, name: `Team ${index}` });
    const first = installations[0];
    installations.push(
      local.installApp(
        team.id,
        first
          ? { app: first.app.id, scopes: options.scopes ?? Object.keys(scopes) }
          : {
              name: 'Mosty',
              scopes: options.scopes ?? Object.keys(scopes),
              commands: ['/task', '/mosty'],
              shortcuts: [{ type: 'message', callbackId: 'task.add' }],
              ...(mode === 'http' ? { mode, requestUrl: `http://127.0.0.1:${port}/slack/events` } : {}),
            },
      ),
    );
  }
  const [installation] = installations;
  if (!installation) throw new Error('no workspace');
  const ada = local.addUser(installation.team.id, {
    id: 'U0ADA',
    name: 'ada',
    realName: 'Ada Przykładowa',
    locale: 'pl-PL',
    tz: 'Europe/Warsaw',
  });
  const channel = local.addChannel(installation.team.id, {
    name: 'koalicja',
    members: [ada.id, installation.botUser.id],
  });

  const logged: Bench['logged'] = [];
  const write = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const plan: SlackConfig = {
    botTokens: installations.map((one) => one.botToken),
    apiUrl: local.apiUrl,
    connection:
      mode === 'http'
        ? { mode, signingSecret: installation.app.signingSecret }
        : { mode, appTokens: [installation.app.appToken] },
  };
  const slack = createSlack(options.config?.(plan, local) ?? plan, {
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    clock: () => now,
    // A busy machine would turn an answer at once into a late one; both ways have tests that ask for them.
    patience: { commandMs: 1_500 },
    ...options.deps,
  });
  await slack.publish({
    commands: [{ path: 'task.add' }, { path: 'task.list' }],
    find: () => undefined,
    paths: () => [],
  } as never);
  const asks: Ask[] = [];
  const notices: Notice[] = [];
  const answering: Bench['answering'] = { answer: async () => say('…') };
  await slack.start(
    (ask) => {
      asks.push(ask);
      return answering.answer(ask);
    },
    async (notice) => void notices.push(notice),
  );
  if (mode === 'socket') await local.connected(installation.app.id);
  return {
    local,
    slack,
    installations,
    team: installation.team.id,
    channel: channel.id,
    ada: ada.id,
    asks,
    notices,
    logged,
    answering,
    async stop() {
      await slack.stop();
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
      await local.stop();
    },
  };
}
