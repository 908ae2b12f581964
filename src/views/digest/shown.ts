// A digest as one reader would see it: for previews, the question before sending, and past ones opened again.

import type { Membership } from '#coalition/act.ts';
import { channelEyes, type Eyes, meet, memberEyes, wholeCoalition } from '#coalition/digest/eyes.ts';
import type { DigestChannel } from '#coalition/digest/places.ts';
import { langOf } from '#i18n/locale.ts';
import { translator } from '#i18n/translator.ts';
import type { Message } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import type { For } from '../when.ts';
import { digestMessage } from './digest.ts';
import { type Depth, type DigestFact, digestFacts, type Read } from './facts.ts';
import { loadSectionViews } from './section-view.ts';

export type Looked = { fact: DigestFact; message: Message };

const look = async (store: Store, digest: Read, eyes: Eyes, depth: Depth, reader: For): Promise<Looked> => {
  const [fact] = await digestFacts(store, await loadSectionViews(), [{ digest, eyes, depth }]);
  if (!fact) throw new Error('a digest that was asked for has no facts');
  return { fact, message: digestMessage(fact, reader, []) };
};

/**
 * As a channel gets it, in the channel's language and zone; nobody sees more of it than their own.
 * @param channel none: as the whole coalition gets it, in the reader's language
 */
export const asInChannel = (
  store: Store,
  digest: Read,
  channel: DigestChannel | undefined,
  membership: Membership,
  reader: For,
): Promise<Looked> => {
  const member = memberEyes(membership);
  if (!channel) return look(store, digest, meet(wholeCoalition, member), 'short', reader);
  const lang = langOf(channel.language) ?? 'en';
  const zone = (channel.audience === 'organisation' ? channel.organization?.timezone : null) ?? digest.coalition.zone;
  const there = { t: translator(lang), lang, zone, now: reader.now };
  return look(store, digest, meet(channelEyes(channel), member), channel.digestDepth, there);
};

/** In full, with everything that this member may see. */
export const inFull = (store: Store, digest: Read, membership: Membership, reader: For): Promise<Looked> =>
  look(store, digest, memberEyes(membership), 'full', reader);
