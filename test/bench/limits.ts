// The service as it ships (`npm start`), with the platforms' rate limits enforced: what it takes when idle, how soon one
// change is seen in three spaces, and what twenty changes a second over many items come to.
import { announce, makeMessage } from '#playground/discord/posting.ts';
import type { Store } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { fold } from '#time/reading/fold.ts';
import type { Seeded } from '../harness/seed.ts';
import { type Base, unsent } from './base.ts';
import { type Chats, openChats, seedChats, signingSecret } from './chats.ts';
import { residentMb, startAsShipped } from './child.ts';
import { median, openLoop, pause } from './load.ts';
import { type Caller, openCaller } from './signed.ts';
import { command } from './throughput.ts';

export type Limited = {
  idleMb: number;
  change: { rounds: number; medianMs: number; worstMs: number };
  storm: {
    items: number;
    seconds: number;
    changes: number;
    /** Edits that went out; all the others were merged into a newer one. */
    edits: number;
    refused: number;
    untrue: number;
    strict: number;
    /** After the last change, until every copy said it. */
    lastMs: number;
    /** What Slack's 50 edits a minute need for one edit of every item. */
    ownMs: number;
  };
  afterMb: number;
};

export type LimitedOptions = { idleMs: number; rounds: number; items: number; seconds: number };

const perSecond = 20;
/** chat.update is Tier 3: 50 a minute in a workspace. */
const slackEditMs = 60_000 / 50;

export async function limited(base: Base, options: LimitedOptions): Promise<Limited> {
  const chats = await openChats('real');
  const { url, store, close } = await base.fresh();
  const caller = await openCaller(signingSecret);
  const seeded = await seedChats(store, chats);
  const service = await startAsShipped({ ...chats.env, DATABASE_URL: url, DATA_DIR: base.folder });
  try {
    const address = service.url;
    await pause(options.idleMs);
    const { pid } = service;
    const idleMb = residentMb(pid);
    const change = await oneChange(caller, address, chats, options.rounds);
    const items = await hangItems(store, chats, seeded, options.items);
    const storm = await changeAll(caller, address, chats, store, items, options);
    return { idleMb, change, storm, afterMb: residentMb(pid) };
  } finally {
    await service.stop();
    caller.close();
    await chats.stop();
    await close();
  }
}

/** Everything that hangs in the three channels, as text to search in. */
function hanging(chats: Chats): string[] {
  const { slack, discord, places } = chats;
  const inSlack = [places.lublin, places.austria].map((id) =>
    JSON.stringify([...slack.channel(id).messages.values()].map(({ text, blocks }) => [text, blocks])),
  );
  return [
    ...inSlack,
    JSON.stringify(
      discord.messages(places.portugal).map(({ content, embeds, components }) => [content, embeds, components]),
    ),
  ];
}

/** Waits until `look` is true, looking after every change of both platforms. */
function until(chats: Chats, look: () => boolean, ms: number, what: string): Promise<void> {
  return new Promise((done, refuse) => {
    const check = (): void => {
      if (look()) end(done);
    };
    const stops = [chats.slack.subscribe(check), chats.discord.subscribe(check)];
    const late = setTimeout(() => end(() => refuse(new Error(`${what} took more than ${ms} ms`))), ms);
    const end = (how: () => void): void => {
      clearTimeout(late);
      for (const stop of stops) stop();
      how();
    };
    check();
  });
}

async function oneChange(caller: Caller, url: string, chats: Chats, rounds: number): Promise<Limited['change']> {
  await caller.slash(url, command('add The one item'));
  await until(chats, () => hanging(chats).every((text) => text.includes('The one item')), 20_000, 'the first card');
  const took: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    // One after the other at the pace of the platforms: what is measured is a single change, not a queue.
    await pause(1_600);
    const from = performance.now();
    const mark = `version ${round} of one`;
    void caller.slash(url, command(`edit T-1 title: ${mark}`)).catch(() => {});
    await until(chats, () => hanging(chats).every((text) => text.includes(mark)), 20_000, 'one change');
    took.push(performance.now() - from);
  }
  return { rounds, medianMs: median(took), worstMs: Math.max(...took) };
}

type Item = { number: number; slack: [string, string]; discord: string };

