// What ought to be said, whoever works it out: to whom, from when on, and as what it is recognised when it arrives.
import type { Class } from './rest.ts';

export type Expected = {
  /** "step task <id> <person> b7", "reminder <id> <occurrence>": two with the same name are two occasions. */
  name: string;
  /** In words, for the story of a violation. */
  story: string;
  to: { personId: string } | { channelId: string };
  /** When the service is to notice. */
  at: Date;
  of: Class;
  /** Whether it is still wanted at a moment. */
  wanted(at: Date): boolean;
  /** It need not come (there may be nothing to say), but may once. */
  optional?: boolean;
};

/** The first moment at or after `at` at which the service is running. */
export const upFrom = (down: readonly { from: Date; until: Date }[], at: Date): Date =>
  down.find((one) => one.from <= at && at < one.until)?.until ?? at;
