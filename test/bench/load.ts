// Drives load: a closed loop keeps so many asks under way, an open loop sends at fixed moments whatever comes back. Times
// of an open loop count from the moment planned, so that a stall is not hidden by the asks that it kept from being sent.

/** What one ask saw, in ms since it was due. `ack`: the platform was told; `answer`: the person sees words. */
export type Taken = { ack: number; answer: number };

/** Sends one ask. @param since the moment it counts from, of performance.now() */
export type Send = (since: number) => Promise<Taken>;

export type Closed = { count: number; perSecond: number; answers: number[]; elapsedMs: number };

/** Keeps `window` asks under way for `ms`, then lets the last ones end. */
export async function closedLoop(send: Send, window: number, ms: number): Promise<Closed> {
  const answers: number[] = [];
  const from = performance.now();
  const until = from + ms;
  const lane = async (): Promise<void> => {
    while (performance.now() < until) answers.push((await send(performance.now())).answer);
  };
  await Promise.all(Array.from({ length: window }, lane));
  const elapsedMs = performance.now() - from;
  return { count: answers.length, perSecond: (answers.length / elapsedMs) * 1000, answers, elapsedMs };
}

/** One kind of ask in an open loop, and how often it comes up in each round of the mix. */
export type Part = { name: string; of: number; send: Send };

/**
 * Sends `perSecond` asks a second for `ms`, in the proportions of the mix, evenly spread.
 * @returns by the part's name what each ask took; endless for those that failed
 */
export async function openLoop(mix: readonly Part[], perSecond: number, ms: number): Promise<Map<string, Taken[]>> {
  const order = spread(mix);
  const taken = new Map<string, Taken[]>(mix.map(({ name }) => [name, []]));
  const under = new Set<Promise<void>>();
  const total = Math.round((perSecond * ms) / 1000);
  const from = performance.now();
  for (let sent = 0; sent < total; sent += 1) {
    const due = from + (sent * 1000) / perSecond;
    await untilDue(due);
    const part = order[sent % order.length];
    if (!part) break;
    const one = part.send(due).then(
      (took) => void taken.get(part.name)?.push(took),
      () => void taken.get(part.name)?.push(never),
    );
    under.add(one);
    void one.finally(() => under.delete(one));
  }
  await Promise.all(under);
  return taken;
}

/** An ask that was refused or not answered in time. */
const never: Taken = { ack: Number.POSITIVE_INFINITY, answer: Number.POSITIVE_INFINITY };

/** Each part as often as it says, as evenly as may be. */
function spread(mix: readonly Part[]): Part[] {
  const all = mix.reduce((sum, { of }) => sum + of, 0);
  const places = mix.flatMap((part) =>
    Array.from({ length: part.of }, (_, at) => ({ part, at: ((at + 0.5) * all) / part.of })),
  );
  return places.sort((a, b) => a.at - b.at).map(({ part }) => part);
}

/** A timer is a millisecond rough: the rest is waited for in turns of the event loop. */
async function untilDue(due: number): Promise<void> {
  const wait = due - performance.now();
  if (wait > 2) await pause(wait - 1.5);
  while (performance.now() < due) await new Promise((done) => setImmediate(done));
}

/** Gives 1, 2, 3 … */
export function counter(): () => number {
  let count = 0;
  return () => {
    count += 1;
    return count;
  };
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The value below which `share` (0 to 1) of all lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
