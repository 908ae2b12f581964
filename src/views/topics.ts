// Finds the topics: every file of views/topics/ is one. Adding something that can be said later is adding a file.
import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Topic } from '#delivery/topic.ts';

const home = fileURLToPath(new URL('./topics/', import.meta.url));

/**
 * Reads all of views/topics/ once, at start.
 * @throws Error naming a file that does not export a topic, or a name that two of them have
 */
export async function loadTopics(): Promise<ReadonlyMap<string, Topic>> {
  const files = readdirSync(home)
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const topics = new Map<string, Topic>();
  for (const file of files) {
    const module: { default?: Topic } = await import(pathToFileURL(home + file).href);
    const found = module.default;
    if (typeof found?.load !== 'function')
      throw new Error(`src/views/topics/${file} does not export a topic as its default`);
    if (topics.has(found.name)) throw new Error(`two topics are called "${found.name}"`);
    topics.set(found.name, found);
  }
  return topics;
}
