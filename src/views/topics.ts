// Finds the topics: every file of views/topics/ is one. Adding something that can be said later is adding a file.
import type { Topic } from '#delivery/topic.ts';
import { discover, hasMethods } from '#discover.ts';

/** Reads all of views/topics/ once, at start. @throws Error naming the file that is none */
export const loadTopics = (): Promise<ReadonlyMap<string, Topic>> =>
  discover(new URL('./topics/', import.meta.url), hasMethods<Topic>('load', 'draw'), (one) => one.name, 'a topic');
