// Whose turn it is to listen: of several instances of the service, one holds an app's Socket Mode connections, so that what
// one person does in a row is heard by one process. The others wait and take over; sending goes on in all of them.
import type { App } from '@slack/bolt';
import type { Log } from './log.ts';
import type { SocketReceiver } from './socket.ts';

/**
 * Resolves when this process is the one that may connect an app (waits as long as another is).
 * @param app names the Slack app
 * @param lost to be called when that is no longer so
 * @returns gives the right back
 */
export type HoldSockets = (app: string, lost: () => void) => Promise<() => void | Promise<void>>;

export type TurnReceiver = SocketReceiver & {
  /** Another process holds the connections; this one would take over. */
  waiting(): boolean;
};

/** `xapp-1-A0123-…` names the app; two tokens of one app are one turn. A token of another shape stands for itself. */
export const appOf = (appToken: string): string => /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken)?.[1] ?? appToken;

/**
 * The receiver, started only while it is this process's turn.
 * @param means `patienceMs`: how long a start waits for the turn before the service goes on without it. `letGoMs`: how long
 *   connections are kept after the lock has gone: a database that is started anew is back within seconds, and whoever asks
 *   meanwhile shall get an answer. Two may listen that long; an event counts once all the same
 */
export function inTurn(
  receiver: SocketReceiver,
  means: { appToken: string; hold: HoldSockets; log: Log; patienceMs: number; letGoMs: number },
): TurnReceiver {
  const { appToken, hold, log, patienceMs, letGoMs } = means;
  let waiting = false;
  let listening = false;
  let letting: NodeJS.Timeout | undefined;
  let stopped = false;
  let release: (() => void | Promise<void>) | undefined;
  let leaving: Promise<unknown> = Promise.resolve();

  /** Takes the turn, then connects; waits again when the turn is lost. */
  const begin = async (): Promise<void> => {
    waiting = true;
    let mine = true;
    const given = await hold(appOf(appToken), () => {
      mine = false;
      release = undefined;
      if (stopped) return;
      letting = setTimeout(letGo, letGoMs);
      void run();
    });
    waiting = false;
    clearTimeout(letting);
    await leaving;
    if (stopped || !mine) return await given();
    release = given;
    if (listening) return;
    listening = true;
    await receiver.start().catch((error: unknown) => {
      // The next turn shall try again.
      listening = false;
      throw error;
    });
    if (mine) log.info({ platform: 'slack' }, 'This process listens to Slack now');
  };
  const letGo = (): void => {
    if (stopped) return;
    log.warn({ platform: 'slack' }, 'Another process may hold the Slack connections now; this one lets go of them');
    listening = false;
    leaving = receiver.stop().catch(() => undefined);
  };
  const run = (): Promise<void> =>
    begin().catch((error: unknown) =>
      log.error({ platform: 'slack', problem: String(error) }, 'The turn to listen to Slack could not be taken'),
    );

  return {
    init: (app: App) => receiver.init(app),
    async start() {
      let patience: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, patienceMs);
      });
      await Promise.race([run(), enough]);
      clearTimeout(patience);
      if (waiting) log.info({ platform: 'slack' }, 'Another process listens to Slack; this one sends and waits');
    },
    /** First the connections, then the turn: the next one shall not listen beside us. */
    async stop() {
      stopped = true;
      clearTimeout(letting);
      await leaving;
      await receiver.stop();
      const given = release;
      release = undefined;
      await given?.();
    },
    connected: () => receiver.connected(),
    waiting: () => waiting && !stopped,
  };
}
