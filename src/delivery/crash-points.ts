// The places where a service may die in the worst moment, by name. In service they do nothing; the crash test reads this
// list, kills a child process at each, starts another, and counts what arrived.

export const crashPoints = [
  /** What goes to one person together is one delivery; nobody has been told of it yet. */
  'after-bundle',
  /** Rows were read, nothing is claimed, the job is still open. */
  'after-look',
  /** The pace has been used up, nothing is claimed. */
  'after-pace',
  /** Rows are ours, nothing has gone out. */
  'after-claim',
  /** Drawn, about to call the platform. */
  'before-deliver',
  /** The platform has it and we have not noted it: the window in which a post can come twice. */
  'after-deliver',
  /** The receipt is in hand, not yet in the database. */
  'before-settle',
  /** Noted; the next change of the same card has not been looked at. */
  'after-settle',
] as const;

export type CrashPoint = (typeof crashPoints)[number];

let hook: ((point: CrashPoint) => void) | undefined;

/** Only for the crash test. */
export function onCrashPoint(end: ((point: CrashPoint) => void) | undefined): void {
  hook = end;
}

export function crashPoint(point: CrashPoint): void {
  hook?.(point);
}
