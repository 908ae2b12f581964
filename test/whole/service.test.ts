// The whole service as one process, with the real Bolt and the real discord.js against the local Slack and the local
// Discord: started, founded, connected, a task in one chat and its card there, and stopped as a supervisor stops it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordsOf } from '../platforms/slack/rig.ts';
import { eventually, type Running, runService } from './process.ts';
import { answerOf, found, openWorld, posted, type World } from './world.ts';

const dataDir = mkdtempSync(join(tmpdir(), `mosty-test-${process.pid}-whole-`));
let world: World;
let service: Running;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  service?.process.kill('SIGKILL');
  await world.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** PostgreSQL removes it as the last thing it does. */
const pidfile = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
const databasePid = () => Number(readFileSync(pidfile, 'utf8').split('\n')[0]);

describe('the whole service', () => {
  it('starts, says where it is and what the operator needs, and is well', async () => {
    service = runService({ ...world.env, DATA_DIR: dataDir });
    const url = await service.until(/running on (http:\S+)/);
    expect(await service.until(/operator’s code: (\S+)/)).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(service.said()).toContain(dataDir);
    const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, DISCORD_TOKEN } = world.env;
    for (const secret of [SLACK_BOT_TOKEN, SLACK_APP_TOKEN, DISCORD_TOKEN])
      expect(service.said()).not.toContain(secret);
    const look = async () => {
      const response = await fetch(`${url}/health`);
      return response.status === 200 && response.json();
    };
    expect(await eventually(look, 10_000, 'health')).toMatchObject({
      ok: true,
      database: { ok: true },
      platforms: { slack: { connected: true }, discord: { connected: true } },
      tick: { ok: true },
    });
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.status).toBe(200);
    expect(await metrics.text()).toContain('mosty_queue_jobs');
  }, 60_000);

  it('founds a coalition, connects a channel, and keeps one board there', async () => {
    const { channel, ada } = world;
    await found(world, await service.until(/operator’s code: (\S+)/));
    await eventually(() => posted(channel).length > 0, 10_000, 'the board');
    const added = await answerOf(await ada.slash(channel.id, '/task', 'add Book the hall'));
    expect(wordsOf(added.blocks)).toContain('Book the hall');
    await eventually(
      () => posted(channel).some((text) => text.includes('Book the hall')),
      10_000,
      'the task on the board',
    );
    expect(posted(channel)).toHaveLength(1);
  }, 60_000);

  it('killed without a word, finds its database and what it had to say when it starts again', async () => {
    const { channel, ada } = world;
    const pid = databasePid();
    await service.end('SIGKILL');
    expect(() => process.kill(pid, 0)).not.toThrow();
    service = runService({ ...world.env, DATA_DIR: dataDir });
    await service.until(/running on (http:\S+)/);
    expect(databasePid()).toBe(pid);
    await eventually(
      async () => {
        const outcome = await ada.slash(channel.id, '/task', 'add Order the chairs').catch(() => undefined);
        return outcome?.ack === 'acked';
      },
      15_000,
      'the connection',
    );
    await eventually(
      () => posted(channel).some((text) => text.includes('Order the chairs')),
      10_000,
      'the second task',
    );
    expect(posted(channel)).toHaveLength(1);
  }, 60_000);

  it('stops within ten seconds at SIGTERM, the database too', async () => {
    const { code, ms } = await service.end('SIGTERM');
    expect({ code, said: service.said().split('\n').at(-2) }).toEqual({ code: 0, said: 'Stopped.' });
    expect(ms).toBeLessThan(10_000);
    expect(existsSync(pidfile)).toBe(false);
  }, 20_000);

  it('can be stopped while the first start is still making the database, and leaves nothing running', async () => {
    const folder = join(dataDir, 'first');
    const starting = runService({ ...world.env, DATA_DIR: folder });
    await eventually(() => existsSync(join(folder, 'postgres')), 20_000, 'the database folder');
    const { code } = await starting.end('SIGTERM');
    expect({ code, said: starting.said().split('\n').at(-2) }).toEqual({ code: 0, said: 'Stopped.' });
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  }, 60_000);

  it('says in one sentence what is wrong with a start', async () => {
    const broken = runService({ SLACK_BOT_TOKEN: 'xoxb-alone' });
    await broken.until(/SLACK_APP_TOKEN is missing/);
    const refused = runService({
      ...world.env,
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
      SECRET_KEY: '0'.repeat(64),
    });
    const said = await refused.until(/([\s\S]+)\n$/, 20_000);
    expect(said.split('\n').length).toBeLessThan(4);
  }, 40_000);
});
