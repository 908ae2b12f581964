// The paces Slack asks for, as lanes of the delivery room. Burst and interval together stay under Slack's number in any 60
// seconds, so that keeping the pace means never seeing a 429.
import type { Destination, Lane } from '#platforms/platform.ts';

export type Pace = { everyMs: number; burst: number };
export type Paces = {
  /**
   * chat.postMessage in one channel: about one a second, short bursts (of three) allowed. With as many at once a call that
   * was longer on its way than the one after it would be too fast; two leave it a second.
   */
  channel: Pace;
  /** chat.postMessage in one workspace: "hundreds a minute"; 15 + 60/0.22 stays under 300. */
  workspace: Pace;
  /** chat.update, Tier 3: 50 a minute in a workspace; 5 + 60/1.34 is 49.7. */
  update: Pace;
  /** conversations.open, Tier 3. */
  open: Pace;
};

export const slackPaces: Paces = {
  channel: { everyMs: 1_000, burst: 2 },
  workspace: { everyMs: 220, burst: 15 },
  update: { everyMs: 1_340, burst: 5 },
  open: { everyMs: 1_340, burst: 5 },
};

const lane = (key: string, pace: Pace): Lane => ({ key, ...pace });

/**
 * The lanes of one delivery.
 * @param opened whether the person's direct messages are already open
 */
export function lanesOf(to: Destination, paces: Paces, opened: (space: string, user: string) => boolean): Lane[] {
  const space = `slack:${to.space}`;
  if (to.edit !== undefined) return [lane(`${space}:update`, paces.update)];
  if (!('user' in to))
    return [lane(`${space}:post:${to.channel}`, paces.channel), lane(`${space}:post`, paces.workspace)];
  const post = [lane(`${space}:direct:${to.user}`, paces.channel), lane(`${space}:post`, paces.workspace)];
  return opened(to.space, to.user) ? post : [...post, lane(`${space}:open`, paces.open)];
}

/**
 * Which lanes a "too fast" holds: only where it was said. A 429 for one channel says nothing about the others, and when it
 * was the workspace's limit the next channel hears it for itself.
 */
export const held = (lanes: readonly Lane[]): string[] => lanes.slice(0, 1).map((one) => one.key);
