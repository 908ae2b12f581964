// A sender with fake platforms, a clock that is set by hand and two small topics: everything but the queue.
import { expect } from 'vitest';
import { redraw, sayTo, type TaskSeen } from '#delivery/record.ts';
import { makeSender, type SenderParts } from '#delivery/send.ts';
import { sweep } from '#delivery/sweep.ts';
import { type Store, transact } from '#store/database.ts';
import { type FakePlatform, fakePlatform } from '../harness/platform.ts';
import { start } from './bridge.ts';
import { topics } from './topics.ts';

export type Rig = Awaited<ReturnType<typeof makeRig>>;

let rigs = 0;

export function makeRig(
  store: Store,
  more: Partial<SenderParts> & { slack?: FakePlatform; discord?: FakePlatform } = {},
) {
  let now = start;
  let notes = 0;
  const rigNumber = ++rigs;
  const slack = more.slack ?? fakePlatform('slack', true);
  const discord = more.discord ?? fakePlatform('discord');
  const troubles: { message: string; facts: object }[] = [];
  const note = (facts: object, message: string) => troubles.push({ facts, message });
  const sender = makeSender({
    store,
    topics,
    clock: () => now,
    chance: () => 0.5,
    platforms: new Map([
      ['slack', slack],
      ['discord', discord],
    ]),
    log: { warn: note, error: note },
    after: () => () => {},
    ...more,
  });
  const rig = {
    store,
    slack,
    discord,
    sender,
    troubles,
    now: () => now,
    pass(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    /** Looks at everything that is due and waits until all has been settled. */
    async run() {
      for (let round = 0; round < 20; round += 1) {
        const rows = await store.prisma.delivery.findMany({
          where: { state: 'waiting', dueAt: { lte: now } },
          select: { id: true },
        });
        const parked = new Set(sender.parked());
        const ids = rows.map(({ id }) => id).filter((id) => !parked.has(id));
        await sender.look(ids);
        await sender.wake();
        await sender.idle();
        if (ids.length === 0) return;
      }
      expect.fail('the deliveries did not come to rest');
    },
    async sweep() {
      await sender.look(await sweep(store, now, { graceMs: 0 }));
      await sender.idle();
    },
    /** To a date, for instance the evening of that day. */
    set(at: string) {
      now = new Date(at);
    },
    /** Has something said to a person, or in a channel. */
    say: (
      topic: string,
      to: { personId: string } | { channelId: string },
      more: { coalitionId: string | null; data?: Record<string, unknown>; dueAt?: Date },
    ) => {
      notes += 1;
      const { coalitionId, data = {}, dueAt = now } = more;
      const note = { topic, data, key: `${topic}:${rigNumber}:${notes}`, coalitionId, dueAt, ...to };
      return transact(store, (tx) => sayTo(tx, { store, now }, note));
    },
    change: (coalitionId: string, task: TaskSeen, before?: Omit<TaskSeen, 'id'>) =>
      transact(store, (tx) => redraw(tx, { store, now, coalitionId, task, ...(before ? { before } : {}) })),
    texts: () => [...slack.hanging.values(), ...discord.hanging.values()].map(({ text }) => text).sort(),
    states: async () => (await store.prisma.delivery.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state),
  };
  return rig;
}
