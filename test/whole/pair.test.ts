// Two services on one database: both answer, one holds Discord's gateway, each delivery is made once, and when the
// holder is killed the other takes over within a minute.
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

describe('two services on one database', () => {
  it('work side by side, and one takes over from the other', async () => {
    const { channel, ada, ben, place } = world;
    const first = await start();
    await first.until(/Connected to Discord/);
    const second = await start();
    expect(second.said()).not.toContain('Connected to Discord');
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

    await first.end('SIGKILL');
    await second.until(/Connected to Discord/, 60_000);
    const seen = await eventually(
      () => ben.slash(place.id, 'help').catch(() => undefined),
      20_000,
      'an answer on Discord',
    );
    expect(seen.kind).toBe('message');
    expect(await second.end('SIGTERM')).toMatchObject({ code: 0 });
  }, 150_000);
});
