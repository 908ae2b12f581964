// Puts the service together: store, bot, platforms, delivery, clock, web. Knows nothing of the process it runs in, so that
// the playground, the tests and the bench compose the same service. Stops in reverse order, the database last.

import { admit } from '#bot/admit.ts';
import type { AnswerAsk } from '#bot/answer.ts';
import { forgetDrafts } from '#bot/draft.ts';
import { draftActions } from '#bot/drafts.ts';
import { makeBelonging } from '#bot/newcomer.ts';
import { loadCommands, makeTable } from '#bot/registry.ts';
import { createBot } from '#bot/run.ts';
import { createCodes, operatorCode } from '#coalition/codes.ts';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { heedNotice, ownerOfToken } from '#coalition/notice.ts';
import { watchTurning } from '#coalition/task/turning.ts';
import type { Config } from '#config.ts';
import { type Delivery, openDelivery } from '#delivery/delivery.ts';
import { everyTranslator } from '#i18n/translator.ts';
import type { Log } from '#log.ts';
import type { PlatformName } from '#message/message.ts';
import { createDiscord, type DiscordDeps } from '#platforms/discord/discord.ts';
import type { Platform } from '#platforms/platform.ts';
import { createSlack, type Slack, type SlackDeps } from '#platforms/slack/slack.ts';
import { startTicker, type Tick, type Ticker } from '#schedule/clock.ts';
import { watchDue } from '#schedule/due.ts';
import { openStore, type Store } from '#store/database.ts';
import { noteTick } from '#store/heartbeat.ts';
import { openHolds } from '#store/hold.ts';
import { keepSecret, type Secret } from '#store/secret.ts';
import { nowActsFor, whichOrganisation } from '#views/coalition/belonging.ts';
import { footer } from '#views/footer.ts';
import { loadTopics } from '#views/topics.ts';
import { lookFrom } from '#web/look.ts';
import { openMetrics } from '#web/metrics.ts';
import { pages } from '#web/pages.ts';
import { startWeb, type WebServer } from '#web/server.ts';

export type ComposeOptions = {
  config: Config;
  log: Log;
  /** The service's clock; real time unless the playground or a test moves it. */
  clock?: () => Date;
  /** An open database instead of the configuration's; it is not closed. */
  store?: Store;
  /** Passed on: limits that a bench lifts, patience that a test shortens. */
  slack?: Partial<Omit<SlackDeps, 'log' | 'clock'>>;
  discord?: Partial<Omit<DiscordDeps, 'log' | 'clock' | 'everyT'>>;
  /** Looked after once a minute, beside the deliveries. */
  ticks?: readonly Tick[];
};

export type Service = {
  store: Store;
  /** For the operator: who founds a coalition needs it. */
  operatorCode: string;
  /** The bot itself, for a bench or a page that asks without a platform. */
  answer: AnswerAsk;
  delivery: Delivery;
  /** Connects, listens, begins to deliver. @throws a sentence for the operator, after stopping what had started */
  start(): Promise<void>;
  /** After start: the address of the pages. */
  url(): string;
  /** One round of everything that is looked after once a minute, and of what is due; after the clock was moved by hand. */
  round(): Promise<void>;
  /** Takes no new work, ends what is in hand, closes all; within about nine seconds. Harmless to repeat. */
  stop(): Promise<void>;
};

/** Together below the ten seconds after which a process is usually killed: the embedded database may take four. */
const patience = { pauseMs: 2_500, sendMs: 2_500, platformMs: 1_500, webMs: 500, queueMs: 500 };
/** A platform that is down at the start is tried again; the other one goes on meanwhile. */
const platformRetryMs = 30_000;

const within = (work: Promise<unknown>, ms: number): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((done) => {
    timer = setTimeout(done, ms);
  });
  return Promise.race([work.catch(() => {}), enough]).finally(() => clearTimeout(timer));
};

/**
 * Opens the database (and brings it up to date) and puts everything together; nothing is connected yet.
 * @throws StoreTrouble with a sentence for the operator
 */
export async function compose(options: ComposeOptions): Promise<Service> {
  const { config, log } = options;
  const clock = options.clock ?? (() => new Date());
  const secret = secretOf(config);
  const { databaseUrl, dataDir } = config;
  const store =
    options.store ?? (await openStore({ databaseUrl, dataDir, now: clock, testClock: options.clock !== undefined }));
  try {
    return await assemble(options, store, secret, clock);
  } catch (error) {
    if (!options.store) await store.close();
    log.error({ err: error }, 'The service could not be put together');
    throw error;
  }
}

function secretOf(config: Config): Secret {
  return config.databaseUrl !== null && config.secret ? config.secret : keepSecret(config.dataDir, config.secret);
}

