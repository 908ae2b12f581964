// Slack as a platform: workspaces, connections and deliveries put together behind the port. Nothing of Slack is known outside
// this folder.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver, type Receiver } from '@slack/bolt';
import type { AnswerAsk } from '#bot/answer.ts';
import type { Notice } from '#bot/ask.ts';
import type { CommandTable } from '#bot/command.ts';
import type { Platform } from '#platforms/platform.ts';
import { createDeliverer } from './deliver.ts';
import { type Patience, slackPatience } from './desk.ts';
import { createDirect } from './direct.ts';
import { listen } from './hear.ts';
import { guardStamp } from './http.ts';
import { createInstallations, type InstallationsOptions } from './installations.ts';
import { held, lanesOf, type Paces, slackPaces } from './lanes.ts';
import { type Log, libraryLog } from './log.ts';
import { watch } from './notices.ts';
import { createPeople } from './people.ts';
import { createReplier } from './reply.ts';
import { socketReceiver } from './socket.ts';
import { type HoldSockets, inTurn, type TurnReceiver } from './turn.ts';
import { createPictures } from './upload.ts';

/** The part of the configuration that is about Slack; see config.ts for its rules. */
export type SlackConfig = {
  /** One for each workspace. */
  botTokens: readonly string[];
  /** `https://slack.com/api/`, or another server that speaks the same. */
  apiUrl: string;
  connection: { mode: 'socket'; appTokens: readonly string[] } | { mode: 'http'; signingSecret: string };
};

export type SlackDeps = {
  log: Log;
  /** The service's clock. */
  clock: () => Date;
  /**
   * Which workspace a token belonged to when it was last kept, so that a token found dead at the start can mark its space
   * unreachable. Without it, such a token shows in /health and in the log only.
   */
  whose?: InstallationsOptions['whose'];
  /** Limits that a benchmark lifts. */
  paces?: Paces;
  patience?: Partial<Patience>;
  /** Socket Mode connections for each app; Slack allows ten. */
  connections?: number;
  /** Milliseconds between the first connections; see socket.ts. */
  apartMs?: number;
  /** One process at a time holds an app's Socket Mode connections; left out where there is only one. */
  holdSockets?: HoldSockets;
};

export type Slack = Platform & {
  /** HTTP mode only: answers POST /slack/events; to be mounted on the service's one port. */
  requestListener?: (request: IncomingMessage, response: ServerResponse) => void;
};

const STOP_MS = 5_000;

const alone: HoldSockets = async () => () => undefined;
const isWell = (socket: TurnReceiver): boolean => socket.connected() || socket.waiting();

export function createSlack(config: SlackConfig, deps: SlackDeps): Slack {
  const { log, clock } = deps;
  const paces = deps.paces ?? slackPaces;
  const patience = { ...slackPatience, ...deps.patience };
  const installations = createInstallations({
    botTokens: config.botTokens,
    apiUrl: config.apiUrl,
    log,
    ...(deps.whose ? { whose: deps.whose } : {}),
  });
  const people = createPeople(() => clock().getTime());
  const direct = createDirect();
  const pictures = createPictures();
  const replier = createReplier({ direct, pictures, log });
  const lanes: Platform['lanes'] = (to) => lanesOf(to, paces, (space, user) => direct.known(space, user) !== undefined);
  const deliverer = createDeliverer({ installations, direct, pictures, hold: (to) => held(lanes(to)) });

  const working = new Set<Promise<unknown>>();
  const busy = <R>(work: Promise<R>): Promise<R> => {
    working.add(work);
    const done = (): void => void working.delete(work);
    work.then(done, done);
    return work;
  };
  let groups: ReadonlySet<string> = new Set(['mosty']);
  let pausing = false;
  let started = false;
  let sockets: TurnReceiver[] = [];

  const http =
    config.connection.mode === 'http'
      ? new HTTPReceiver({
          signingSecret: config.connection.signingSecret,
          endpoints: ['/slack/events'],
          logger: libraryLog(log),
        })
      : undefined;

  /** One Bolt app for each Slack app: with a token each, an app serves only the workspace that made it. */
  const attach = (
    receiver: Receiver,
    only: number | undefined,
    answer: AnswerAsk,
    tell: (notice: Notice) => Promise<void>,
  ): App => {
    const app = new App({
      receiver,
      logger: libraryLog(log),
      // Never a static token: by that one, a foreign team would be served with ours. No token is given to Bolt at all; the
      // listeners look up the workspace by its team, and refuse who has none.
      authorize: async ({ teamId }) => {
        const one = installations.find(teamId);
        return one ? { botUserId: one.botUser, botId: one.botId } : {};
      },
      convoStore: false,
      clientOptions: { slackApiUrl: config.apiUrl },
    });
    app.error(async (error) =>
      log.error({ platform: 'slack', problem: error.message }, 'A Slack payload could not be handled'),
    );
    listen(app, {
      installations,
      people,
      replier,
      log,
      clock,
      patience,
      groups: () => groups,
      answer,
      pausing: () => pausing,
      busy,
      only,
    });
    watch(app, { installations, people, log, tell, only });
    return app;
  };

  const idle = async (ms: number): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([Promise.allSettled([...working]), enough]);
    clearTimeout(timer);
  };

  const slack: Slack = {
    name: 'slack',
    async publish(commands: CommandTable) {
      groups = new Set(['mosty', ...commands.commands.map(({ path }) => path.split('.')[0] ?? path)]);
    },
    async start(answer, notice) {
      await installations.open(notice);
      if (config.connection.mode === 'http' && http) attach(http, undefined, answer, notice);
      if (config.connection.mode === 'socket') {
        const { appTokens } = config.connection;
        sockets = appTokens.map((appToken) => {
          const receiver = socketReceiver({
            appToken,
            apiUrl: config.apiUrl,
            log,
            ...(deps.connections ? { connections: deps.connections } : {}),
            ...(deps.apartMs === undefined ? {} : { apartMs: deps.apartMs }),
          });
          const { turnMs: patienceMs, letGoMs } = patience;
          return inTurn(receiver, { appToken, hold: deps.holdSockets ?? alone, log, patienceMs, letGoMs });
        });
        await Promise.all(
          sockets.map((socket, index) =>
            attach(socket, appTokens.length > 1 ? index : undefined, answer, notice).start(),
          ),
        );
      }
      started = true;
    },
    async pause() {
      pausing = true;
      // What was asked may still be acknowledged over the open connection.
      await idle(2_000);
      await Promise.all(sockets.map((socket) => socket.stop()));
    },
    lanes,
    deliver: deliverer.deliver,
    find: deliverer.find,
    health: () => ({
      connected: started && (http ? true : sockets.length > 0 && sockets.every(isWell)),
      ...(sockets.some((socket) => socket.waiting()) ? { waiting: true } : {}),
      spaces: installations.health(),
    }),
    async stop() {
      pausing = true;
      await Promise.all(sockets.map((socket) => socket.stop()));
      await idle(STOP_MS);
      installations.close();
      started = false;
    },
  };
  if (http) slack.requestListener = guardStamp(http.requestListener);
  return slack;
}
