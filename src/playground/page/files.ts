// The page's own files: plain HTML, CSS and JavaScript from page/static, read once, served by exact name. Nothing that a
// request says ever becomes part of a path.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export type PageFile = { body: string; type: string };

/** By address: "/" is page.html. */
export function pageFiles(): ReadonlyMap<string, PageFile> {
  const folder = join(import.meta.dirname, 'static');
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(folder)) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    files.set(name === 'page.html' ? '/' : `/${name}`, { body: readFileSync(join(folder, name), 'utf8'), type });
  }
  return files;
}
