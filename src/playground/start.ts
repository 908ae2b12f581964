// Starts the playground: its folder, its clock, the two worlds, the real service between them, and the page. The first
// start tells a story (seed/story.ts), so that there is something to see.
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { compose, type Service } from '#compose.ts';
import type { Config } from '#config.ts';
import type { Log } from '#log.ts';
import { openStore } from '#store/database.ts';
import { openHolds } from '#store/hold.ts';
import { StoreTrouble } from '#store/trouble.ts';
import { startWeb } from '#web/server.ts';
import { coalition, ids } from './cast.ts';
import { type Move, momentBefore, movableClock, moved, type PlayClock, untilWork } from './clock.ts';
import { beginAgain, claimFolder, keep, refuseRealSpaces } from './folder.ts';
import { startPage } from './page/server.ts';
import { tellStory } from './seed/story.ts';
import { makeTypist } from './seed/typist.ts';
import { settle, turnBack } from './settle.ts';
import { forgetPrivate, openWorlds, type Worlds } from './worlds.ts';

export type Playground = {
  /** Where the page is. */
  url: string;
  clock: PlayClock;
  worlds: Worlds;
  service: Service;
  /** Moves the clock and lets the service look after what is due then. */
  move(move: Move): Promise<void>;
  stop(): Promise<void>;
};

export type PlaygroundOptions = {
  config: Config;
  log: Log;
  /** Epoch ms; real time unless a test gives another. */
  real?: () => number;
  /** Told while the first start tells its story, which takes some seconds. */
  progress?: (line: string) => void;
  /** Given what ends a start that is still going on. */
  stopper?: (stop: () => Promise<void>) => void;
};

/** Nobody else writes here, and the local servers set no limits: changes are seen at once. */
const fast = { everyMs: 20, burst: 50 };

const dayMs = 24 * 3_600_000;

/** @throws StoreTrouble or WebTrouble with a sentence for the person who started it */
export async function startPlayground({
  config,
  log,
  real = Date.now,
  progress = () => {},
  stopper = () => {},
}: PlaygroundOptions): Promise<Playground> {
  if (config.databaseUrl !== null) {
    throw new StoreTrouble(
      'DATABASE_URL is set, but no token of Slack or Discord: that would start the playground, which only uses a database of its own. ' +
        'Set the tokens to start the service, or leave DATABASE_URL out to start the playground.',
    );
  }
  await tryPort(config.port);
  const kept = claimFolder(config.dataDir);
  const ahead = kept.offset + untilWork(real() + kept.offset, coalition.timezone);
  const clock = movableClock(real, kept.told ? ahead : ahead - 4 * dayMs);
  const closing: (() => Promise<unknown> | unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (let close = closing.pop(); close; close = closing.pop()) await close();
  };
  stopper(stop);
  try {
    const store = await openStore({ databaseUrl: null, dataDir: config.dataDir, now: clock.now, testClock: true });
    closing.push(() => store.close());
    const holds = openHolds(store);
    closing.push(() => holds.close());
    const release = await holds.tryHold('playground', () =>
      log.error('Another playground may start in this folder now'),
    );
    if (!release)
      throw new StoreTrouble(
        `Another playground is running in ${config.dataDir}. Use that one, or set DATA_DIR to another folder.`,
      );
    await refuseRealSpaces(store, new Set([ids.polish, ids.partners, ids.server]), config.dataDir);
    if (!kept.told) await beginAgain(store);
    const worlds = await openWorlds(config.dataDir, clock, !kept.told);
    closing.push(() => worlds.stop());
    const service = await compose({
      config: serviceConfig(config, worlds),
      log,
      clock: clock.now,
      store,
      slack: { paces: { channel: fast, workspace: fast, update: fast, open: fast } },
      discord: { pace: { global: fast, post: fast, edit: fast, direct: fast } },
    });
    closing.push(() => service.stop());
    await service.start();
    await worlds.slack.connected(ids.app);
    await worlds.discord.until(() => worlds.discord.commands.length > 0 && worlds.discord.connections > 0, 20_000);
    const set = async (offset: number): Promise<void> => {
      if (offset < clock.offset()) {
        await settle(service, clock.now);
        await turnBack(service, new Date(clock.now().getTime() + offset - clock.offset()));
      }
      clock.set(offset);
      keep(config.dataDir, { told: kept.told, offset });
      await service.round();
    };
    if (!kept.told) {
      progress('First start: the invented coalition is being founded. This takes a few seconds.');
      await tellStory({
        typist: makeTypist(worlds.slack, worlds.discord),
        now: clock.now,
        async turn(days, at) {
          await settle(service, clock.now);
          const then = momentBefore(new Date(real() + ahead), days, at, coalition.timezone);
          await set(then.getTime() - real());
        },
      });
      await settle(service, clock.now);
      await set(ahead);
      await settle(service, clock.now);
      forgetPrivate(worlds);
      worlds.keep();
      kept.told = true;
      await set(ahead);
    }
    const move = (to: Move): Promise<void> => set(moved(clock, to, coalition.timezone));
    const page = await startPage({ port: config.port, worlds, clock, move, serviceUrl: service.url() });
    closing.push(() => page.stop(300));
    return { url: page.url, clock, worlds, service, move, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A port that is taken shall be told before the story, not after it. @throws WebTrouble */
async function tryPort(port: number): Promise<void> {
  const web = await startWeb({
    app: new Hono<{ Bindings: HttpBindings }>(),
    host: '127.0.0.1',
    port,
    slack: undefined,
  });
  await web.stop(0);
}

/** The service's configuration: the two worlds instead of Slack and Discord, and everybody may found a coalition. */
function serviceConfig(config: Config, worlds: Worlds): Config {
  const [installation] = worlds.installations;
  return {
    ...config,
    host: '127.0.0.1',
    port: 0,
    open: true,
    slack: {
      botTokens: worlds.installations.map((one) => one.botToken),
      apiUrl: worlds.slack.apiUrl,
      connection: { mode: 'socket', appTokens: [installation?.app.appToken ?? ''] },
    },
    discord: { token: worlds.discord.token, apiUrl: worlds.discord.api },
  };
}
