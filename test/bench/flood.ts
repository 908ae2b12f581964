// Ten thousand deliveries due in one minute across fifty spaces, with the platforms' limits enforced and the service as it
// ships: how long until the last is out against what the platforms' pace needs, and how fast commands are acknowledged
// meanwhile against when nothing else goes on.
import { DISCORD_PACE } from '#platforms/discord/pace.ts';
import { slackPaces } from '#platforms/slack/lanes.ts';
import type { Base } from './base.ts';
import { unsent } from './base.ts';
import { openChats, scopes, seedChats, signingSecret } from './chats.ts';
import { startAsShipped } from './child.ts';
import { letFall, type PeopleOf, type Spaces, storeFlood } from './flooded.ts';
import { openLoop, pause, percentile } from './load.ts';
import { openCaller } from './signed.ts';
import { command } from './throughput.ts';

export type Flood = {
  deliveries: number;
  spaces: number;
  /** From the first delivery to the last. */
  drainMs: number;
  /** What the pace that is kept towards the platforms needs for as many. */
  paceMs: number;
  lost: number;
  twice: number;
  /** Calls refused with 429, by what was asked. */
  refused: string[];
  strict: number;
  /** Acknowledgements of `/task list` on Slack, ms. */
  idle: { p50: number; p99: number };
  busy: { p50: number; p99: number };
  ratio: number;
};

const perSecond = 10;
const patienceMs = 600_000;

export async function flood(
  base: Base,
  options: { slack: number; discord: number; each: number; people: PeopleOf; idleMs: number },
): Promise<Flood> {
  const chats = await openChats('real');
  const { url, store, close } = await base.fresh();
  const caller = await openCaller(signingSecret);
  const { coalitionId } = await seedChats(store, chats);
  await store.prisma.coalition.updateMany({ data: { digestOn: false } });
  await store.prisma.due.deleteMany();
  const tokens: string[] = [...chats.botTokens];
  const app = [...chats.slack.world.installations.values()][0]?.app.id ?? '';
  const spaces: Spaces = {
    slack: Array.from({ length: options.slack }, (_, n) => {
      const team = chats.slack.addWorkspace({ domain: `flood${n}` }).id;
      const installed = chats.slack.installApp(team, { app, scopes });
      tokens.push(installed.botToken);
      return { team, bot: installed.botUser.id, app };
    }),
    discord: Array.from({ length: options.discord }, (_, n) => chats.discord.addGuild({ name: `Flood ${n}` }).id),
  };
  const world = await storeFlood(store, chats, spaces, options, coalitionId);
  const refused: string[] = [];
  const stop = chats.discord.onCall(({ status, method, path }) => {
    if (status === 429) refused.push(`Discord ${method} ${path}`);
  });
  const service = await startAsShipped({
    ...chats.env,
    SLACK_BOT_TOKEN: tokens.join(','),
    DATABASE_URL: url,
    DATA_DIR: base.folder,
  });
  const ask = async (ms: number): Promise<number[]> => {
    const send = (since: number) => caller.slash(service.url, command('list'), since);
    return (await openLoop([{ name: 'list', of: 1, send }], perSecond, ms)).get('list')?.map(({ ack }) => ack) ?? [];
  };
  try {
    for (let n = 1; n <= 5; n += 1) await caller.slash(service.url, command(`add Item ${n} of the list`));
    await ask(3_000);
    const quiet = await ask(options.idleMs);
    await letFall(store, new Date());
    // The clock of the service looks once a minute.
    while ((await store.prisma.delivery.count({ where: { topic: { startsWith: 'reminder' } } })) === 0) await pause(50);
    const from = performance.now();
    const meanwhile: number[] = [];
    let drainMs = Number.NaN;
    while (performance.now() - from < patienceMs) {
      meanwhile.push(...(await ask(2_000)));
      const due = await store.prisma.due.count({ where: { kind: 'reminder' } });
      if (due === 0 && (await unsent(store)) === 0) {
        drainMs = performance.now() - from;
        break;
      }
    }
    const [idle, busy] = [speed(quiet), speed(meanwhile)];
    return {
      ...{ deliveries: world.deliveries, spaces: world.spaces, drainMs, ...world.count() },
      paceMs: Math.max(
        options.each * slackPaces.workspace.everyMs,
        options.people.slack * slackPaces.open.everyMs,
        options.each * options.discord * DISCORD_PACE.global.everyMs,
        options.people.discord * options.discord * DISCORD_PACE.direct.everyMs,
      ),
      refused: [
        ...refused,
        ...chats.slack.refusals.filter(({ rule }) => rule.startsWith('rate:')).map(({ rule }) => `Slack ${rule}`),
      ],
      strict: chats.slack.violations.length + chats.discord.violations.length,
      ...{ idle, busy, ratio: busy.p99 / idle.p99 },
    };
  } finally {
    stop();
    await service.stop();
    caller.close();
    await chats.stop();
    await close();
  }
}

const speed = (acks: readonly number[]): { p50: number; p99: number } => ({
  p50: percentile(acks, 0.5),
  p99: percentile(acks, 0.99),
});
