// What went wrong in a call to Slack, in our words: the error classes of the SDK reduced to four kinds, and each of Slack's
// codes as a DeliveryProblem. docs/platforms/slack.md explains every one of them to a coordinator, with its cure.
import { webApi } from '@slack/bolt';
import { type CannotReason, DeliveryProblem } from '#platforms/platform.ts';

export type Trouble =
  | { kind: 'limited'; retryAfterMs: number }
  /** Slack said no: `code` is Slack's own word, `needed` the scope it misses. */
  | { kind: 'refused'; code: string; needed?: string; details?: string }
  /** No answer, or a 5xx: nobody knows whether it was done. */
  | { kind: 'unanswered'; detail: string };

/** Any error of a Web API call. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'limited', retryAfterMs: Math.max(1, error.retryAfter) * 1000 };
  if (error instanceof webApi.WebAPIPlatformError) {
    const {
      error: code,
      needed,
      response_metadata: more,
    } = error.data as { error: string; needed?: string; response_metadata?: { messages?: string[] } };
    const trouble: Trouble = { kind: 'refused', code };
    if (needed) trouble.needed = needed;
    if (more?.messages?.length) trouble.details = more.messages.join('; ').slice(0, 300);
    return trouble;
  }
  if (error instanceof webApi.WebAPIHTTPError) return { kind: 'unanswered', detail: `HTTP ${error.statusCode}` };
  return { kind: 'unanswered', detail: error instanceof Error ? error.message : String(error) };
}

/** One trouble in a few words, for the log and for /health. */
export const describe = (trouble: Trouble): string => {
  if (trouble.kind === 'limited') return `rate limited for ${trouble.retryAfterMs} ms`;
  if (trouble.kind === 'unanswered') return `no answer: ${trouble.detail}`;
  return trouble.needed ? `${trouble.code} (needs ${trouble.needed})` : trouble.code;
};

/** The token is dead: nothing will work in this workspace until somebody installs the app again. */
const dead = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'team_access_not_granted',
  'user_removed_from_team',
  'org_login_required',
]);
export const isDead = (trouble: Trouble): boolean => trouble.kind === 'refused' && dead.has(trouble.code);

/** Slack's words for its own trouble: they say nothing about the token or the call. */
const theirs = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited']);

/** Nobody could be asked, as opposed to somebody who said no. */
export const isUnreachable = (trouble: Trouble): boolean => trouble.kind !== 'refused' || theirs.has(trouble.code);

const reasons: Readonly<Record<string, CannotReason>> = {
  channel_not_found: 'channel-gone',
  is_archived: 'channel-gone',
  not_in_channel: 'not-in-channel',
  not_in_group: 'not-in-channel',
  missing_scope: 'no-permission',
  no_permission: 'no-permission',
  not_allowed_token_type: 'no-permission',
  access_denied: 'no-permission',
  ekm_access_denied: 'no-permission',
  restricted_action: 'no-permission',
  restricted_action_read_only_channel: 'no-permission',
  restricted_action_thread_only_channel: 'no-permission',
  restricted_action_non_threadable_channel: 'no-permission',
  cannot_dm_bot: 'direct-refused',
  messages_tab_disabled: 'direct-refused',
  not_in_dm: 'direct-refused',
  user_not_visible: 'direct-refused',
  user_disabled: 'account-gone',
  user_not_found: 'account-gone',
  users_not_found: 'account-gone',
  message_not_found: 'message-gone',
  cant_update_message: 'edit-refused',
  edit_window_closed: 'edit-refused',
  invalid_blocks: 'invalid',
  invalid_blocks_format: 'invalid',
  invalid_arguments: 'invalid',
  msg_too_long: 'invalid',
  msg_blocks_too_long: 'invalid',
  no_text: 'invalid',
  metadata_too_large: 'invalid',
  file_not_found: 'invalid',
};

/**
 * A trouble as the delivery room understands it.
 * @param hold lanes to keep still when Slack said "too fast"
 */
export function asProblem(trouble: Trouble, hold: readonly string[]): DeliveryProblem {
  const detail = describe(trouble);
  if (trouble.kind === 'limited')
    return new DeliveryProblem({ later: true, retryAfterMs: trouble.retryAfterMs, hold }, detail);
  if (trouble.kind === 'unanswered') return new DeliveryProblem({ later: true, retryAfterMs: 2000, hold: [] }, detail);
  if (isDead(trouble)) return new DeliveryProblem({ later: false, reason: 'space-unreachable' }, detail);
  const reason = reasons[trouble.code];
  // Slack's own faults (internal_error, fatal_error, service_unavailable, …) and words we do not know: the queue tries again
  // and gives up in its own time, so a new code of Slack's never loses a message at its first sight.
  if (!reason) return new DeliveryProblem({ later: true, retryAfterMs: 10_000, hold: [] }, detail);
  const more = trouble.details && reason === 'invalid' ? `${detail}: ${trouble.details}` : detail;
  return new DeliveryProblem({ later: false, reason, ...(trouble.needed ? { missing: trouble.needed } : {}) }, more);
}
