// How fast we may write to Discord. The numbers hold for the application, so all instances share the lanes by key.
// Discord: 50 requests a second in all, and in practice 5 posts and 5 edits per channel in 5 seconds.
import type { Destination, Lane } from '#platforms/platform.ts';

export type Pace = {
  /** Everything with the bot's token; answers to interactions do not count at Discord. */
  global: { everyMs: number; burst: number };
  post: { everyMs: number; burst: number };
  edit: { everyMs: number; burst: number };
  /** Opening direct messages in bulk gets bots flagged. */
  direct: { everyMs: number; burst: number };
};

/**
 * A window of 5 in 5 s is kept for certain only where burst + what follows within the window is at most 5. One by one and
 * evenly (1.05 s, so that a late packet does no harm) gives 95 % of the sustained rate; a burst of two would give 80 %.
 * 50 a second is kept with 8 at once and one every 25 ms.
 */
export const DISCORD_PACE: Pace = {
  global: { everyMs: 25, burst: 8 },
  post: { everyMs: 1050, burst: 1 },
  edit: { everyMs: 1050, burst: 1 },
  direct: { everyMs: 500, burst: 5 },
};

export const GLOBAL_LANE = 'discord:global';

/** The lane of the destination itself, as opposed to the application's. */
export const laneKey = (to: Destination): string => {
  const method = to.edit === undefined ? 'post' : 'edit';
  return 'channel' in to ? `discord:${method}:${to.channel}` : `discord:${method}:@${to.user}`;
};

/**
 * The paces a delivery must keep.
 * @param opened whether the direct messages with a user have been opened already: only opening has a pace of its own
 */
export const lanesOf = (to: Destination, pace: Pace, opened: (user: string) => boolean): readonly Lane[] => [
  { key: laneKey(to), ...(to.edit === undefined ? pace.post : pace.edit) },
  ...('user' in to && to.edit === undefined && !opened(to.user) ? [{ key: 'discord:direct', ...pace.direct }] : []),
  { key: GLOBAL_LANE, ...pace.global },
];
