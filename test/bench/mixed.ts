// A hundred mixed commands a second, whatever comes back: how long until the platform is told, until the person sees words,
// and until autocomplete offers something. The bare echoes get the same mix in the same minute.
import { type Base, unsent } from './base.ts';
import { bareInteraction, openChats, seedChats, signingSecret, typedInteraction } from './chats.ts';
import { startChild } from './child.ts';
import { counter, median, openLoop, type Part, percentile, type Taken } from './load.ts';
import { openCaller } from './signed.ts';
import { command, emptied } from './throughput.ts';

export const rate = 100;

type Times = { p50: number; p99: number };
export type Mixed = {
  rounds: number;
  bareAck: Times;
  ack: Times;
  answer: Times;
  suggest: Times;
  /** Of acknowledgements at p99, round by round. */
  ratio: number;
  rate: number;
  asked: number;
  /** Asks without an answer in time; they count as endless. */
  failed: number;
  strict: number;
};

/** How often each comes up in ten commands; a third reads, a third writes, the rest presses and types. */
const parts = { list: 2, add: 1, done: 1, show: 1, discordList: 2, discordAdd: 1, suggest: 2 };

export async function mixed(base: Base, options: { rounds: number; ms: number }): Promise<Mixed> {
  const chats = await openChats('off');
  const other = await openChats('off');
  const { url, store, close } = await base.fresh();
  const caller = await openCaller(signingSecret);
  await seedChats(store, chats);
  const bare = await startChild('./echo-http.ts', { signingSecret });
  const discord = await startChild('./echo-discord.ts', { api: other.discord.api, token: other.discord.token });
  const service = await startChild('./served.ts', { ...chats.env, DATABASE_URL: url, DATA_DIR: base.folder });
  try {
    const echo = (since: number) => caller.slash(bare.url, command('list'), since);
    const bareMix: Part[] = [
      { name: 'slack', of: parts.list + parts.add + parts.done + parts.show, send: echo },
      { name: 'discord', of: parts.discordList + parts.discordAdd, send: (since) => bareInteraction(other, 2, since) },
      { name: 'suggest', of: parts.suggest, send: (since) => bareInteraction(other, 4, since) },
    ];
    const [made, ended, pressed] = [counter(), counter(), counter()];
    const open = 60;
    const add = (since?: number) => caller.slash(service.url, command(`add Item ${made()}`), since);
    const ids = new Map<number, string>();
    const mix: Part[] = [
      { name: 'list', of: parts.list, send: (since) => caller.slash(service.url, command('list'), since) },
      { name: 'add', of: parts.add, send: add },
      {
        name: 'done',
        of: parts.done,
        send: (since) => caller.slash(service.url, command(`done T-${ended()}`), since),
      },
      {
        name: 'show',
        of: parts.show,
        send: (since) => {
          const id = ids.get(open - (pressed() % 20)) ?? '';
          return caller.press(
            service.url,
            { value: `task.show?task=id:${id}`, team: 'TL', user: 'UADA', channel: 'CL' },
            since,
          );
        },
      },
      {
        name: 'discordList',
        of: parts.discordList,
        send: (since) => typedInteraction(chats, ['task', 'list'], {}, since),
      },
      {
        name: 'discordAdd',
        of: parts.discordAdd,
        send: (since) => typedInteraction(chats, ['task', 'add'], { title: `Item ${made()}` }, since),
      },
      {
        name: 'suggest',
        of: parts.suggest,
        send: (since) => typedInteraction(chats, ['task', 'show'], { task: 'item 1' }, since, 'task'),
      },
    ];
    // Enough open tasks that "done" never runs out of them: it takes one in ten, and two in ten are added.
    for (let at = 0; at < open; at += 1) await add();
    for (const row of await store.prisma.task.findMany({ select: { id: true, number: true } }))
      ids.set(row.number, row.id);
    const taken: { bareAck: Taken[]; said: Taken[]; suggest: Taken[] }[] = [];
    for (let round = 0; round <= options.rounds; round += 1) {
      const ms = round === 0 ? 2_000 : options.ms;
      const echoes = await openLoop(bareMix, rate, ms);
      const ours = await openLoop(mix, rate, ms);
      await emptied(() => unsent(store));
      if (round === 0) continue;
      const said = [...ours].flatMap(([name, list]) => (name === 'suggest' ? [] : list));
      const suggest = ours.get('suggest') ?? [];
      const echoed = [...echoes].flatMap(([name, list]) => (name === 'suggest' ? [] : list));
      taken.push({ bareAck: echoed, said, suggest });
    }
    const times = (pick: (one: (typeof taken)[number]) => number[]): Times => ({
      p50: median(taken.map((one) => percentile(pick(one), 0.5))),
      p99: median(taken.map((one) => percentile(pick(one), 0.99))),
    });
    const acks = (list: readonly Taken[]): number[] => list.map(({ ack }) => ack);
    const answers = (list: readonly Taken[]): number[] => list.map(({ answer }) => answer);
    return {
      rounds: options.rounds,
      bareAck: times((one) => acks(one.bareAck)),
      ack: times((one) => acks(one.said)),
      answer: times((one) => answers(one.said)),
      suggest: times((one) => answers(one.suggest)),
      ratio: median(taken.map((one) => percentile(acks(one.said), 0.99) / percentile(acks(one.bareAck), 0.99))),
      rate,
      asked: taken.reduce((sum, { said, suggest }) => sum + said.length + suggest.length, 0),
      failed: taken
        .flatMap(({ said, suggest }) => [...said, ...suggest])
        .filter(({ ack }) => ack === Number.POSITIVE_INFINITY).length,
      strict: chats.slack.violations.length + chats.discord.violations.length,
    };
  } finally {
    await Promise.all([bare, discord, service].map((child) => child.stop()));
    caller.close();
    await Promise.all([chats.stop(), other.stop()]);
    await close();
  }
}
