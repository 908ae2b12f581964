// A folder in which every file is one of its kind (topics, ladders, sections): adding one is adding a file, and nobody
// keeps a list. Read once, at start.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The default exports of all files of a folder, in the order of their names.
 * @param folder its URL, with a slash at the end
 * @param fits whether an export is one of them
 * @param what for the sentence: "a topic"
 * @throws Error naming a file that exports something else, or a name that two of them have
 */
export async function discover<One>(
  folder: URL,
  fits: (found: unknown) => found is One,
  nameOf: (one: One) => string,
  what: string,
): Promise<ReadonlyMap<string, One>> {
  const files = readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const all = new Map<string, One>();
  for (const file of files) {
    const module: { default?: unknown } = await import(new URL(file, folder).href);
    const one = module.default;
    if (!fits(one)) throw new Error(`${fileURLToPath(new URL(file, folder))} does not export ${what} as its default`);
    const name = nameOf(one);
    if (all.has(name)) throw new Error(`${what} called "${name}" is there twice`);
    all.set(name, one);
  }
  return all;
}

/** Whether something is an object with functions of these names: what `discover` can see of a contract. */
export const hasMethods =
  <One>(...methods: readonly (keyof One & string)[]) =>
  (found: unknown): found is One =>
    typeof found === 'object' &&
    found !== null &&
    methods.every((method) => typeof (found as Record<string, unknown>)[method] === 'function');
