// Discord as a Platform: the pieces of this room put together. It translates; what anything means is the bot's to decide.
import { type APIInteraction, REST, Routes } from 'discord.js';
import type { AnswerAsk } from '#bot/answer.ts';
import type { Notice } from '#bot/ask.ts';
import type { CommandTable } from '#bot/command.ts';
import { langOf } from '#i18n/locale.ts';
import type { Platform } from '#platforms/platform.ts';
import { makeCallbacks } from './callback.ts';
import { makeDelivery } from './deliver.ts';
import { type HoldGateway, makeGateway } from './gateway.ts';
import { readInteraction } from './interaction.ts';
import { keepForms } from './kept.ts';
import { inWords, type Log } from './log.ts';
import { drawModal } from './modal.ts';
import type { EveryT } from './names.ts';
import { DISCORD_PACE, lanesOf, type Pace } from './pace.ts';
import { missingPermissions } from './permissions.ts';
import { WINDOWS, type Windows } from './plan.ts';
import { publishCommands } from './publish.ts';
import { drawRegistration, MOSTY, messageCommands } from './registration.ts';
import { makeReply } from './reply.ts';
import { suggestCommands } from './suggestions.ts';

export type DiscordConfig = {
  token: string;
  /** Discord's address without version and without a slash at its end. */
  apiUrl?: string;
};

export type DiscordDeps = {
  log: Log;
  /** The service's clock. */
  clock: () => Date;
  everyT: EveryT;
  /** One process at a time may hold the connection; left out where there is only one. */
  holdGateway?: HoldGateway;
  /** A benchmark lifts it. */
  pace?: Pace;
  /** Tests shorten them. */
  windows?: Windows;
};

/** How long `stop` waits for answers in hand. */
const LAST_ANSWERS_MS = 4_000;

const REGISTER_AGAIN_MS = 5 * 60_000;

/** A table before `publish`: every command is unknown, and its answer private. */
const NOTHING: CommandTable = { commands: [], find: () => undefined, paths: () => [] };

/**
 * Makes the adapter. Nothing is sent before `publish` and `start`; `publish` comes first.
 * @throws never at start for reasons of Discord's: what is wrong is logged with its cure, and tried again
 */
export const createDiscord = (config: DiscordConfig, deps: DiscordDeps): Platform => {
  const { log, clock, everyT, pace = DISCORD_PACE, windows = WINDOWS } = deps;
  const api = (config.apiUrl ?? 'https://discord.com/api').replace(/\/+$/, '');
  const callbacks = makeCallbacks(api);
  const kept = keepForms();
  const rest = new REST({ api, version: '10' }).setToken(config.token);
  const inHand = new Set<Promise<void>>();
  let table = NOTHING;
  let unpublished = false;
  let retry: NodeJS.Timeout | undefined;
  let onMessage: ReadonlyMap<string, string> = new Map();
  let reply: ReturnType<typeof makeReply> | undefined;
  let notice: (one: Notice) => Promise<void> = async () => undefined;

  const delivery = makeDelivery({
    token: config.token,
    api,
    everyT,
    log,
    nameMissing: (space, channel, pinning) => missingPermissions(gateway.client(), space, channel, pinning),
    // Without a connection of our own nothing is known, and the server counts as there.
    knowsSpace: (space) => gateway.client()?.isReady() !== true || gateway.client()?.guilds.cache.has(space) === true,
  });

  const register = async (): Promise<void> => {
    try {
      const application = await rest.get(Routes.currentApplication());
      const id =
        typeof application === 'object' && application !== null && 'id' in application ? String(application.id) : '';
      const sent = await publishCommands(rest, id, drawRegistration(table, everyT));
      unpublished = false;
      log.info({ platform: 'discord', sent }, sent ? 'Commands registered' : 'Commands are registered as they are');
    } catch (error) {
      rest.setToken(config.token);
      log.error(
        { platform: 'discord', error: inWords(error) },
        'Commands could not be registered; it is tried again in five minutes and with the next connection',
      );
      clearTimeout(retry);
      retry = setTimeout(() => void register(), REGISTER_AGAIN_MS);
      retry.unref();
    }
  };

  const handle = async (payload: APIInteraction): Promise<void> => {
    const ask = readInteraction(payload, clock(), onMessage);
    if (!ask || !reply) return;
    const { what } = ask;
    if (what.kind === 'suggest' && what.command === MOSTY) {
      return callbacks.suggest(payload, suggestCommands(what.typed, table, everyT[langOf(ask.user.locale) ?? 'en']));
    }
    if (what.kind === 'press') {
      const found = kept.take(what.press, ask.at);
      if ('form' in found) return callbacks.open(payload, drawModal(found.form));
      ask.what = { kind: 'press', press: found.press };
    }
    await reply(payload, ask);
  };

  const gateway = makeGateway({
    token: config.token,
    api,
    log,
    ...(deps.holdGateway ? { hold: deps.holdGateway } : {}),
    onInteraction: (payload) => {
      const work = handle(payload).catch((error: unknown) =>
        log.error({ platform: 'discord', error: inWords(error) }, 'An interaction was lost'),
      );
      inHand.add(work);
      void work.then(() => inHand.delete(work));
    },
    onNotice: (one) => notice(one),
    onReady: () => {
      if (unpublished) void register();
    },
  });

  return {
    name: 'discord',
    publish: async (commands) => {
      table = commands;
      unpublished = true;
      onMessage = messageCommands(commands, everyT);
      await register();
    },
    start: async (answer: AnswerAsk, tell) => {
      notice = tell;
      reply = makeReply({
        table: () => table,
        answer,
        callbacks,
        kept,
        everyT,
        windows,
        log,
        sayInDirect: async ({ user, key }, message) => {
          await delivery.deliver({ space: '', user: user.id, lang: user.locale ?? 'en' }, message, key);
        },
      });
      await gateway.start();
    },
    pause: () => gateway.stop(),
    lanes: (to) => lanesOf(to, pace, delivery.opened),
    deliver: delivery.deliver,
    health: gateway.health,
    stop: async () => {
      clearTimeout(retry);
      await gateway.stop();
      let patience: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, LAST_ANSWERS_MS);
      });
      await Promise.race([Promise.all(inHand), enough]);
      clearTimeout(patience);
      callbacks.stop();
      delivery.stop();
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },
  };
};
