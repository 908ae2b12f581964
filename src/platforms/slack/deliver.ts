// One delivery to one place: posts or edits a message, and says in our words what went wrong. Nothing is retried here; the
// delivery room decides when.

import { langOf } from '#i18n/locale.ts';
import { translator } from '#i18n/translator.ts';
import type { Block, Message } from '#message/message.ts';
import { DeliveryProblem, type Destination, type Receipt } from '#platforms/platform.ts';
import type { Direct } from './direct.ts';
import { type Drawn, drawMessage } from './draw/message.ts';
import type { Installation, Installations } from './installations.ts';
import { asProblem, describe, isDead, troubleOf } from './trouble.ts';
import { type Pictures, upload } from './upload.ts';

/** The name under which Slack keeps our key with a message. */
const METADATA = 'mosty_delivery';

/**
 * How far back a first copy is looked for. A dead sender's delivery is taken up after up to 90 seconds (its lease and the
 * next sweep), in which a busy channel got a message a second from us alone; 30 were too few (one duplicate in 163 cards).
 * Slack gives out 200 at most in one answer, and 15 to an app that is distributed outside its Marketplace.
 */
const LOOKED_THROUGH = 200;

export type Deliverer = {
  deliver(to: Destination, message: Message, key: string): Promise<Receipt>;
  find(to: Destination, key: string): Promise<Receipt | undefined>;
};

export function createDeliverer(parts: {
  installations: Installations;
  direct: Direct;
  pictures: Pictures;
  /** Keys of the lanes to hold still after a 429. */
  hold: (to: Destination) => string[];
}): Deliverer {
  const { installations, direct, pictures, hold } = parts;

  const there = (to: Destination): Installation => {
    const installation = installations.find(to.space);
    if (installation) return installation;
    const waiting = installations.all.some((one) => one.state === 'unknown');
    throw new DeliveryProblem(
      waiting ? { later: true, retryAfterMs: 10_000, hold: [] } : { later: false, reason: 'space-unreachable' },
      `no working token for workspace ${to.space}`,
    );
  };

  /** Runs one call; its error becomes a DeliveryProblem, and a dead token is made known. */
  async function attempt<T>(installation: Installation, to: Destination, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof DeliveryProblem) throw error;
      const trouble = troubleOf(error);
      if (isDead(trouble)) await installations.lose(installation, 'unreachable', describe(trouble));
      if (trouble.kind === 'refused' && trouble.code === 'channel_not_found' && 'user' in to) {
        // The remembered direct message no longer exists (the workspace was moved or merged): opened anew the next time.
        direct.forget(to.space, to.user);
        throw new DeliveryProblem({ later: true, retryAfterMs: 1_000, hold: [] }, describe(trouble));
      }
      throw asProblem(trouble, hold(to));
    }
  }

  /** Posts; into a public channel that the bot has not joined, it joins first. */
  async function post(installation: Installation, channel: string, drawn: Drawn, key: string): Promise<string> {
    const send = async (): Promise<string> => {
      const sent = await installation.post.chat.postMessage({
        channel,
        text: drawn.text,
        blocks: drawn.blocks,
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: METADATA, event_payload: { key } },
      });
      return sent.ts ?? '';
    };
    try {
      return await send();
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.kind !== 'refused' || trouble.code !== 'not_in_channel') throw error;
      try {
        await installation.post.conversations.join({ channel });
      } catch (refused) {
        const why = troubleOf(refused);
        if (why.kind !== 'refused') throw refused;
        const missing = why.needed ? { missing: why.needed } : {};
        throw new DeliveryProblem(
          { later: false, reason: 'not-in-channel', ...missing },
          `not_in_channel; joining: ${describe(why)}`,
        );
      }
      return await send();
    }
  }

  /** A pin is a comfort, not the message: without the scope, or with a hundred pins already there, it is left out. */
  async function pin(installation: Installation, channel: string, timestamp: string): Promise<void> {
    try {
      await installation.post.pins.add({ channel, timestamp });
    } catch {
      // The card hangs in the channel all the same.
    }
  }

  /** Pictures that cannot be uploaded (no scope, no way to the address) hold nothing up: their text says the same. */
  async function picturesOf(installation: Installation, message: Message): Promise<ReadonlyMap<Block, string>> {
    try {
      return await pictures.idsFor(installation, message);
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.kind === 'limited' || isDead(trouble)) throw error;
      return new Map();
    }
  }

  /** Does it with the pictures, a little later if they are not ready, and in the end without them. */
  async function pictured<T>(
    files: ReadonlyMap<Block, string>,
    call: (files: ReadonlyMap<Block, string>) => Promise<T>,
  ) {
    try {
      return await call(files);
    } catch (error) {
      const trouble = troubleOf(error);
      if (files.size === 0 || trouble.kind !== 'refused' || trouble.code !== 'invalid_blocks') throw error;
      if (pictures.patience(files))
        throw new DeliveryProblem({ later: true, retryAfterMs: 3_000, hold: [] }, 'a picture is not ready yet');
      return await call(new Map());
    }
  }

  async function deliver(to: Destination, message: Message, key: string): Promise<Receipt> {
    const installation = there(to);
    return attempt(installation, to, async () => {
      const files = await picturesOf(installation, message);
      return pictured(files, (ready) => send(installation, to, message, key, ready));
    });
  }

  async function send(
    installation: Installation,
    to: Destination,
    message: Message,
    key: string,
    files: ReadonlyMap<Block, string>,
  ): Promise<Receipt> {
    const t = translator(langOf(to.lang) ?? 'en');
    const drawn = drawMessage(message, {
      space: to.space,
      andMore: (count) => t('common.and_more', { count }),
      files,
    });
    const channel = 'user' in to ? await direct.open(installation, to.user) : to.channel;
    if (to.edit !== undefined) {
      await installation.post.chat.update({ channel, ts: to.edit, text: drawn.text, blocks: drawn.blocks });
      return { channel, message: to.edit };
    }
    const ts = await post(installation, channel, drawn, key);
    if (message.file && 'user' in to) await upload(installation, message.file, channel);
    if ('pin' in to && to.pin) await pin(installation, channel, ts);
    return { channel, message: ts };
  }

  /**
   * Looks for a message by its key. Only a no of Slack's means that nobody can know (no history scope, not in the channel)
   * and lets the delivery room post again; no answer, or one too many, is asked again, since a guess would be a second copy.
   */
  async function find(to: Destination, key: string): Promise<Receipt | undefined> {
    const installation = there(to);
    const look = async (): Promise<Receipt | undefined> => {
      const channel = 'user' in to ? await direct.open(installation, to.user) : to.channel;
      const { messages } = await installation.post.conversations.history({
        channel,
        limit: LOOKED_THROUGH,
        include_all_metadata: true,
      });
      const ours = messages?.find(
        (one) =>
          one.metadata?.event_type === METADATA &&
          (one.metadata.event_payload as { key?: string } | undefined)?.key === key,
      );
      return ours?.ts ? { channel, message: ours.ts } : undefined;
    };
    try {
      return await look();
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.kind === 'refused' && !isDead(trouble)) return undefined;
      throw asProblem(trouble, hold(to));
    }
  }

  return { deliver, find };
}
