// The workspaces this service is installed in, one bot token each. Everything is looked up by team: a token is never used for
// another team's people, and one dead token stops nobody else.
import { webApi } from '@slack/bolt';
import type { Notice } from '#bot/ask.ts';
import type { PlatformHealth } from '#platforms/platform.ts';
import { type Log, libraryLog } from './log.ts';
import { describe, isDead, isUnreachable, type Trouble, troubleOf } from './trouble.ts';

export type Installation = {
  /** Position of its token in the configuration. */
  readonly index: number;
  readonly token: string;
  /** For what somebody waits for: modals, profiles. Kept apart from `post`, so that a flood of deliveries never queues before it. */
  readonly talk: webApi.WebClient;
  /** For deliveries and uploads. */
  readonly post: webApi.WebClient;
  state: 'unknown' | 'active' | 'unreachable' | 'left';
  /** The team id; empty until Slack has told. */
  space: string;
  name: string;
  /** `https://domain.slack.com/`, for links to messages. */
  url: string;
  botUser: string;
  botId: string;
  scopes: string[];
  problem?: string;
};

export type Installations = {
  readonly all: readonly Installation[];
  /** Asks Slack about every token; those without an answer are asked again later by themselves. */
  open(tell: (notice: Notice) => Promise<void>): Promise<void>;
  /** The workspace with this team id, if its token works. */
  find(space: string | null | undefined): Installation | undefined;
  /** A call said that the token is dead, or Slack said that the app was removed. */
  lose(installation: Installation, state: 'unreachable' | 'left', problem: string): Promise<void>;
  health(): PlatformHealth['spaces'];
  close(): void;
};

/** No answer: soon again. A dead token: an admin may have switched the app off for an hour, so it is asked now and then. */
const RETRY_MS = 30_000;
const RETRY_DEAD_MS = 10 * 60_000;

export type InstallationsOptions = {
  botTokens: readonly string[];
  apiUrl: string;
  log: Log;
  /** Which workspace a token belonged to when it still worked: a dead one does not say. */
  whose?: (token: string) => Promise<{ space: string; botUser: string } | undefined>;
};

export function createInstallations(options: InstallationsOptions): Installations {
  const { apiUrl, log } = options;
  const logger = libraryLog(log);
  // A 429 pauses every call of a WebClient unless it may reject; and our queue does the retrying.
  const client = (token: string, timeout: number): webApi.WebClient =>
    new webApi.WebClient(token, {
      slackApiUrl: apiUrl,
      logger,
      timeout,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    });
  const all: Installation[] = options.botTokens.map((token, index) => ({
    index,
    token,
    talk: client(token, 2_800),
    post: client(token, 10_000),
    state: 'unknown',
    space: '',
    name: '',
    url: '',
    botUser: '',
    botId: '',
    scopes: [],
  }));
  const byTeam = new Map<string, Installation>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;
  let tell: (notice: Notice) => Promise<void> = async () => undefined;

  const notice = async (one: Installation): Promise<void> => {
    // A token of an unknown workspace: it shows in /health and in the log only.
    if (one.space === '' || one.state === 'unknown') return;
    await tell({
      kind: 'space',
      platform: 'slack',
      space: one.space,
      name: one.name,
      status: one.state,
      botUser: one.botUser,
      scopes: one.scopes,
      ...(one.problem ? { problem: one.problem } : {}),
      ...(one.state === 'active' ? { token: one.token } : {}),
    });
  };

  const later = (one: Installation, ms: number): void => {
    if (closed) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      ask(one).catch((error: unknown) => {
        log.error({ platform: 'slack', problem: String(error) }, 'A notice about a Slack workspace was lost');
        later(one, RETRY_MS);
      });
    }, ms).unref();
    timers.add(timer);
  };

  /** Learns which workspace a token belongs to. @throws only what telling it throws */
  async function ask(one: Installation): Promise<void> {
    try {
      const who = await one.talk.auth.test();
      if (closed) return;
      one.space = who.team_id ?? '';
      one.name = who.team ?? '';
      one.url = who.url ?? '';
      one.botUser = who.user_id ?? '';
      one.botId = who.bot_id ?? '';
      one.scopes = who.response_metadata?.scopes ?? [];
    } catch (error) {
      if (!closed) await failed(one, troubleOf(error));
      return;
    }
    const twin = byTeam.get(one.space);
    if (twin && twin !== one) {
      one.state = 'unreachable';
      one.problem = 'a second token for the same workspace';
      log.warn(
        { platform: 'slack', space: one.space, token: one.index + 1 },
        'Two bot tokens for one workspace: the first is used',
      );
      return;
    }
    byTeam.set(one.space, one);
    one.state = 'active';
    delete one.problem;
    log.info({ platform: 'slack', space: one.space, name: one.name }, 'Slack workspace connected');
    await notice(one);
  }

  async function failed(one: Installation, trouble: Trouble): Promise<void> {
    one.problem = describe(trouble);
    log.warn(
      { platform: 'slack', space: one.space || undefined, position: one.index + 1, problem: one.problem },
      isUnreachable(trouble) ? 'Slack does not answer; it is asked again' : 'Slack bot token does not work',
    );
    if (isDead(trouble)) {
      one.state = 'unreachable';
      const known = one.space === '' ? await options.whose?.(one.token) : undefined;
      if (known) Object.assign(one, known);
      later(one, RETRY_DEAD_MS);
      await notice(one);
    } else later(one, RETRY_MS);
  }

  return {
    all,
    async open(told) {
      tell = told;
      await Promise.all(all.map(ask));
    },
    find(space) {
      const one = space ? byTeam.get(space) : undefined;
      return one?.state === 'active' ? one : undefined;
    },
    async lose(one, state, problem) {
      if (one.state === state) return;
      one.state = state;
      one.problem = problem;
      log.warn({ platform: 'slack', space: one.space, problem }, 'Slack workspace lost');
      if (state === 'unreachable') later(one, RETRY_DEAD_MS);
      try {
        await notice(one);
      } catch (error) {
        log.error({ platform: 'slack', problem: String(error) }, 'A notice about a Slack workspace was lost');
      }
    },
    health: () =>
      all.map((one) => ({
        space: one.space || `token ${one.index + 1}`,
        ok: one.state === 'active',
        ...(one.problem ? { problem: one.problem } : {}),
      })),
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
