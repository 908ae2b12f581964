// The contract of something that can be said later. One topic is one file in views/topics/; the delivery room knows none of
// them by name. Language, platform and truth are decided as late as possible: when it is sent.

import type { Lang } from '#i18n/lang.ts';
import type { T } from '#i18n/translator.ts';
import type { Message } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import type { Disturbs } from '#time/rest.ts';

/** What somebody may want less of, as Wish.measure: fewer, only what names the person, none. */
export type Less = 'slower' | 'mine' | 'off';

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
export type Reader = {
  t: T;
  lang: Lang;
  zone: string;
  now: Date;
  channelId: string | null;
  personId: string | null;
  /** In a message of several things: the names (`Topic.names`) of what stands above already. */
  said?: ReadonlySet<string>;
};

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
  /** How far it may disturb a person's rest; 'soon' unless given. `data` is the delivery's. */
  disturbs?: Disturbs | ((data: unknown) => Disturbs);
  /** What the reader may want less of, as Wish.about and in the key "less.about.<about>"; 'news' unless given. Topics may share one. */
  about?: string;
  /** The choices that make sense; ['off'] unless given. [] cannot be switched off. */
  less?: readonly Less[];
  /** One sentence: why this reader gets it. Stands in the footer of every message to a person. */
  why?(fact: Fact, reader: Reader): string;
  /** Several facts in one message, without a word that belongs to the message as a whole. Unless given: one after the other. */
  drawMany?(facts: readonly Fact[], reader: Reader): Message;
  /** The items it is about ("task:ID"). In a message of several things, what only names items that stand above is left out. */
  names?(fact: Fact): readonly string[];
  /** It asks for something and has no snooze of its own: the footer offers "Remind me later". */
  asks?: true;
  /** It sums up: in a message of several things it stands below everything that is as pressing. */
  sumsUp?: true;
};

/** Whether the reader put it off and chose this moment for it. */
const isAgain = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'again' in data && data.again === true;

/** How far a delivery of this topic may disturb. */
export const disturbsOf = (topic: Topic | undefined, data: unknown): Disturbs => {
  if (isAgain(data)) return 'asked';
  const disturbs = topic?.disturbs ?? 'soon';
  return typeof disturbs === 'function' ? disturbs(data) : disturbs;
};

export const aboutOf = (topic: Topic | undefined): string => topic?.about ?? 'news';
export const lessOf = (topic: Topic | undefined): readonly Less[] => topic?.less ?? ['off'];

/** Gives a topic its types; changes nothing. */
export const topic = <Fact>(definition: Topic<Fact>): Topic => definition as unknown as Topic;
