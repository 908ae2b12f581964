// The contract of something that can be said later. One topic is one file in views/topics/; the delivery room knows none of
// them by name. Language, platform and truth are decided as late as possible: when it is sent.

import type { Lang } from '#i18n/lang.ts';
import type { T } from '#i18n/translator.ts';
import type { Message } from '#message/message.ts';
import type { Store } from '#store/database.ts';

/** A delivery as a topic sees it. `data` is what the use case wrote down with it. A card's channel stands in `channelId` too. */
export type Said = {
  id: string;
  coalitionId: string | null;
  topic: string;
  data: unknown;
  channelId: string | null;
  personId: string | null;
  taskId: string | null;
};

/** Who will read it: a channel (its language, the coalition's zone) or a person (own language, own zone). */
export type Reader = { t: T; lang: Lang; zone: string; now: Date; channelId: string | null; personId: string | null };

export type Topic<Fact = unknown> = {
  name: string;
  /**
   * Reads what is true now, for many deliveries in few queries.
   * @returns facts by delivery id. A delivery left out is no longer wanted: nothing is posted, and a card that
   *   hangs already is drawn as withdrawn
   */
  load(store: Store, said: readonly Said[], now: Date): Promise<ReadonlyMap<string, Fact>>;
  /** Pure. */
  draw(fact: Fact, reader: Reader): Message;
  /** Tried even where the channel is known to be broken; when it arrives, everything else that waits for the channel follows. */
  probe?: boolean;
  /** For a person who cannot be reached directly: may be said, with a mention, in a channel of the person's organisation alone. */
  aloud?: boolean;
};

/** Gives a topic its types; changes nothing. */
export const topic = <Fact>(definition: Topic<Fact>): Topic => definition as unknown as Topic;
