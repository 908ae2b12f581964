// Method and path → route, with one look-up: ids and tokens become ":" and the rest must match to the letter.
import type { Local } from './local.ts';
import type { Upload } from './multipart.ts';

export type Ask = {
  local: Local;
  /** The ids of the path in order; for commands, interactions and webhooks the token too. */
  params: readonly string[];
  query: URLSearchParams;
  body: unknown;
  files: Upload[];
};
export type Reply = { status: number; body?: unknown };
/** @property open needs no Authorization: the token is in the path */
export type Route = { on: string; open?: true; run: (ask: Ask) => Reply };

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const done: Reply = { status: 204 };

const ID = /^\d{1,21}$/;

/** The pattern and the ids of a path without the /api/v10 prefix. */
export function patternOf(method: string, path: string): { on: string; params: string[] } {
  const steps = path.split('/').filter((step) => step !== '');
  const params: string[] = [];
  const token = steps[0] === 'webhooks' || steps[0] === 'interactions' ? 2 : -1;
  const pattern = steps.map((raw, at) => {
    const step = raw.includes('%') ? decode(raw) : raw;
    if (!ID.test(step) && at !== token) return step;
    params.push(step);
    return ':';
  });
  return { on: `${method} ${pattern.join('/')}`, params };
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

export function routesByPattern(lists: readonly (readonly Route[])[]): Map<string, Route> {
  return new Map(lists.flat().map((route) => [route.on, route]));
}
