// How much goes through at window 8: the three bare echoes and the service in turn, several times. An answer counts when it
// can be seen; an added task counts when its three cards hang as well and nothing is left to send.
import { type Base, forgetTasks, unsent } from './base.ts';
import { bareInteraction, type Chats, openChats, seedChats, signingSecret, typedInteraction } from './chats.ts';
import { startChild } from './child.ts';
import { closedLoop, median, pause, percentile } from './load.ts';
import { openCaller, type Slash } from './signed.ts';
import { openSocketSide } from './socketed.ts';

export const window = 8;

/** Medians over the rounds. `perSecond` of `add` counts to the last card and the empty queue. */
export type Speed = { perSecond: number; p50: number; p99: number };
export type Throughput = {
  rounds: number;
  bareHttp: Speed;
  bareSocket: Speed;
  bareDiscord: Speed;
  list: Speed;
  discordList: Speed;
  add: Speed & { answeredPerSecond: number; cards: number; tasks: number };
  /** Of each round, so that noise is cancelled out: both were measured within the same seconds. */
  ratios: { list: number; add: number; discordList: number };
  strict: number;
};

const ada = { team: 'TL', user: 'UADA', channel: 'CL' };
export const command = (text: string): Slash => ({ command: '/task', text, ...ada });

export async function throughput(base: Base, options: { rounds: number; ms: number }): Promise<Throughput> {
  const chats = await openChats('off');
  const { url, store, close } = await base.fresh();
  const caller = await openCaller(signingSecret);
  const line = await openSocketSide();
  await seedChats(store, chats);
  const bare = await startChild('./echo-http.ts', { signingSecret });
  const socket = await startChild('./echo-socket.ts', { apiUrl: line.apiUrl, appToken: 'xapp-1-bench' });
  // A local Discord of its own: two connections with one token would both get every interaction.
  const other = await openChats('off');
  const discord = await startChild('./echo-discord.ts', { api: other.discord.api, token: other.discord.token });
  const service = await startChild('./served.ts', { ...chats.env, DATABASE_URL: url, DATA_DIR: base.folder });
  try {
    const took: Record<'bareHttp' | 'bareSocket' | 'bareDiscord' | 'list' | 'discordList' | 'add', Speed[]> = {
      bareHttp: [],
      bareSocket: [],
      bareDiscord: [],
      list: [],
      discordList: [],
      add: [],
    };
    const answered: number[] = [];
    let [tasks, cards] = [0, 0];
    for (let round = 0; round <= options.rounds; round += 1) {
      // The first round only warms up: the compilers of all of them, caches, and the plans of the database.
      const warm = round === 0;
      const ms = warm ? Math.min(options.ms, 1500) : options.ms;
      const note = (name: keyof typeof took, speed: Speed): void => void (warm || took[name].push(speed));
      const closed = async (send: Parameters<typeof closedLoop>[0]): Promise<Speed> =>
        speedOf(await closedLoop(send, window, ms));
      note('bareHttp', await closed(caller.repeat(bare.url, () => command('list'))));
      await forgetTasks(store);
      for (let at = 1; at <= 8; at += 1) await caller.slash(service.url, command(`add Item ${at} of the list`));
      await emptied(() => unsent(store));
      note('list', await closed(caller.repeat(service.url, () => command('list'))));
      note('discordList', await closed((since) => typedInteraction(chats, ['task', 'list'], {}, since)));
      const before = cardsOf(chats);
      const from = performance.now();
      const added = await closedLoop(
        caller.repeat(service.url, (at) => command(`add Book the hall, number ${at} of round ${round}`)),
        window,
        ms,
      );
      await emptied(() => unsent(store));
      const lasted = performance.now() - from;
      const [total] = await store.prisma.$queryRawUnsafe<{ n: number }[]>('SELECT count(*)::int AS n FROM "Task"');
      if (!warm) {
        tasks += added.count;
        cards += cardsOf(chats) - before;
        answered.push(added.perSecond);
        took.add.push({ ...speedOf(added), perSecond: (added.count / lasted) * 1000 });
      }
      if ((total?.n ?? 0) !== added.count + 8)
        throw new Error(`${added.count} tasks were answered, and ${total?.n ?? 0} are there`);
      note('bareSocket', await closed(line.slash));
      note('bareDiscord', await closed((since) => bareInteraction(other, 2, since)));
    }
    const ratio = (of: 'list' | 'add' | 'discordList', to: 'bareHttp' | 'bareDiscord'): number =>
      median(took[of].map(({ perSecond }, at) => (took[to][at]?.perSecond ?? Number.NaN) / perSecond));
    return {
      rounds: options.rounds,
      bareHttp: middle(took.bareHttp),
      bareSocket: middle(took.bareSocket),
      bareDiscord: middle(took.bareDiscord),
      list: middle(took.list),
      discordList: middle(took.discordList),
      add: { ...middle(took.add), answeredPerSecond: median(answered), cards, tasks },
      ratios: {
        list: ratio('list', 'bareHttp'),
        add: ratio('add', 'bareHttp'),
        discordList: ratio('discordList', 'bareDiscord'),
      },
      strict: chats.slack.violations.length + chats.discord.violations.length,
    };
  } finally {
    await Promise.all([bare, socket, discord, service].map((child) => child.stop()));
    caller.close();
    line.close();
    await Promise.all([chats.stop(), other.stop()]);
    await close();
  }
}

const speedOf = ({ perSecond, answers }: { perSecond: number; answers: number[] }): Speed => ({
  perSecond,
  p50: median(answers),
  p99: percentile(answers, 0.99),
});

const middle = (speeds: readonly Speed[]): Speed => ({
  perSecond: median(speeds.map((one) => one.perSecond)),
  p50: median(speeds.map((one) => one.p50)),
  p99: median(speeds.map((one) => one.p99)),
});

/** Posts that the platforms have taken so far. */
const posts = new WeakMap<Chats, { count: number }>();
function cardsOf(chats: Chats): number {
  const known = posts.get(chats);
  if (known) return known.count;
  const counted = { count: 0 };
  posts.set(chats, counted);
  chats.slack.subscribe(({ kind }) => {
    if (kind === 'message') counted.count += 1;
  });
  chats.discord.subscribe((event) => {
    if (event.what === 'message' && event.message.ephemeralFor === null) counted.count += 1;
  });
  return 0;
}

/** Waits until nothing is left. @throws after a minute */
export async function emptied(left: () => Promise<number>): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    if ((await left()) === 0) return;
    await pause(20);
  }
  throw new Error('the queue was not empty after a minute');
}
