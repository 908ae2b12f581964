// Kills the real process (SIGKILL) at random moments while changes flow to three spaces, and starts it again. Counts what
// was lost and what was posted twice. By hand: node test/attack/kills.ts [changes] [kills]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '#store/database.ts';
import { type Running, runService } from '../whole/process.ts';
import { cardsOf, saidTo, words } from './seen.ts';
import { type Chats, foundCoalition, openChats, plainNames } from './stage.ts';

export type Killed = {
  kills: number;
  asked: number;
  /** Changes whose confirmation the person saw. */
  confirmed: number;
  /** Confirmed, and not in the database. */
  lost: string[];
  /** Tasks without a card, or with one that says something old, by channel. */
  untrue: string[];
  /** Posts beyond the first of one task in one channel. */
  duplicates: number;
  cards: number;
  undeliverable: number;
  violations: unknown[];
  /** Lines of the log that tell of a bug. */
  bugs: string[];
  settleMs: number;
  secrets: string[];
};

const env = (chats: Chats, dataDir: string): Record<string, string> => ({
  DATA_DIR: dataDir,
  OPEN: 'true',
  LOG_LEVEL: 'trace',
  SLACK_BOT_TOKEN: chats.installations.map((one) => one.botToken).join(','),
  SLACK_APP_TOKEN: chats.installations[0]?.app.appToken ?? '',
  SLACK_API_URL: chats.slack.apiUrl,
  DISCORD_TOKEN: chats.discord.token,
  DISCORD_API_URL: chats.discord.api,
});

const within = <R>(work: Promise<R>, ms: number): Promise<R | undefined> =>
  Promise.race([work.catch(() => undefined), pause(ms, undefined)]);

/** @param changes how many are asked for in all @param kills how often the process dies meanwhile */
export async function killWhileWorking(
  changes: number,
  kills: number,
  chance: () => number = Math.random,
): Promise<Killed> {
  const chats = await openChats();
  const dataDir = mkdtempSync(join(tmpdir(), `mosty-test-${process.pid}-kills-`));
  const logs: string[] = [];
  const begin = async (): Promise<Running> => {
    const service = runService(env(chats, dataDir));
    await service.until(/running on (http:\S+)/, 60_000);
    return service;
  };
  let service = await begin();
  await foundCoalition(chats, plainNames, 'mode: cards');
  const {
    ada,
    berta,
    celina,
    channels: [c1, c2, c3],
  } = chats;
  const store = await openStore({ databaseUrl: null, dataDir, now: () => new Date(), poolSize: 2 });
  const confirmed: string[] = [];
  let asked = 0;
  let numbers = 0;

  const slackAsks = async (who: typeof ada, channel: string, text: string): Promise<string> =>
    words((await saidTo(who.slash(channel, '/task', text))).blocks);
  const discordAsks = async (sub: string, options: Record<string, string>): Promise<string> => {
    const seen = await celina.slash(c3, 'task', [sub], options);
    return seen.kind === 'message' ? words(seen.message.components) : '';
  };
  const change = async (k: number, who: number): Promise<void> => {
    const title = `change-${k}-end`;
    const isNew = k % 5 === 0 || numbers < 3;
    const number = 1 + Math.floor(chance() * Math.max(1, numbers));
    const said = await within(
      who === 2
        ? discordAsks(isNew ? 'add' : 'edit', isNew ? { title } : { task: `T-${number}`, title })
        : slackAsks(
            who === 0 ? ada : berta,
            who === 0 ? c1 : c2,
            isNew ? `add ${title}` : `edit T-${number} title: ${title}`,
          ),
      4_000,
    );
    if (said?.includes(title)) {
      confirmed.push(title);
      if (isNew) numbers += 1;
    }
  };
  let done = false;
  const flow = (async () => {
    await Promise.all(
      [0, 1, 2].map(async (who) => {
        while (asked < changes) {
          const k = asked++;
          await change(k, who).catch(() => undefined);
          await pause(20 + chance() * 60);
        }
      }),
    );
    done = true;
  })();
  let killed = 0;
  while (killed < kills) {
    await pause(300 + chance() * 2_500);
    await service.end('SIGKILL');
    killed += 1;
    logs.push(service.said());
    await pause(chance() * 400);
    service = await begin();
    if (done) asked = Math.max(0, changes - 10 * (kills - killed));
  }
  await flow;
  const from = performance.now();
  const settled = async (): Promise<boolean> =>
    (await store.prisma.delivery.count({ where: { state: { in: ['waiting', 'sending'] } } })) === 0;
  while (!(await settled()) && performance.now() - from < 420_000) await pause(250);
  const settleMs = Math.round(performance.now() - from);

  const tasks = await store.prisma.task.findMany({ select: { number: true, title: true } });
  const events = JSON.stringify(
    await store.prisma.event.findMany({ where: { kind: { startsWith: 'task.' } }, select: { data: true } }),
  );
  const everSaid = new Set([
    ...tasks.map((task) => task.title),
    ...[...events.matchAll(/change-\d+-end/g)].map(([title]) => title),
  ]);
  const cards = cardsOf(chats).map((list) => list.filter((one) => /T-\d+ ·/.test(one)));
  const untrue: string[] = [];
  let duplicates = 0;
  for (const [index, list] of cards.entries())
    for (const { number, title } of tasks) {
      const mine = list.filter((one) => new RegExp(`T-${number} `).test(one));
      if (!mine.some((one) => one.includes(title)))
        untrue.push(`channel ${index} T-${number} ${title}: ${mine.join(' | ').slice(0, 200)}`);
      if (mine.length > 1) duplicates += mine.length - 1;
      if (mine.length > 1 && mine.some((one) => !one.includes(title)))
        untrue.push(
          `channel ${index} T-${number}: an old copy says ${mine.map((one) => one.slice(0, 60)).join(' | ')}`,
        );
    }
  const undeliverable = await store.prisma.delivery.count({ where: { state: 'undeliverable' } });
  logs.push(service.said());
  await service.end('SIGTERM');
  await store.close();
  const log = logs.join('\n');
  const tokens = [
    chats.discord.token,
    chats.installations[0]?.app.appToken ?? '',
    ...chats.installations.map((one) => one.botToken),
  ];
  const secrets = [
    ...tokens.filter((token) => log.includes(token)).map(() => 'a token'),
    ...[
      ...log.matchAll(
        /xox[bp]-\w{4}|xapp-\w{4}|postgres(?:ql)?:\/\/[^\s:@]+:(?!\[hidden\])[^\s@]{6,}@|interactions\/\d+\/[A-Za-z]\w{20}/g,
      ),
    ].map(([found]) => found),
  ];
  const bugs = log.split('\n').filter((line) => /"level":[56]0|^\s+at |Error:/.test(line));
  await chats.slack.stop();
  await chats.discord.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return {
    kills: killed,
    asked,
    confirmed: confirmed.length,
    lost: confirmed.filter((title) => !everSaid.has(title)),
    untrue,
    duplicates,
    cards: cards.flat().length,
    undeliverable,
    violations: [...chats.slack.violations, ...chats.discord.violations],
    bugs,
    settleMs,
    secrets,
  };
}

if (import.meta.filename === process.argv[1]) {
  const found = await killWhileWorking(Number(process.argv[2] ?? 300), Number(process.argv[3] ?? 12));
  process.stdout.write(
    `${JSON.stringify({ ...found, bugs: found.bugs.slice(0, 15).map((line) => line.slice(0, 700)) }, null, 1)}\n`,
  );
  process.exit(0);
}
