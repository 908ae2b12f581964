// A copy of the tree in which something can be broken: what plays is in it, packages are only pointed to.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './list.ts';

const root = join(import.meta.dirname, '../../..');
const copied = ['src', 'commands', 'test/simulation', 'prisma', 'package.json', 'tsconfig.json'];

export type Tree = {
  folder: string;
  /** Applies a variant until the returned function is called. @throws Error when what it replaces is not there once */
  breakAs(mutant: Mutant): () => void;
  remove(): void;
};

/** How often each edit of a variant finds its text in the tree. */
export const finds = (mutant: Mutant, folder = root): number[] =>
  mutant.edits.map(({ file, find }) => readFileSync(join(folder, file), 'utf8').split(find).length - 1);

export function copyTree(): Tree {
  const folder = mkdtempSync(join(tmpdir(), 'mosty-mutants-'));
  for (const path of copied) cpSync(join(root, path), join(folder, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    breakAs(mutant) {
      if (finds(mutant, folder).some((count) => count !== 1))
        throw new Error(`"${mutant.name}": what it replaces is not there exactly once`);
      const before = new Map<string, string>();
      for (const { file, find, replace } of mutant.edits) {
        const path = join(folder, file);
        const text = readFileSync(path, 'utf8');
        if (!before.has(path)) before.set(path, text);
        writeFileSync(path, text.split(find).join(replace));
      }
      return () => {
        for (const [path, text] of before) writeFileSync(path, text);
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
