// The whole playground, with a database of its own: the first start tells the story through the real Bolt and the real
// discord.js, a second one goes on from there, and nobody shares its folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#config.ts';
import { openLog } from '#log.ts';
import { server } from '#playground/cast.ts';
import { settle } from '#playground/settle.ts';
import { type Playground, startPlayground } from '#playground/start.ts';

const folder = mkdtempSync(join(tmpdir(), 'mosty-playground-'));
/** A Tuesday at ten, and on from there. */
const begin = Date.parse('2026-11-24T09:00:00Z') - performance.now();
const real = (): number => begin + performance.now();
const start = (env: Record<string, string> = {}): Promise<Playground> => {
  const config = readConfig({ DATA_DIR: folder, PORT: '0', ...env });
  if (Array.isArray(config)) throw new Error(JSON.stringify(config));
  return startPlayground({ config, log: openLog({ level: 'silent' }), real });
};
let playground: Playground;
beforeAll(async () => {
  playground = await start();
}, 90_000);
afterAll(async () => {
  await playground.stop();
  rmSync(folder, { recursive: true, force: true });
});

const slackWords = (channel: string): string =>
  JSON.stringify([...playground.worlds.slack.channel(channel).messages.values()].map((one) => one.blocks ?? one.text));
/** Only its board: the digest names what has been done. */
const boardWords = (channel: string): string =>
  JSON.stringify(
    [...playground.worlds.slack.channel(channel).messages.values()].filter((one) =>
      JSON.stringify(one.blocks ?? '').includes('📋'),
    ),
  );
const discordWords = (channel: string): string =>
  JSON.stringify(playground.worlds.discord.messages(channel).map((one) => one.components));
const title = 'Unterkunft für zwölf Gäste buchen';

test('the story leaves a coalition of seven organisations with the same tasks everywhere, and breaks no rule', async () => {
  const { prisma } = playground.service.store;
  expect(await prisma.organization.count({ where: { status: 'active' } })).toBe(6);
  expect(await prisma.organization.count({ where: { status: 'observer' } })).toBe(1);
  expect(await prisma.task.count()).toBe(8);
  expect(await prisma.delivery.count({ where: { state: { in: ['waiting', 'sending', 'undeliverable'] } } })).toBe(0);
  for (const channel of ['C0KOALICJA', 'C0ZADANIA', 'C0BRUECKE', 'C0TAFEL'])
    expect(slackWords(channel)).toContain(title);
  for (const channel of server.channels.slice(0, 2)) expect(discordWords(channel.id)).toContain(title);
  // What only one organisation may see is in its own channel and nowhere else.
  expect(slackWords('C0BIURO')).toContain('квитки');
  for (const channel of ['C0KOALICJA', 'C0ZADANIA', 'C0BRUECKE', 'C0TAFEL'])
    expect(slackWords(channel)).not.toContain('квитки');
  expect(playground.worlds.slack.violations).toEqual([]);
  expect(playground.worlds.discord.violations).toEqual([]);
  expect(Math.abs(playground.clock.offset())).toBe(0);
});

test('the clock goes ahead and back, and cards still change', async () => {
  await playground.move('monday');
  await playground.move('day');
  await playground.move('real');
  const { slack } = playground.worlds;
  await (await slack.as('U0BERTA').slash('C0BRUECKE', '/task', 'done Unterkunft')).answer(10_000);
  await settle(playground.service, playground.clock.now);
  expect(slackWords('C0BRUECKE')).toContain('erledigt');
  expect(boardWords('C0KOALICJA')).not.toContain(title);
});

test('a second playground on the same folder is refused in words', async () => {
  await expect(start()).rejects.toThrow(/Another playground is running/);
  await expect(start({ DATABASE_URL: 'postgresql://x@127.0.0.1:1/x', SECRET_KEY: 'a'.repeat(64) })).rejects.toThrow(
    /DATABASE_URL is set/,
  );
});

test('a restart keeps everything and edits the same cards', async () => {
  const before = [slackWords('C0BRUECKE'), discordWords(server.channels[0]?.id ?? '')];
  await playground.move('hour');
  await playground.stop();
  playground = await start();
  expect(playground.clock.offset()).toBe(3_600_000);
  expect([slackWords('C0BRUECKE'), discordWords(server.channels[0]?.id ?? '')]).toEqual(before);
  const { slack } = playground.worlds;
  const count = slack.channel('C0BRUECKE').messages.size;
  await (await slack.as('U0ADA').slash('C0ZADANIA', '/task', 'reopen Unterkunft')).answer(10_000);
  await settle(playground.service, playground.clock.now);
  expect(slack.channel('C0BRUECKE').messages.size).toBe(count);
  expect(slackWords('C0KOALICJA')).toContain(title);
  expect(await playground.service.store.prisma.delivery.count({ where: { state: 'undeliverable' } })).toBe(0);
}, 60_000);

test('a folder that has held a real space is refused', async () => {
  await playground.service.store.prisma.space.create({
    data: {
      id: 'real',
      platform: 'slack',
      externalId: 'T0REAL',
      name: 'A real workspace',
      status: 'left',
      createdAt: playground.clock.now(),
    },
  });
  await playground.stop();
  await expect(start()).rejects.toThrow(/A real workspace/);
});
