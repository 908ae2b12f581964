// What every part of the local Discord shares: the world, the gateway, the limits and the settings.
import type { Gateway } from './gateway.ts';
import type { Limits } from './limits.ts';
import type { Nonces } from './nonces.ts';
import type { Json } from './problem.ts';
import type { RuleId } from './rules.ts';
import type { World } from './world.ts';

export type Local = {
  world: World;
  gateway: Gateway;
  limits: Limits;
  nonces: Nonces;
  settings: Settings;
  /** Milliseconds of any origin; for deadlines and pace. */
  stopwatch: () => number;
};

export type Settings = {
  /** First response to an interaction, ms. */
  deadlineMs: number;
  /** Whether deadlines run by themselves (real time) or only on `tick()`. */
  timers: boolean;
  /** Life of an interaction token, ms. */
  tokenLifeMs: number;
  /** Edits allowed per hour for one message older than an hour, and the status of the refusal. */
  oldEdits: { limit: number; status: 400 | 429 };
};

/** One request in the log. `body` is what was sent, `answer` what came back. */
export type Call = {
  at: number;
  method: string;
  /** Pattern with `:` for ids, e.g. `channels/:/messages`. */
  route: string;
  path: string;
  status: number;
  body: unknown;
  files: { name: string; size: number }[];
  answer: Json | Json[] | null;
  rules: readonly RuleId[];
};

/** A request (or gateway payload) that should never have been sent. */
export type Violation = { at: number; rule: RuleId; where: string; detail: string };
