// What stands under a message to a person, as the delivery room knows it: why it comes, and what the reader may want less
// of. How it looks is a view's business (views/footer.ts), handed over by whoever puts the service together.
import type { Block } from '#message/message.ts';
import { aboutOf, type Less, lessOf, type Reader, type Topic } from './topic.ts';

export type FooterParts = {
  why: readonly string[];
  /** The delivery that the reader may put off, where it asks for something. */
  later?: string | null;
  abouts: readonly { about: string; less: readonly Less[]; coalitionId: string | null }[];
};

export type DrawFooter = (parts: FooterParts, reader: Reader) => readonly Block[];

/** One thing that a message says. */
export type Told = { topic: Topic; fact: unknown; coalitionId: string | null };

/**
 * @param id the delivery's, of one thing or of several
 * @param aloud said in a channel: the reason may be read by others, the choices are the person's own
 */
export const footingOf = (told: readonly Told[], reader: Reader, id: string, aloud: boolean): FooterParts => ({
  why: [...new Set(told.flatMap(({ topic, fact }) => topic.why?.(fact, reader) ?? []))],
  later: !aloud && told.some(({ topic }) => topic.asks) ? id : null,
  abouts: aloud
    ? []
    : told.map(({ topic, coalitionId }) => ({ about: aboutOf(topic), less: lessOf(topic), coalitionId })),
});
