// Staying connected: renewals and cuts are not noticed by anybody, and a dead app token does not end the process.
import { describe, expect, it } from 'vitest';
import { socketReceiver } from '#platforms/slack/socket.ts';
import { type Bench, say } from './rig.ts';
import { useBenches } from './scene.ts';

const begin = useBenches();
const appOf = (at: Bench): string => at.installations[0]?.app.id ?? '';
const opened = (at: Bench): number => at.local.calls.filter((call) => call.method === 'apps.connections.open').length;
/** What somebody who types right now sees, until an answer comes; the time it took. */
const deafMs = async (at: Bench): Promise<number> => {
  const began = performance.now();
  await expect
    .poll(async () => (await at.local.as(at.ada).slash(at.channel, '/task', 'list')).replies.length, {
      timeout: 10_000,
      interval: 20,
    })
    .toBeGreaterThan(0);
  return performance.now() - began;
};

describe('Socket Mode', () => {
  it('hears on while one of its two connections is renewed', async () => {
    const at = await begin({ deps: { apartMs: 0 } });
    at.answering.answer = async () => say('ok');
    await at.local.connected(appOf(at), 2);
    at.local.refreshSockets(appOf(at), 'refresh_requested', false);
    expect(await deafMs(at)).toBeLessThan(1_000);
    await at.local.connected(appOf(at), 2);
  });

  it.each(['warning', 'refresh_requested'] as const)(
    'hears again within a second when all are renewed at once (%s)',
    async (reason) => {
      const at = await begin({ deps: { apartMs: 0 } });
      at.answering.answer = async () => say('ok');
      await at.local.connected(appOf(at), 2);
      const began = performance.now();
      at.local.refreshSockets(appOf(at), reason);
      // The library itself would wait five seconds here.
      await expect.poll(() => opened(at), { interval: 5 }).toBe(4);
      await at.local.connected(appOf(at), 2);
      await expect.poll(() => at.slack.health().connected, { interval: 5 }).toBe(true);
      expect(performance.now() - began).toBeLessThan(1_000);
      await deafMs(at);
    },
  );

  it('makes its second connection a minute after the first', async () => {
    const at = await begin();
    expect(opened(at)).toBe(1);
  });

  it('comes back after a cut', async () => {
    const at = await begin({ deps: { connections: 1 } });
    at.answering.answer = async () => say('ok');
    at.local.dropSockets(appOf(at));
    expect(await deafMs(at)).toBeLessThan(3_000);
  });

  it('with a dead app token is unhealthy and lets everything else go on', async () => {
    const at = await begin({
      config: (config) => {
        if (config.connection.mode !== 'socket') throw new Error('socket only');
        return {
          ...config,
          botTokens: [...config.botTokens, 'xoxb-none'],
          connection: { mode: 'socket', appTokens: [...config.connection.appTokens, 'xapp-dead'] },
        };
      },
    });
    at.answering.answer = async () => say('ok');
    expect(at.slack.health().connected).toBe(false);
    expect(await deafMs(at)).toBeLessThan(1_000);
    expect(at.logged.some((line) => line.message === 'Slack connection failed')).toBe(true);
  });

  it('stops while it is still trying to connect', async () => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const receiver = socketReceiver({ appToken: 'xapp-1', apiUrl: 'http://127.0.0.1:9/api/', log });
    await receiver.start();
    expect(receiver.connected()).toBe(false);
    await receiver.stop();
  });
});
