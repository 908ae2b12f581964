// One holder of an app's sockets: the others wait, are well, can send, and take over; who loses the turn lets go.
import { afterEach, describe, expect, it } from 'vitest';
import { createSlack, type Slack } from '#platforms/slack/slack.ts';
import { appOf, type HoldSockets } from '#platforms/slack/turn.ts';
import { type Bench, now, say } from './rig.ts';
import { settled, useBenches } from './scene.ts';

const begin = useBenches();
const others: Slack[] = [];
afterEach(async () => {
  for (const one of others.splice(0)) await one.stop();
});

/** A lock in memory: one holder of each name, the next in the order of asking. */
const makeLock = () => {
  const queues = new Map<string, { lost: () => void; give: () => void }[]>();
  const hold: HoldSockets = (app, lost) =>
    new Promise((resolve) => {
      const queue = queues.get(app) ?? [];
      queues.set(app, queue);
      const mine = { lost, give: () => resolve(() => drop(mine)) };
      const drop = (one: typeof mine): void => {
        const at = queue.indexOf(one);
        if (at >= 0) queue.splice(at, 1);
        if (at === 0) queue[0]?.give();
      };
      queue.push(mine);
      if (queue.length === 1) mine.give();
    });
  return {
    hold,
    /** The holder's connection to the database is cut: the next one has it, the holder is told. */
    cut: () => {
      for (const queue of queues.values()) {
        const first = queue.shift();
        queue[0]?.give();
        first?.lost();
      }
    },
  };
};

const opened = (at: Bench): number => at.local.calls.filter((call) => call.method === 'apps.connections.open').length;
const appIn = (at: Bench) => {
  const installation = at.installations[0];
  if (!installation) throw new Error('no app');
  return installation;
};

/** A second instance of the service beside the bench's. */
const second = async (at: Bench, hold: HoldSockets): Promise<Slack> => {
  const { app, botToken } = appIn(at);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const slack = createSlack(
    {
      botTokens: [botToken],
      apiUrl: at.local.apiUrl,
      connection: { mode: 'socket', appTokens: [app.appToken] },
    },
    { log, clock: () => now, holdSockets: hold, apartMs: 0, connections: 1, patience: { turnMs: 50, letGoMs: 20 } },
  );
  others.push(slack);
  await slack.start(
    async () => say('second'),
    async () => undefined,
  );
  return slack;
};
const answers = async (at: Bench): Promise<string> => {
  const outcome = await at.local.as(at.ada).slash(at.channel, '/task', 'list');
  return JSON.stringify((await outcome.reply()).blocks);
};

describe('the turn to listen', () => {
  it('is of one instance; the other waits, is well, and sends', async () => {
    const lock = makeLock();
    const at = await begin({ deps: { holdSockets: lock.hold, apartMs: 0, connections: 1 } });
    const other = await second(at, lock.hold);
    expect([opened(at), at.local.connections(appIn(at).app.id)]).toEqual([1, 1]);
    expect(at.slack.health()).toEqual({ connected: true, spaces: [{ space: at.team, ok: true }] });
    expect(other.health()).toMatchObject({ connected: true, waiting: true });
    const to = { space: at.team, channel: at.channel, lang: 'en' };
    await other.deliver(to, { summary: 'x', blocks: [{ block: 'paragraph', text: 'from the second' }] }, 'd1');
    expect([...(at.local.world.channels.get(at.channel)?.messages.values() ?? [])]).toHaveLength(1);
    at.answering.answer = async () => say('first');
    expect(await answers(at)).toContain('first');
  });

  it('passes on when the holder stops, after its sockets are closed', async () => {
    const lock = makeLock();
    const at = await begin({ deps: { holdSockets: lock.hold, apartMs: 0, connections: 1 } });
    const other = await second(at, lock.hold);
    await at.slack.pause();
    await settled(at, () => opened(at) === 2 && at.local.connections(appIn(at).app.id) === 1);
    await expect.poll(() => other.health().waiting).toBeUndefined();
    expect(await answers(at)).toContain('second');
  });

  it('is not taken by an instance that stopped while it waited', async () => {
    const lock = makeLock();
    const at = await begin({ deps: { holdSockets: lock.hold, apartMs: 0, connections: 1 } });
    await (await second(at, lock.hold)).stop();
    await at.slack.pause();
    await expect.poll(() => at.local.connections(appIn(at).app.id)).toBe(0);
    expect(opened(at)).toBe(1);
  });

  it('is kept when the lock is lost for a moment and nobody else takes it', async () => {
    const lock = makeLock();
    const at = await begin({ deps: { holdSockets: lock.hold, apartMs: 0, connections: 1 } });
    lock.cut();
    at.answering.answer = async () => say('still here');
    expect(await answers(at)).toContain('still here');
    expect([opened(at), at.local.connections(appIn(at).app.id)]).toEqual([1, 1]);
  });

  it('is let go of when the lock is lost, and may be had again', async () => {
    const lock = makeLock();
    const patience = { letGoMs: 20 };
    const at = await begin({ deps: { holdSockets: lock.hold, apartMs: 0, connections: 1, patience } });
    const other = await second(at, lock.hold);
    lock.cut();
    await expect.poll(() => [at.slack.health().waiting, other.health().waiting]).toEqual([true, undefined]);
    // For a moment both listen; then the first has let go.
    await expect.poll(() => answers(at)).toContain('second');
    await expect.poll(() => at.local.connections(appIn(at).app.id)).toBe(1);
    lock.cut();
    await expect.poll(() => [at.slack.health().waiting, other.health().waiting]).toEqual([undefined, true]);
    at.answering.answer = async () => say('first again');
    await expect.poll(() => answers(at)).toContain('first again');
    await expect.poll(() => at.local.connections(appIn(at).app.id)).toBe(1);
  });

  it('needs no sockets where Slack calls an address', async () => {
    let asked = 0;
    const at = await begin({
      mode: 'http',
      deps: {
        holdSockets: async () => {
          asked += 1;
          return () => undefined;
        },
      },
    });
    expect([asked, at.slack.health().connected]).toEqual([0, true]);
  });

  it('is named by the app, whichever of its tokens is used', () => {
    expect(appOf('xapp-1-A012BC-345-deadbeef')).toBe('A012BC');
    expect(appOf('xapp-2-A012BC-678-cafe')).toBe('A012BC');
    expect(appOf('another')).toBe('another');
  });
});
