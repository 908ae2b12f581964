// Two services on one database: both send, one holds Discord's gateway and the Slack app's sockets, each delivery is made
// once, and when the holder is killed in the middle of one the other takes over and ends it within a minute.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../harness/database.ts';
import { eventually, type Running, runService } from './process.ts';
import { found, openWorld, posted, type World } from './world.ts';

const database = useDatabase();
let world: World;
const services: Running[] = [];
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  for (const { process } of services) process.kill('SIGKILL');
  await world.close();
});

const start = async (): Promise<Running> => {
  const service = runService({ ...world.env, DATABASE_URL: database.url, SECRET_KEY: '5'.repeat(64) });
  services.push(service);
  await service.until(/running on (http:\S+)/);
  return service;
};
const healthOf = async (service: Running): Promise<unknown> => {
  const response = await fetch(`${await service.until(/running on (http:\S+)/)}/health`);
  return { status: response.status, body: await response.json() };
};

describe('two services on one database', () => {
  it('work side by side, and one takes over from the other', async () => {
    const { slack, app, channel, ada, ben, place } = world;
    const opened = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
    const first = await start();
    await first.until(/Connected to Discord/);
    await first.until(/This process listens to Slack/);
    const second = await start();
    await second.until(/Another process listens to Slack/);
    expect(second.said()).not.toContain('Connected to Discord');
    expect([opened(), slack.connections(app)]).toEqual([1, 1]);
    const waiting = { connected: true, waiting: true };
    expect(await healthOf(second)).toMatchObject({
      status: 200,
      body: { ok: true, platforms: { slack: waiting, discord: waiting } },
    });
    await found(world, await first.until(/operator’s code: (\S+)/));
    expect(await second.until(/operator’s code: (\S+)/)).toBe(await first.until(/operator’s code: (\S+)/));
    for (let n = 1; n <= 12; n += 1) await ada.slash(channel.id, '/task', `add Thing number ${n}`);
    const { prisma } = database.store;
    const pending = () => prisma.delivery.count({ where: { state: { in: ['waiting', 'sending'] } } });
    await eventually(async () => (await pending()) === 0, 20_000, 'the last delivery');
    // Every post was made once; edits are merged.
    expect(posted(channel)).toHaveLength(1);
    expect(posted(channel)[0]).toContain('Thing number 12');
    expect(await prisma.delivery.count({ where: { state: 'undeliverable' } })).toBe(0);

    // The second one is held still, so that it is the first that dies with a delivery in its hands.
    second.process.kill('SIGSTOP');
    slack.misbehave({ method: 'chat.update', trouble: { kind: 'slow', ms: 120_000 } });
    await ada.slash(channel.id, '/task', 'add Thing in flight');
    const inFlight = () => prisma.delivery.count({ where: { state: 'sending' } });
    await eventually(async () => (await inFlight()) > 0, 10_000, 'a delivery on its way');
    await first.end('SIGKILL');
    const killed = performance.now();
    second.process.kill('SIGCONT');
    await second.until(/Connected to Discord/, 60_000);
    await second.until(/This process listens to Slack/, 60_000);
    const seen = await eventually(
      () => ben.slash(place.id, 'help').catch(() => undefined),
      20_000,
      'an answer on Discord',
    );
    expect(seen.kind).toBe('message');
    const typed = await ada.slash(channel.id, '/task', 'add Thing after it');
    expect(typed.ack).toBe('acked');
    await eventually(async () => (await pending()) === 0, 60_000, 'what the first had in its hands');
    expect(performance.now() - killed).toBeLessThan(60_000);
    expect(posted(channel)).toHaveLength(1);
    for (const title of ['Thing in flight', 'Thing after it']) expect(posted(channel)[0]).toContain(title);
    expect(slack.connections(app)).toBe(1);
    expect(await second.end('SIGTERM')).toMatchObject({ code: 0 });
  }, 150_000);
});
