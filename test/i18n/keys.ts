// Which catalogue keys the code speaks of: literals in t('…'), t.spans('…'), new Refusal('…'), label/key fields, and
// the fixed beginnings of keys that are put together (`task.state.${state}`).
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/generated|src\/i18n\//.test(file));
}

export type Spoken = {
  /** Exact keys with one place each: `src/x.ts:12`. */
  keys: Map<string, string>;
  /** Beginnings of composed keys, with one place each. */
  beginnings: Map<string, string>;
  /** Every string literal of the code, for finding keys that nothing mentions. */
  literals: Set<string>;
  /** Paths of the commands: `task.add`. */
  commands: string[];
};

export function spokenKeys(): Spoken {
  const spoken: Spoken = { keys: new Map(), beginnings: new Map(), literals: new Set(), commands: [] };
  for (const file of [...sources('src'), ...sources('commands')]) {
    const name = relative(root, file);
    if (name.startsWith('commands/')) spoken.commands.push(name.slice(9, -3).replaceAll('/', '.'));
    readFileSync(file, 'utf8')
      .split('\n')
      .forEach((line, i) => {
        if (/^\s*(?:\/\/|\*|\/\*)/.test(line)) return;
        const place = `${name}:${i + 1}`;
        for (const m of line.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g)) spoken.literals.add(m[1] ?? '');
        for (const m of line.matchAll(
          /(?:\bt|\.spans|\.has|Refusal|\bsay|(?:labelKey|key|sentence):)\s*\(?\s*'([a-z]\w*(?:\.[\w-]+)+)'/g,
        ))
          spoken.keys.set(m[1] ?? '', place);
        // Two branches of one call: t(done ? 'a.b' : 'a.c').
        for (const call of line.matchAll(/(?:\bt|\.spans|Refusal)\(([^()]*\?[^()]*)/g)) {
          for (const m of (call[1] ?? '').matchAll(/[?:]\s*'([a-z]\w*(?:\.[\w-]+)+)'/g))
            spoken.keys.set(m[1] ?? '', place);
        }
        for (const m of line.matchAll(/`([a-z]\w*\.(?:[\w-]+\.)*[\w-]*)\$\{/g))
          spoken.beginnings.set(m[1] ?? '', place);
      });
  }
  return spoken;
}
