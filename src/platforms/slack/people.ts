// What Slack knows about a person: name, language, zone, own team. Remembered for ten minutes, and asked for in the background:
// an answer within three seconds matters more than yesterday's zone.
import { remember } from './bounded.ts';
import type { Installation } from './installations.ts';
import { troubleOf } from './trouble.ts';

export type Profile = {
  name: string;
  /** The person's own team; another than the workspace's for Slack Connect outsiders. */
  home?: string;
  locale?: string;
  timezone?: string;
  /** Admin or owner of the workspace asked about. */
  admin: boolean;
};

export type People = {
  /** @param patienceMs how long a first contact may wait; what comes later is there for the next time */
  of(installation: Installation, user: string, patienceMs: number): Promise<Profile | undefined>;
  forget(space: string, user: string): void;
};

type Known = { profile: Profile | undefined; until: number; asking?: Promise<Profile | undefined> };

const KEEP_MS = 10 * 60_000;
const KEEP_FAILURE_MS = 60_000;
const MOST = 5_000;

/** @param clock the service's clock, in milliseconds since 1970 */
export function createPeople(clock: () => number): People {
  const known = new Map<string, Known>();

  const learn = (key: string, installation: Installation, user: string): Promise<Profile | undefined> => {
    const before = known.get(key);
    if (before?.asking !== undefined) return before.asking;
    const asking = ask(installation, user).then((answer) => {
      const profile = answer.profile ?? before?.profile;
      const until = clock() + (answer.profile ? KEEP_MS : Math.max(KEEP_FAILURE_MS, answer.waitMs));
      remember(known, key, { profile, until }, MOST);
      return profile;
    });
    remember(known, key, { profile: before?.profile, until: before?.until ?? 0, asking }, MOST);
    return asking;
  };

  return {
    async of(installation, user, patienceMs) {
      const key = `${installation.space}:${user}`;
      const entry = known.get(key);
      if (entry && entry.asking === undefined && entry.until > clock()) return entry.profile;
      const asking = learn(key, installation, user);
      return entry?.profile ?? (await within(asking, patienceMs));
    },
    forget: (space, user) => void known.delete(`${space}:${user}`),
  };
}

async function ask(installation: Installation, user: string): Promise<{ profile?: Profile; waitMs: number }> {
  try {
    const { user: found } = await installation.talk.users.info({ user, include_locale: true });
    if (!found) return { waitMs: 0 };
    const profile: Profile = {
      name: found.profile?.display_name || found.real_name || found.name || user,
      admin: Boolean(found.is_admin || found.is_owner || found.is_primary_owner),
    };
    if (found.team_id) profile.home = found.team_id;
    if (found.locale) profile.locale = found.locale;
    if (found.tz) profile.timezone = found.tz;
    return { profile, waitMs: 0 };
  } catch (error) {
    const trouble = troubleOf(error);
    return { waitMs: trouble.kind === 'limited' ? trouble.retryAfterMs : 0 };
  }
}

/** The value, or undefined when it takes longer. */
export function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
