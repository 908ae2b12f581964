// Reads the source for the house tests: which files there are, what they import, and which room they are in.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parts } from './rooms.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One file: its path from the checkout's root, with forward slashes, and its text. */
export type SourceFile = { path: string; text: string };

/** One import: what stands between the quotes, and whether only types are taken. */
export type Import = { from: string; typeOnly: boolean };

/** All files of some folders with some endings, without generated ones. */
export function sources(folders: readonly string[], endings: RegExp = /\.(ts|js)$/): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && endings.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !path.startsWith('src/store/generated/'))
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  );
}

/** Every import of a file: static, re-exported and dynamic. */
export function importsOf(text: string): Import[] {
  const statement =
    /^[ \t]*(?:import|export)\b([^'"`;]*?)\bfrom\s*['"]([^'"]+)['"]|^[ \t]*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  return [...text.matchAll(statement)].map(([, what = '', from, bare, dynamic]) => ({
    from: from ?? bare ?? dynamic ?? '',
    typeOnly: /^\s+type\b/.test(what) || /^\s*\{\s*(type\s[^,]+,?\s*)+\}\s*$/.test(what),
  }));
}

/** "#bot/run.ts" as a path from the root; null for a package. */
export function target(importer: string, from: string): string | null {
  if (from.startsWith('#commands/')) return from.slice(1);
  if (from.startsWith('#')) return `src/${from.slice(1)}`;
  if (from.startsWith('.')) return relative(root, join(root, dirname(importer), from)).replaceAll('\\', '/');
  return null;
}

/** The room that a file of src/ or commands/ is in; a file that lies in src/ itself is a room of its own. */
export function roomOf(path: string): string {
  const part = Object.keys(parts).find((start) => path.startsWith(start));
  return (part && parts[part]) ?? folderOf(path);
}

/** The folder that a room lies in: the same for all its parts. */
export function folderOf(path: string): string {
  return (path.replace(/^src\//, '').split('/')[0] ?? '').replace(/\.(ts|js)$/, '');
}
