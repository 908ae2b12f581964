// One delivery out of the door: drawn, compared with what hangs there, sent, and what became of it. Touches no database.
import { DeliveryProblem, type Platform, type Receipt } from '#platforms/platform.ts';
import type { Ready } from './batch.ts';
import { bundleTopic } from './bundle.ts';
import { crashPoint } from './crash-points.ts';
import { drawFor } from './draw.ts';
import type { DrawFooter } from './footing.ts';
import type { After } from './lanes.ts';
import { decide, type Outcome } from './outcome.ts';
import { shownAs } from './shown.ts';

/** A platform that has not answered by then counts as one that failed. Its own time-outs should be shorter. */
export const patienceMs = 60_000;

export type Sending = Extract<Ready, { go: 'send' }>;

/**
 * What the platform is told to recognise a second copy by. A card's post has one key however many deliveries try it,
 * and another one once it has to be posted anew (`postedAt` is then the old post's).
 */
export const postKey = ({ row }: Sending): string =>
  row.card ? `${row.card.id}.${row.card.postedAt?.getTime() ?? 0}` : row.id;

export type PostParts = {
  platform: Platform;
  now: () => Date;
  /** 0 to 1, for the jitter of a retry. */
  chance: number;
  after: After;
  footer?: DrawFooter | undefined;
};

/**
 * @returns the outcome and, where our own code is to blame, the error
 */
export async function post(
  sending: Sending,
  { platform, now, chance, after, footer }: PostParts,
): Promise<{ outcome: Outcome; error?: unknown }> {
  const { row, address, load } = sending;
  const edited = 'edit' in address.to ? address.to.edit : undefined;
  const tried = {
    attempts: sending.attempt,
    createdAt: row.createdAt,
    topic: row.topic,
    editing: edited !== undefined,
    direct: row.personId !== null && address.account !== undefined,
  };
  let called = false;
  try {
    if (load === 'unwanted') return { outcome: { end: 'unwanted', why: 'no longer wanted' } };
    if (typeof load === 'object' && 'failed' in load) throw load.failed;
    const message = drawFor(load, row, address, now(), footer);
    const shown = row.card ? shownAs(message, address.lang) : null;
    if (row.card && edited !== undefined && row.card.shown === shown && 'channel' in address.to) {
      return {
        outcome: { end: 'sent', receipt: { channel: address.to.channel, message: edited }, shown, posted: false },
      };
    }
    crashPoint('before-deliver');
    called = true;
    const receipt = await within(after, deliver(sending, platform, message, edited));
    crashPoint('after-deliver');
    const unwanted = typeof load === 'object' && 'parts' in load ? load.unwanted : [];
    return { outcome: { end: 'sent', receipt, shown, posted: edited === undefined, unwanted } };
  } catch (error) {
    // Words that fail in company do not fail each by itself: the others go out at once, and nothing has arrived yet.
    if (row.topic === bundleTopic && !called) return { outcome: { end: 'undeliverable', why: 'invalid' }, error };
    const outcome = decide(error, tried, now(), chance);
    return error instanceof DeliveryProblem ? { outcome } : { outcome, error };
  }
}

/**
 * An earlier attempt may have posted before it died. Then its message is found, or the platform gives it back for the
 * same key; either way it says what was true at that time, so it is drawn anew.
 */
async function deliver(
  sending: Sending,
  platform: Platform,
  message: Parameters<Platform['deliver']>[1],
  edited: string | undefined,
): Promise<Receipt> {
  const { to } = sending.address;
  const key = postKey(sending);
  if (sending.attempt === 1 || edited !== undefined) return platform.deliver(to, message, key);
  const there = (await platform.find?.(to, key)) ?? (await platform.deliver(to, message, key));
  return platform.deliver({ ...to, edit: there.message }, message, key);
}

async function within<R>(after: After, work: Promise<R>): Promise<R> {
  let stop = () => {};
  const late = new Promise<never>((_, refuse) => {
    stop = after(patienceMs, () =>
      refuse(new DeliveryProblem({ later: true, retryAfterMs: 0, hold: [] }, 'no answer in a minute')),
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop();
  }
}