async function assemble(options: ComposeOptions, store: Store, secret: Secret, clock: () => Date): Promise<Service> {
  const { config, log } = options;
  const table = makeTable(await loadCommands(), draftActions);
  const topics = await loadTopics();
  const falling = await loadAllFalling();
  let stopping = false;
  // Several services may work on one database: each connection that hears something is held by one of them.
  const holds = openHolds(store);
  const hold = async (name: string, lost: () => void) => (await holds.hold(name, lost, () => stopping)) ?? (() => {});
  const holdSockets: SlackDeps['holdSockets'] = (app, lost) => hold(`slack sockets ${app}`, lost);
  const holdGateway: DiscordDeps['holdGateway'] = (lost) => hold('discord gateway', lost);
  const whose = (token: string) => ownerOfToken(store, secret, token);
  const slack: Slack | undefined = config.slack
    ? createSlack(config.slack, { log, clock, whose, holdSockets, ...options.slack })
    : undefined;
  const discord = config.discord
    ? createDiscord(config.discord, { log, clock, everyT: everyTranslator(), holdGateway, ...options.discord })
    : undefined;
  const platforms: Platform[] = [slack, discord].filter((one) => one !== undefined);
  const byName = new Map<PlatformName, Platform>(platforms.map((platform) => [platform.name, platform]));

  const metrics = openMetrics(async () => {
    const rows = await store.prisma.delivery.groupBy({
      by: ['state'],
      where: { state: { in: ['waiting', 'bundled', 'sending', 'undeliverable'] } },
      _count: true,
    });
    return {
      queue: await delivery.depth(),
      ...delivery.inHand(),
      states: Object.fromEntries(rows.map(({ state, _count }) => [state, _count])),
    };
  });
  const delivery = await openDelivery({
    store,
    clock,
    platforms: byName,
    topics,
    footer,
    log,
    counted: (end, platform, ms) => metrics.delivered(platform, end, ms),
  });
  const bot = createBot({
    store,
    table,
    codes: createCodes(secret, config.open),
    belonging: makeBelonging({ nowActsFor, whichOrganisation }),
    report: (error, reference, ask) =>
      log.error(
        { err: error, reference, platform: ask.platform, kind: ask.what.kind },
        'A bug: somebody was told this reference',
      ),
  });
  const answer: AnswerAsk = admit({ atOnce: 2, patienceMs: 100 }, async (ask) => {
    const from = performance.now();
    const given = await bot(ask);
    metrics.asked(ask.platform, ask.what.kind, given.kind, performance.now() - from);
    return given;
  });

  let ticker: Ticker | undefined;
  let web: WebServer | undefined;
  let stopped: Promise<void> | undefined;
  const health = lookFrom({ store, clock, platforms, ticker: () => ticker, stopping: () => stopping });

  const connect = async (platform: Platform): Promise<void> => {
    try {
      await platform.publish(table);
      await platform.start(answer, (notice) => heedNotice(store, secret, notice, clock()));
    } catch (error) {
      log.error(
        { err: error, platform: platform.name },
        'A platform could not be started; it is tried again in half a minute',
      );
      if (!stopping) setTimeout(() => void (stopping ? undefined : connect(platform)), platformRetryMs).unref();
    }
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    await ticker?.stop();
    await Promise.all([
      ...platforms.map((platform) => within(platform.pause(), patience.pauseMs)),
      within(delivery.stop(patience.sendMs), patience.sendMs + 500),
    ]);
    await Promise.all([
      ...platforms.map((platform) => within(platform.stop(), patience.platformMs)),
      web?.stop(patience.webMs),
    ]);
    await within(delivery.close(patience.queueMs), patience.queueMs + 500);
    await within(holds.close(), patience.queueMs);
    if (!options.store) await store.close();
  };

  const service: Service = {
    store,
    operatorCode: operatorCode(secret),
    answer,
    delivery,
    url: () => web?.url ?? '',
    async start() {
      try {
        // Listening comes first: a port that is taken shall end the start before anybody is told that we are here.
        const app = pages({ health, metrics, metricsFor: config.metrics });
        web = await startWeb({ app, host: config.host, port: config.port, slack: slack?.requestListener });
        await Promise.all(platforms.map(connect));
        await delivery.start();
        const ticks: Tick[] = [
          watchDue({ store, falling, log }),
          { name: 'deliveries', run: (now) => delivery.tick(now) },
          ...(options.ticks ?? []),
          { name: 'cards', run: watchTurning(store) },
          { name: 'drafts', run: async (now) => void (await forgetDrafts(store, now)) },
          { name: 'heartbeat', run: async (now) => noteTick(store, now) },
        ];
        ticker = startTicker({ ticks, clock, log });
      } catch (error) {
        await service.stop();
        throw error;
      }
    },
    async round() {
      await ticker?.round();
      await delivery.hurry(clock());
    },
    stop: () => (stopped ??= stop()),
  };
  return service;
}
