// Kills the real process (SIGKILL) at random moments while thousands of reminders, steps of ladders and a digest flow to
// people and channels, and starts it again. Counts what was lost and what came twice.
// By hand: node test/attack/kills-reminders.ts [kills] [people and channels for each workspace]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '#store/database.ts';
import { type Running, runService } from '../whole/process.ts';
import { digestNow, type Expected, giveTasks, heard, makeCrowd, remind, type Target } from './crowd.ts';
import { foundCoalition, openChats, plainNames } from './stage.ts';

export type KilledReminding = {
  kills: number;
  /** Kills while something was on its way: claimed and not yet noted. */
  inFlight: number;
  /** What had to be said, each to one person or in one channel. */
  expected: number;
  messages: number;
  lost: string[];
  duplicates: string[];
  undeliverable: number;
  violations: unknown[];
  /** Lines of the log that tell of a bug. */
  bugs: string[];
  settleMs: number;
};

export async function killWhileReminding(options: {
  kills: number;
  each: number;
  chance?: () => number;
  patienceMs?: number;
}): Promise<KilledReminding> {
  const { kills, each, chance = Math.random, patienceMs = 600_000 } = options;
  const chats = await openChats();
  const dataDir = mkdtempSync(join(tmpdir(), `mosty-test-${process.pid}-kills-`));
  const env = {
    DATA_DIR: dataDir,
    OPEN: 'true',
    LOG_LEVEL: 'warn',
    SLACK_BOT_TOKEN: chats.installations.map((one) => one.botToken).join(','),
    SLACK_APP_TOKEN: chats.installations[0]?.app.appToken ?? '',
    SLACK_API_URL: chats.slack.apiUrl,
    DISCORD_TOKEN: chats.discord.token,
    DISCORD_API_URL: chats.discord.api,
  };
  const begin = async (): Promise<Running> => {
    const service = runService(env);
    await service.until(/running on (http:\S+)/, 60_000);
    return service;
  };
  const logs: string[] = [];
  let service = await begin();
  await foundCoalition(chats, plainNames);
  const store = await openStore({ databaseUrl: null, dataDir, now: () => new Date(), poolSize: 2 });
  const targets = await makeCrowd(chats, store, new Date(), each);
  const expected: Expected[] = [];
  let inFlight = 0;
  for (let turn = 1; turn <= kills; turn += 1) {
    const now = new Date();
    // Slack takes four or five posts a second in a workspace: there every turn asks only some, on Discord all.
    const some = targets.filter(({ platform }) => platform === 'discord' || chance() < 0.25);
    expected.push(...(await remind(store, now, some, turn)));
    if (turn % 5 === 1) expected.push(...(await giveTasks(store, now, people(some), turn)));
    if (turn === Math.ceil(kills / 2)) expected.push(...(await digestNow(store, now, targets)));
    await pause(chance() * 300);
    // The first tick of the next one finds what is due; it dies while that is under way.
    logs.push(service.said());
    await service.end('SIGKILL');
    if ((await store.prisma.delivery.count({ where: { state: 'sending' } })) > 0) inFlight += 1;
    service = await begin();
    await pause(chance() * 2_500);
  }
  const from = performance.now();
  const left = async (): Promise<number> =>
    (await store.prisma.delivery.count({ where: { state: { in: ['waiting', 'sending', 'bundled'] } } })) +
    (await store.prisma.due.count({ where: { dueAt: { lte: new Date() } } }));
  while ((await left()) > 0 && performance.now() - from < patienceMs) await pause(250);
  const settleMs = Math.round(performance.now() - from);
  const undeliverable = await store.prisma.delivery.count({ where: { state: 'undeliverable' } });
  const messages = await store.prisma.delivery.count({ where: { state: 'sent' } });
  logs.push(service.said());
  await service.end('SIGTERM');
  await store.close();
  const found = heard(chats);
  const count = ({ chat, text }: Expected): number => found.get(`${chat} ${text}`) ?? 0;
  const name = ({ chat, text }: Expected): string => `${text} for ${chat}: ${found.get(`${chat} ${text}`) ?? 0}`;
  const violations = [...chats.slack.violations, ...chats.discord.violations];
  await chats.slack.stop();
  await chats.discord.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return {
    ...{ kills, inFlight, expected: expected.length, messages, undeliverable, violations, settleMs },
    lost: expected.filter((one) => count(one) === 0).map(name),
    duplicates: expected.filter((one) => count(one) > 1).map(name),
    bugs: logs
      .join('\n')
      .split('\n')
      .filter((line) => /"level":[56]0|^\s+at |Error:/.test(line)),
  };
}

const people = (targets: readonly Target[]): Target[] => targets.filter(({ kind }) => kind === 'person');

if (import.meta.filename === process.argv[1]) {
  const from = performance.now();
  const found = await killWhileReminding({ kills: Number(process.argv[2] ?? 60), each: Number(process.argv[3] ?? 15) });
  const few = (lines: readonly unknown[]): unknown[] =>
    lines.slice(0, 15).map((line) => JSON.stringify(line).slice(0, 700));
  process.stdout.write(
    `${JSON.stringify({ ...found, counts: { lost: found.lost.length, duplicates: found.duplicates.length, bugs: found.bugs.length, violations: found.violations.length }, lost: few(found.lost), duplicates: few(found.duplicates), violations: few(found.violations), bugs: few(found.bugs), seconds: Math.round((performance.now() - from) / 1000) }, null, 1)}\n`,
  );
  process.exit(0);
}
