// Socket Mode, with Bolt's own receiver but our own reconnecting. @slack/socket-mode 3.1.0 waits 5 s after every disconnect frame
// before it connects again, and when Slack refuses that connection the rejection is caught by nobody and ends the process.
// So its reconnecting is switched off, each connection is kept up here, and there are two of them, made a minute apart
// (apps.connections.open is Tier 1): Slack sends each event to one, and while one is being renewed the other listens.
import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { type Log, libraryLog } from './log.ts';
import { describe, troubleOf } from './trouble.ts';

export type SocketReceiver = Receiver & { connected(): boolean };

type Keeper = { receiver: SocketModeReceiver; up: boolean; greeted: () => void; ended: () => void };

const HELLO_MS = 15_000;
const LONGEST_WAIT_MS = 30_000;
/** Between the first connections: Slack's "1+ per minute" for apps.connections.open, taken at its word. */
const APART_MS = 65_000;
/** A connection that lived shorter than this did not really work: wait before the next. */
const SHORT_LIFE_MS = 2_000;

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });

export function socketReceiver(options: {
  appToken: string;
  apiUrl: string;
  log: Log;
  connections?: number;
  apartMs?: number;
}): SocketReceiver {
  const { appToken, apiUrl, log } = options;
  const logger = libraryLog(log);
  const make = (): Keeper => {
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      // An object of its own for each: the client writes into it.
      installerOptions: {
        clientOptions: {
          slackApiUrl: apiUrl,
          timeout: 10_000,
          rejectRateLimitedCalls: true,
          retryConfig: { retries: 0 },
        },
      },
      processEventErrorHandler: async ({ error }) => {
        log.error({ platform: 'slack', problem: error.message }, 'A Slack event could not be handled');
        return false;
      },
    });
    const keeper: Keeper = { receiver, up: false, greeted: () => undefined, ended: () => undefined };
    receiver.client.on('connected', () => {
      keeper.up = true;
      keeper.greeted();
    });
    receiver.client.on('disconnected', () => {
      keeper.up = false;
      keeper.ended();
    });
    return keeper;
  };
  const keepers = Array.from({ length: options.connections ?? 2 }, make);
  let stopping = new AbortController();
  let loops: Promise<void>[] = [];

  /** Connects once and stays until the connection ends. @throws when it could not be made */
  async function live(keeper: Keeper, signal: AbortSignal): Promise<void> {
    const { client } = keeper.receiver;
    const ended = new Promise<void>((resolve) => {
      keeper.ended = resolve;
    });
    const hello = setTimeout(() => void client.disconnect(), HELLO_MS);
    try {
      await client.start();
    } finally {
      clearTimeout(hello);
    }
    // Stopped while it was being made: nobody else would close it.
    if (signal.aborted) void client.disconnect();
    await ended;
  }

  async function keep(keeper: Keeper, afterMs: number): Promise<void> {
    const { signal } = stopping;
    await wait(afterMs, signal);
    for (let failures = 0; !signal.aborted; ) {
      const began = performance.now();
      let pauseMs = 0;
      let broken = false;
      try {
        await live(keeper, signal);
      } catch (error) {
        broken = true;
        const trouble = troubleOf(error);
        if (trouble.kind === 'limited') pauseMs = trouble.retryAfterMs;
        if (!signal.aborted) log.warn({ platform: 'slack', problem: describe(trouble) }, 'Slack connection failed');
      }
      keeper.greeted();
      failures = performance.now() - began < SHORT_LIFE_MS ? failures + 1 : 0;
      // Slack's own farewell is answered at once; only what keeps failing has to wait.
      const patience = broken || failures > 1 ? Math.min(LONGEST_WAIT_MS, 250 * 2 ** Math.min(failures, 7)) : 0;
      await wait(Math.max(pauseMs, patience), signal);
    }
  }

  return {
    init(app: App) {
      for (const { receiver } of keepers) receiver.init(app);
    },
    /**
     * Resolves when the first attempt of the first connection has ended, well or not: one dead app token stops nobody.
     * May follow a stop: connections of before that were still being made are waited for.
     */
    async start() {
      await Promise.all(loops);
      stopping = new AbortController();
      loops = [];
      const firsts = keepers.map(
        (keeper, index) =>
          new Promise<void>((resolve) => {
            keeper.greeted = resolve;
            loops.push(keep(keeper, index * (options.apartMs ?? APART_MS)));
          }),
      );
      return Promise.race(firsts);
    },
    async stop() {
      stopping.abort();
      const goodbyes = keepers.filter((keeper) => keeper.up).map((keeper) => keeper.receiver.client.disconnect());
      // Slack usually closes at once; a silent peer would hold us for half a minute.
      await Promise.race([Promise.all(goodbyes), wait(1_000, new AbortController().signal)]);
    },
    connected: () => keepers.some((keeper) => keeper.up),
  };
}
