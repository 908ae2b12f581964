// The one connection over which Discord talks to us. Connects again by itself, for ever; a wrong token is said once and
// stops nobody else. Two connections with one token would both get every interaction, so a lock is taken first.
import { type APIInteraction, type Client, DiscordjsError, Events, GatewayDispatchEvents, Status } from 'discord.js';
import type { Notice } from '#bot/ask.ts';
import type { PlatformHealth } from '#platforms/platform.ts';
import { makeClient } from './client.ts';
import { inWords, type Log } from './log.ts';
import { readNotice } from './notice.ts';

/**
 * Resolves when this process is the one that may connect (waits as long as another is).
 * @param lost to be called when that is no longer so
 * @returns gives the right back
 */
export type HoldGateway = (lost: () => void) => Promise<() => void | Promise<void>>;

export type GatewayMeans = {
  token: string;
  api: string;
  log: Log;
  hold?: HoldGateway;
  onInteraction(payload: APIInteraction): void;
  onNotice(notice: Notice): Promise<void>;
  onReady(): void;
};

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** A refused token is tried seldom: 10,000 refusals in ten minutes ban an address. */
const REFUSED_WAIT_MS = 5 * 60_000;
/** How long `start` waits for the lock before it goes on without a connection. */
const PATIENCE_MS = 2_000;

const isRefused = (error: unknown): boolean => error instanceof DiscordjsError && error.code === 'TokenInvalid';

export const makeGateway = (means: GatewayMeans) => {
  const { token, api, log, hold } = means;
  let client: Client | undefined;
  let release: (() => void | Promise<void>) | undefined;
  let standingBy = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;

  const tell = (notice: Notice | undefined): void => {
    if (!notice) return;
    means
      .onNotice(notice)
      .catch((error: unknown) =>
        log.error({ platform: 'discord', notice: notice.kind, error: inWords(error) }, 'A notice was lost'),
      );
  };

  const listen = (made: Client): void => {
    for (const event of [
      GatewayDispatchEvents.GuildCreate,
      GatewayDispatchEvents.GuildUpdate,
      GatewayDispatchEvents.GuildDelete,
      GatewayDispatchEvents.ChannelDelete,
      GatewayDispatchEvents.ThreadDelete,
    ] as const) {
      made.ws.on(event, (data: unknown) => tell(readNotice(event, data, made.user?.id ?? '')));
    }
    made.ws.on(GatewayDispatchEvents.InteractionCreate, (payload: APIInteraction) => {
      if (made === client && !stopped) means.onInteraction(payload);
    });
    made.on(Events.ClientReady, () => {
      failures = 0;
      log.info({ platform: 'discord', servers: made.guilds.cache.size }, 'Connected to Discord');
      means.onReady();
    });
    made.on(Events.Error, (error) => log.warn({ platform: 'discord', error: inWords(error) }, 'Discord connection'));
    made.on(Events.ShardError, (error) =>
      log.warn({ platform: 'discord', error: inWords(error) }, 'Discord connection'),
    );
    made.on(Events.ShardReconnecting, () =>
      log.info({ platform: 'discord' }, 'Discord connection lost; connecting again'),
    );
    // Only for codes after which the library gives up (a changed token, a forbidden intent).
    made.on(Events.ShardDisconnect, ({ code }) => {
      if (made !== client || stopped) return;
      log.error(
        { platform: 'discord', code },
        'Discord closed the connection for good; it is tried again in five minutes. Is DISCORD_TOKEN still the current one?',
      );
      again(REFUSED_WAIT_MS);
    });
  };

  const again = (ms: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void connect(), ms);
    timer.unref();
  };

  const drop = async (): Promise<void> => {
    const old = client;
    client = undefined;
    await old?.destroy().catch(() => undefined);
  };

  /** Never rejects. */
  const connect = async (): Promise<void> => {
    await drop();
    if (stopped) return;
    const made = makeClient(api, log);
    client = made;
    listen(made);
    try {
      await made.login(token);
    } catch (error) {
      if (made !== client || stopped) return;
      failures += 1;
      const refused = isRefused(error);
      if (refused)
        log.error(
          { platform: 'discord' },
          'Discord refuses DISCORD_TOKEN. Copy the token again from "Bot" on the page of your Discord application and restart.',
        );
      else log.warn({ platform: 'discord', error: inWords(error) }, 'Discord cannot be reached; it is tried again');
      await drop();
      again(refused ? REFUSED_WAIT_MS : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(6, failures - 1)));
    }
  };

  /** Takes the lock, then connects; begins again when the lock is lost. */
  const begin = async (): Promise<void> => {
    if (hold) {
      standingBy = true;
      const given = await hold(() => {
        log.warn(
          { platform: 'discord' },
          'Another process may hold the Discord connection now; this one lets go of it',
        );
        clearTimeout(timer);
        void drop().then(() => (stopped ? undefined : begin()));
      });
      standingBy = false;
      if (stopped) return await given();
      release = given;
    }
    await connect();
  };

  return {
    /** Resolves when connected, or when it is clear that this takes longer; then it goes on in the background. */
    start: async (): Promise<void> => {
      const begun = begin().catch((error: unknown) =>
        log.error({ platform: 'discord', error: inWords(error) }, 'Discord was not started'),
      );
      let patience: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, PATIENCE_MS);
      });
      await (hold ? Promise.race([begun, enough]) : begun);
      clearTimeout(patience);
    },
    /** Closes the connection and gives the lock back, so that another process can take over at once. */
    stop: async (): Promise<void> => {
      stopped = true;
      clearTimeout(timer);
      await drop();
      const given = release;
      release = undefined;
      await given?.();
    },
    client: (): Client | undefined => client,
    health: (): PlatformHealth => {
      const ready = client?.isReady() === true && client.ws.shards.every((shard) => shard.status === Status.Ready);
      const spaces = [...(client?.guilds.cache.values() ?? [])].map((guild) =>
        guild.available
          ? { space: guild.id, ok: true }
          : { space: guild.id, ok: false, problem: 'Discord reports an outage of this server' },
      );
      // Another process holds the connection: this one can still deliver, and takes over when the other is gone.
      return { connected: ready || standingBy, ...(standingBy ? { waiting: true } : {}), spaces };
    },
  };
};