/** Items whose cards hang already: posting a hundred at the platforms' pace would take two minutes and measure nothing. */
async function hangItems(store: Store, chats: Chats, seeded: Seeded, count: number): Promise<Item[]> {
  const now = new Date();
  const { slack, discord, places } = chats;
  const hang = (channelId: string): string => {
    const channel = slack.channel(channelId);
    const installed = [...slack.world.installations.values()].find(({ team }) => team.id === channel.teamId);
    const { botUser, botId, app } = installed ?? {};
    return slack.world.post(channel, {
      userId: botUser?.id ?? '',
      teamId: channel.teamId,
      botId,
      appId: app?.id,
      text: 'card',
    }).ts;
  };
  const items = Array.from({ length: count }, (_, at): Item => {
    const message = makeMessage(discord.local, {
      channel: discord.channel(places.portugal),
      author: discord.bot,
      body: { flags: 1 << 15, components: [{ type: 10, content: 'card' }] },
    });
    announce(discord.local, message);
    return { number: at + 2, slack: [hang(places.lublin), hang(places.austria)], discord: message.id };
  });
  const tasks = items.map(({ number }) => ({ id: newId(now), number }));
  await store.prisma.task.createMany({
    data: tasks.map(({ id, number }) => ({
      ...{
        id,
        number,
        coalitionId: seeded.coalitionId,
        title: `Item ${number}`,
        folded: fold(`Item ${number}`),
        dueHasTime: false,
      },
      ...{
        priority: 'normal' as const,
        visibility: 'coalition' as const,
        createdById: seeded.ada.id,
        createdAt: now,
        stateAt: now,
      },
    })),
  });
  await store.prisma.card.createMany({
    data: items.flatMap((item, at) =>
      (
        [
          ['lublin', item.slack[0]],
          ['austria', item.slack[1]],
          ['portugal', item.discord],
        ] as const
      ).map(([place, messageId]) => ({
        ...{
          id: newId(now),
          coalitionId: seeded.coalitionId,
          channelId: seeded.channels[place],
          kind: 'task' as const,
        },
        ...{ taskId: tasks[at]?.id ?? null, messageId, postedAt: now },
      })),
    ),
  });
  await store.prisma.coalition.update({ where: { id: seeded.coalitionId }, data: { lastTask: count + 1 } });
  return items;
}

async function changeAll(
  caller: Caller,
  url: string,
  chats: Chats,
  store: Store,
  items: readonly Item[],
  options: LimitedOptions,
): Promise<Limited['storm']> {
  let [count, edits, refused] = [0, 0, 0];
  const stops = [
    chats.slack.subscribe(({ kind }) => {
      if (kind === 'message_changed') edits += 1;
    }),
    chats.discord.onCall(({ method, status }) => {
      if (status === 429) refused += 1;
      else if (method === 'PATCH') edits += 1;
    }),
  ];
  const before = chats.slack.refusals.length;
  const last = new Map<number, string>();
  const send = (since: number) => {
    const item = items[count % items.length];
    count += 1;
    const mark = `turn ${count} of item ${item?.number}!`;
    last.set(item?.number ?? 0, mark);
    return caller.slash(url, command(`edit T-${item?.number} title: ${mark}`), since);
  };
  await openLoop([{ name: 'change', of: 1, send }], perSecond, options.seconds * 1000);
  const from = performance.now();
  const isTrue = (item: Item): boolean => {
    const mark = last.get(item.number) ?? '';
    const { places, slack, discord } = chats;
    const [one, two] = [
      slack.channel(places.lublin).messages.get(item.slack[0]),
      slack.channel(places.austria).messages.get(item.slack[1]),
    ];
    const three = discord.channel(places.portugal).messages.get(item.discord);
    return [one?.blocks, two?.blocks, [three?.content, three?.embeds, three?.components]].every((shown) =>
      JSON.stringify(shown ?? '').includes(mark),
    );
  };
  const ownMs = items.length * slackEditMs;
  // Which are true by now is looked at once a second only: each look reads everything that hangs.
  let lastMs = Number.NaN;
  while (performance.now() - from < ownMs * 2 + 30_000) {
    if (items.every(isTrue)) {
      lastMs = performance.now() - from;
      break;
    }
    await pause(500);
  }
  if ((await unsent(store)) > 0) await pause(2_000);
  for (const stop of stops) stop();
  return {
    items: items.length,
    seconds: options.seconds,
    changes: count,
    edits,
    refused: refused + chats.slack.refusals.slice(before).filter(({ rule }) => rule.startsWith('rate:')).length,
    untrue: items.filter((item) => !isTrue(item)).length,
    strict: chats.slack.violations.length + chats.discord.violations.length,
    lastMs,
    ownMs,
  };
}
