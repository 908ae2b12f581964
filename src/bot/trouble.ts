// What kind of trouble an error is, for the sentence the person gets.
import { isAway, isTaken } from '#store/database.ts';

/** The same platform event once more: the database found its key taken and undid the second try whole. */
export const isRepeated = (error: unknown): boolean =>
  isTaken(error, 'cause') || (String(error).includes('23505') && String(error).includes('Event_cause'));

/** PostgreSQL's 53100 or the file system's own word. */
export const isOutOfSpace = (error: unknown): boolean =>
  /53100|ENOSPC|No space left/i.test(`${error} ${JSON.stringify(error)}`);

/** The database is stopped, full of connections or out of reach. */
export const isUnreachable = (error: unknown): boolean => isAway(error);
