// Finds the commands: every file of commands/ is one, and its path is its name. Adding a command is adding a file.
import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Action, Command, CommandTable } from './command.ts';

const home = fileURLToPath(new URL('../../commands/', import.meta.url));

/** `task/add.ts` → `task.add` */
const pathOf = (file: string): string => file.replace(/\.ts$/, '').split(/[\\/]/).join('.');

/** The table of given commands; `extra` are presses that belong to no command file (drafts). */
export const makeTable = (
  commands: readonly { path: string; command: Command }[],
  extra: Readonly<Record<string, Action>> = {},
): CommandTable => {
  const byPath = new Map<string, Action>(Object.entries(extra));
  for (const { path, command } of commands) {
    byPath.set(path, command);
    for (const [name, one] of Object.entries(command.actions ?? {})) byPath.set(`${path}!${name}`, one);
  }
  return { commands, find: (path) => byPath.get(path), paths: () => [...byPath.keys()] };
};

/**
 * Reads all of commands/ once, at start.
 * @throws Error naming a file that does not export a command
 */
export const loadCommands = async (): Promise<readonly { path: string; command: Command }[]> => {
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const module: { default?: Command } = await import(pathToFileURL(home + file).href);
      if (typeof module.default?.run !== 'function')
        throw new Error(`commands/${file} does not export a command as its default`);
      return { path: pathOf(file), command: module.default };
    }),
  );
};
