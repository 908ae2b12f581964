// What Discord's refusals mean for a delivery: later, or not at all and why.
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Destination } from '#platforms/platform.ts';
import { type CannotReason, DeliveryProblem } from '#platforms/platform.ts';
import { inWords } from './log.ts';
import { GLOBAL_LANE, laneKey } from './pace.ts';

/** Nobody said when: the delivery's own backoff grows from here. */
const SOON_MS = 5_000;

/** Discord's JSON error codes (topics/opcodes-and-status-codes) that say more than their status. */
const REASONS: Readonly<Record<number, CannotReason>> = {
  10003: 'channel-gone',
  10004: 'space-unreachable',
  10008: 'message-gone',
  10013: 'account-gone',
  // "Cannot edit a message authored by another user": the message is not ours any more (another bot's token before).
  50005: 'message-gone',
  50007: 'direct-refused',
  // "No mutual guilds": the person left the last server that we share.
  50278: 'direct-refused',
  50001: 'no-permission',
  50013: 'no-permission',
  160002: 'no-permission',
  30046: 'edit-refused',
  // An archived thread takes no edits, but a new message wakes it.
  50083: 'edit-refused',
};

/** Names what is missing where it can be known. */
export type NameMissing = (space: string, channel: string, pinning: boolean) => string | undefined;

const cannot = (reason: CannotReason, detail: string, missing?: string): DeliveryProblem =>
  new DeliveryProblem({ later: false, reason, ...(missing === undefined ? {} : { missing }) }, detail);

const later = (retryAfterMs: number, hold: readonly string[], detail: string): DeliveryProblem =>
  new DeliveryProblem({ later: true, retryAfterMs: Math.max(0, Math.ceil(retryAfterMs)), hold }, detail);

/**
 * @param error what the library threw
 * @param knowsSpace whether the bot still is in that server, as far as the gateway told
 */
export const problemOf = (
  error: unknown,
  to: Destination,
  nameMissing: NameMissing,
  knowsSpace: (space: string) => boolean,
): DeliveryProblem => {
  if (error instanceof RateLimitError) {
    const key = error.global ? GLOBAL_LANE : laneKey(to);
    return later(
      error.retryAfter || error.timeToReset || 1000,
      [key],
      `Discord: rate limit (${error.global ? 'global' : error.scope})`,
    );
  }
  if (error instanceof HTTPError) return later(SOON_MS, [], `Discord: ${error.status}`);
  if (!(error instanceof DiscordAPIError)) {
    // Connection refused, reset, timed out, or the library without a token after a 401.
    return later(SOON_MS, [], `Discord: ${error instanceof Error ? error.message : 'unknown failure'}`);
  }
  const code = Number(error.code);
  const detail = `Discord: ${inWords(error)}`;
  if (error.status === 401) return cannot('space-unreachable', detail);
  // 40003 "opening direct messages too fast", 40333 and codeless 403: a gateway in between, not Discord's word.
  if (error.status === 429 || code === 40003 || code === 40333 || (error.status === 403 && code === 0))
    return later(SOON_MS * 4, [laneKey(to)], detail);
  const reason = REASONS[code] ?? (error.status === 403 ? 'no-permission' : 'invalid');
  if (reason !== 'no-permission') return cannot(reason, detail);
  if ('user' in to) return cannot('direct-refused', detail);
  if (!knowsSpace(to.space)) return cannot('space-unreachable', detail);
  return cannot(
    'no-permission',
    detail,
    nameMissing(to.space, to.channel, false) ?? (code === 50001 ? 'View Channel' : undefined),
  );
};
