// The pages over a real socket: health in words of a machine, metrics for this machine only, Slack's requests untouched.
import { afterEach, describe, expect, it } from 'vitest';
import { type Found, healthOf, tickPatienceMs } from '#web/health.ts';
import { openMetrics } from '#web/metrics.ts';
import { isLocal, pages } from '#web/pages.ts';
import { startWeb, type WebServer } from '#web/server.ts';

const now = new Date('2026-11-23T09:00:00Z');
const well: Found = {
  now,
  startedAt: new Date(now.getTime() - 3_600_000),
  stopping: false,
  lastTick: new Date(now.getTime() - 30_000),
  quietMs: 30_000,
  database: { ok: true, ms: 1 },
  platforms: {
    slack: {
      connected: true,
      spaces: [
        { space: 'T1', ok: true },
        { space: 'T2', ok: false, problem: 'token_revoked' },
      ],
    },
  },
};

describe('healthOf', () => {
  it('is well while one space is away, and says so', () => {
    expect(healthOf(well)).toMatchObject({
      status: 200,
      body: { ok: true, platforms: well.platforms, tick: { ok: true } },
    });
  });

  it.each([
    ['the database is away', { database: { ok: false, ms: 2000 } }],
    ['a platform is not connected', { platforms: { discord: { connected: false, spaces: [] } } }],
    ['the tick is missing', { quietMs: tickPatienceMs }],
    ['it has never ticked and started long ago', { lastTick: null, quietMs: tickPatienceMs }],
    ['it is stopping', { stopping: true }],
  ])('is ill when %s', (_, change) => {
    expect(healthOf({ ...well, ...change }).status).toBe(503);
  });

  it('gives the first tick time to come', () => {
    const { status, body } = healthOf({ ...well, startedAt: now, lastTick: null, quietMs: 0 });
    expect({ status, tick: body['tick'] }).toEqual({ status: 200, tick: { ok: true, state: 'starting', last: null } });
  });

  it('says since when the clock has stalled', () => {
    const stalled = { ok: false, state: 'stalled' };
    const last = '2026-11-23T08:59:30.000Z';
    expect(healthOf({ ...well, quietMs: tickPatienceMs }).body['tick']).toEqual({
      ...stalled,
      last,
      said: `clock: stalled since ${last}`,
    });
    expect(healthOf({ ...well, lastTick: null, quietMs: tickPatienceMs }).body['tick']).toEqual({
      ...stalled,
      last: null,
      said: 'clock: stalled since it started, 2026-11-23T08:00:00.000Z',
    });
  });

  it('does not take a service’s clock that was moved by hand for a stall', () => {
    const moved = { now: new Date(now.getTime() + 86_400_000), lastTick: new Date(now.getTime() - 60_000) };
    expect(healthOf({ ...well, ...moved }).status).toBe(200);
  });

  it('is well while another instance holds the connections, and says that it waits', () => {
    const slack = { connected: true, waiting: true as const, spaces: [] };
    expect(healthOf({ ...well, platforms: { slack } })).toMatchObject({ status: 200, body: { platforms: { slack } } });
  });
});

describe('isLocal', () => {
  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['192.0.2.1', false],
    [undefined, false],
  ] as const)('%s: %s', (address, local) => {
    expect(isLocal(address, false)).toBe(local);
    expect(isLocal(address, true)).toBe(false);
  });
});

describe('the web server', () => {
  let server: WebServer;
  afterEach(() => server.stop(100));
  const metrics = openMetrics(async () => ({
    queue: 3,
    parked: 2,
    onTheirWay: 1,
    states: { waiting: 4, undeliverable: 5 },
  }));
  const open = async (more: { slack?: Parameters<typeof startWeb>[0]['slack']; found?: Found } = {}) => {
    const app = pages({ health: async () => more.found ?? well, metrics, metricsFor: 'loopback' });
    server = await startWeb({ app, host: '127.0.0.1', port: 0, slack: more.slack });
  };

  it('shows a page, health and metrics', async () => {
    await open();
    metrics.asked('slack', 'text', 'say', 12);
    metrics.delivered('discord', 'sent', 30);
    expect(await (await fetch(server.url)).text()).toContain('Mosty');
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toContain('mosty_answer_seconds_count{platform="slack",kind="text",answer="say"} 1');
    expect(text).toContain('mosty_deliveries_total{platform="discord",end="sent"} 1');
    expect(text).toContain('mosty_deliveries{state="undeliverable"} 5');
    expect(text).toContain('mosty_queue_jobs 3');
    expect((await fetch(`${server.url}/metrics`, { headers: { forwarded: 'for=203.0.113.9' } })).status).toBe(403);
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
  });

  it('answers 503 while ill', async () => {
    await open({ found: { ...well, database: { ok: false, ms: 2000 } } });
    expect((await fetch(`${server.url}/health`)).status).toBe(503);
  });

  it('hands Slack’s requests on with their body unread', async () => {
    await open({
      slack: async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        response.end(`raw ${body}`);
      },
    });
    expect(await (await fetch(`${server.url}/slack/events`, { method: 'POST', body: 'a=1' })).text()).toBe('raw a=1');
  });

  it('says which port is taken and what to do', async () => {
    await open();
    const app = pages({ health: async () => well, metrics, metricsFor: 'loopback' });
    await expect(startWeb({ app, host: '127.0.0.1', port: server.port, slack: undefined })).rejects.toThrow(
      /used by another program.*PORT/,
    );
  });
});
