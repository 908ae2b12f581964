// Posts and edits: one attempt each, no retry and no waiting here. What Discord says becomes a DeliveryProblem; the
// delivery room keeps the pace and tries again.
import { createHash } from 'node:crypto';
import { DiscordAPIError, REST, Routes } from 'discord.js';
import { langOf } from '#i18n/locale.ts';
import type { Message } from '#message/message.ts';
import { type CannotReason, DeliveryProblem, type Destination, type Receipt } from '#platforms/platform.ts';
import { drawMessage } from './draw.ts';
import { LIMITS } from './limits.ts';
import { inWords, type Log } from './log.ts';
import type { EveryT } from './names.ts';
import { type NameMissing, problemOf } from './problem.ts';

/** Direct-message channels stay the same for good; this many are remembered. */
const REMEMBERED = 5_000;

export type Delivering = {
  token: string;
  api: string;
  everyT: EveryT;
  log: Log;
  nameMissing: NameMissing;
  /** Whether the bot is in that server, as far as is known. */
  knowsSpace(space: string): boolean;
};

/** Ids go into addresses; what is none of Discord's never existed there. */
const isId = (id: string): boolean => /^\d{1,20}$/.test(id);

const checkIds = (to: Destination): void => {
  const gone = (reason: CannotReason, detail: string): DeliveryProblem =>
    new DeliveryProblem({ later: false, reason }, detail);
  if ('channel' in to && !isId(to.channel)) throw gone('channel-gone', 'not an id of a Discord channel');
  if ('user' in to && !isId(to.user)) throw gone('account-gone', 'not an id of a Discord account');
  if (to.edit !== undefined && !isId(to.edit)) throw gone('message-gone', 'not an id of a Discord message');
};

/** The same key always gives the same nonce: Discord remembers it for some minutes and gives back the first message. */
export const nonceOf = (key: string): string =>
  createHash('sha256')
    .update(key)
    .digest('base64url')
    .slice(0, LIMITS.nonce - 1);

const idOf = (answer: unknown): string => {
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined;
  if (typeof id !== 'string') throw new Error('Discord gave no id');
  return id;
};

export const makeDelivery = (means: Delivering) => {
  const { token, everyT, log, nameMissing, knowsSpace } = means;
  // A 429 comes back as an error at once, so that one busy channel holds up nothing else.
  const rest = new REST({
    api: means.api,
    version: '10',
    retries: 0,
    timeout: 10_000,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
    handlerSweepInterval: 600_000,
  }).setToken(token);
  const directs = new Map<string, string>();

  const directTo = async (user: string): Promise<string> => {
    const known = directs.get(user);
    if (known !== undefined) return known;
    const channel = idOf(await rest.post(Routes.userChannels(), { body: { recipient_id: user } }));
    directs.set(user, channel);
    for (const oldest of directs.keys()) {
      if (directs.size <= REMEMBERED) break;
      directs.delete(oldest);
    }
    return channel;
  };

  /** A pin that fails costs nothing but the pin: the message hangs there already. */
  const pin = async (space: string, channel: string, message: string): Promise<void> => {
    try {
      await rest.put(Routes.channelMessagesPin(channel, message));
    } catch (error) {
      log.warn(
        { platform: 'discord', space, channel, missing: nameMissing(space, channel, true), error: inWords(error) },
        'A message could not be pinned',
      );
    }
  };

  const send = async (to: Destination, message: Message, key: string): Promise<Receipt> => {
    const space = 'channel' in to ? to.space : '';
    const drawn = drawMessage(message, { space, t: everyT[langOf(to.lang) ?? 'en'] });
    const channel = 'channel' in to ? to.channel : await directTo(to.user);
    const files = drawn.files.length > 0 ? { files: drawn.files } : {};
    if (to.edit !== undefined) {
      await rest.patch(Routes.channelMessage(channel, to.edit), { body: drawn.body, ...files });
      return { channel, message: to.edit };
    }
    const body = { ...drawn.body, nonce: nonceOf(key), enforce_nonce: true };
    const id = idOf(await rest.post(Routes.channelMessages(channel), { body, ...files }));
    if ('channel' in to && to.pin) await pin(space, channel, id);
    return { channel, message: id };
  };

  return {
    /** Whether the direct messages with a user have been opened already, by this process. */
    opened: (user: string): boolean => directs.has(user),
    /** @throws DeliveryProblem */
    deliver: async (to: Destination, message: Message, key: string): Promise<Receipt> => {
      checkIds(to);
      try {
        return await send(to, message, key);
      } catch (error) {
        // The library forgets its token after one 401; a new one only comes with a restart, so this one is tried again.
        if (error instanceof DiscordAPIError && error.status === 401) rest.setToken(token);
        if ('user' in to) directs.delete(to.user);
        throw problemOf(error, to, nameMissing, knowsSpace);
      }
    },
    stop: (): void => {
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },
  };
};
