// What Slack tells without anybody asking: the app removed, a token revoked, a channel archived or deleted, an account closed.
// Not all of it comes (a removed bot is often told nothing), so the same is also noticed when a delivery fails.
import type { App } from '@slack/bolt';
import type { Notice } from '#bot/ask.ts';
import { teamOf } from './asks.ts';
import type { Installation, Installations } from './installations.ts';
import type { Log } from './log.ts';
import type { EventBody } from './payloads.ts';
import type { People } from './people.ts';

type Watch = {
  installations: Installations;
  people: People;
  log: Log;
  tell: (notice: Notice) => Promise<void>;
  only: number | undefined;
};
type Why = Extract<Notice, { kind: 'channel-gone' }>['why'];

/** Slack's event → why the channel is gone. */
const gone: Readonly<Record<string, Why>> = {
  channel_archive: 'archived',
  group_archive: 'archived',
  channel_deleted: 'deleted',
  group_deleted: 'deleted',
  channel_left: 'removed',
  group_left: 'removed',
};

export function watch(app: App, { installations, people, log, tell, only }: Watch): void {
  const whose = (body: EventBody<unknown>): Installation | undefined => {
    const found = installations.find(teamOf(body));
    return found && (only === undefined || found.index === only) ? found : undefined;
  };
  const say = async (notice: Notice): Promise<void> => {
    try {
      await tell(notice);
    } catch (error) {
      log.error(
        { platform: 'slack', notice: notice.kind, problem: error instanceof Error ? error.message : String(error) },
        'A notice was lost',
      );
    }
  };

  app.event('app_uninstalled', async ({ body }) => {
    const one = whose(body as unknown as EventBody<unknown>);
    if (one) await installations.lose(one, 'left', 'app_uninstalled');
  });
  app.event('tokens_revoked', async ({ body }) => {
    const { event } = body as unknown as EventBody<{ tokens?: { bot?: string[] } }>;
    const one = whose(body as unknown as EventBody<unknown>);
    // A revoked user token is nothing to us.
    if (one && event.tokens?.bot?.length) await installations.lose(one, 'unreachable', 'token_revoked');
  });
  for (const [name, why] of Object.entries(gone)) {
    app.event(name, async ({ body }) => {
      const one = whose(body as unknown as EventBody<unknown>);
      const { event } = body as unknown as EventBody<{ channel?: string }>;
      if (one && event.channel)
        await say({ kind: 'channel-gone', platform: 'slack', space: one.space, channel: event.channel, why });
    });
  }
  app.event('user_change', async ({ body }) => {
    const one = whose(body as unknown as EventBody<unknown>);
    const { user } = (body as unknown as EventBody<{ user?: { id: string; team_id?: string; deleted?: boolean } }>)
      .event;
    if (!one || !user) return;
    people.forget(one.space, user.id);
    if (user.deleted)
      await say({ kind: 'account-gone', platform: 'slack', home: user.team_id ?? one.space, user: user.id });
  });
}
