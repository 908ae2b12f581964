// The pace as deliveries feel it: each lane keeps its own, and neither a slow one nor a hanging space holds up another.
import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../harness/database.ts';
import { later, placeOf } from '../harness/platform.ts';
import { addTask, buildBridge, start } from './bridge.ts';
import { makeRig } from './rig.ts';

const database = useDatabase();
beforeEach(() =>
  database.store.prisma.$executeRawUnsafe('TRUNCATE "Delivery", "Card", "Pace", "Task", "Channel" CASCADE'),
);

describe('pace', () => {
  it('keeps each lane and lets the others go on', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const slow = bridge.places[0].channel.externalId;
    rig.slack.lanesOf = (to) => [
      { key: `post:${placeOf(to)}`, everyMs: placeOf(to) === slow ? 1000 : 1, burst: placeOf(to) === slow ? 2 : 100 },
    ];
    for (let n = 0; n < 5; n += 1) await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    await rig.run();
    const inSlow = () => [...rig.slack.hanging.values()].filter(({ place }) => place === slow).length;
    expect(inSlow()).toBe(2);
    expect(rig.slack.hanging.size).toBe(7);
    expect(rig.discord.hanging.size).toBe(5);
    for (let n = 3; n <= 5; n += 1) {
      rig.pass(1000);
      await rig.run();
      expect(inSlow()).toBe(n);
    }
    expect(await rig.states()).toEqual(Array(15).fill('sent'));
  });

  it('lets a space that hangs hold up no other', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const hanging = bridge.places[0].space.externalId;
    let open = () => {};
    const gate = new Promise<void>((done) => {
      open = done;
    });
    let held = 0;
    const deliver = rig.slack.deliver.bind(rig.slack);
    rig.slack.deliver = async (to, ...rest) => {
      if (to.space === hanging) {
        held += 1;
        await gate;
      }
      return deliver(to, ...rest);
    };
    for (let n = 0; n < 60; n += 1) await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    const ids = (await database.store.prisma.delivery.findMany({ select: { id: true } })).map(({ id }) => id);
    await rig.sender.look(ids);
    const until = async (count: number) => {
      for (let n = 0; n < 50 && rig.discord.hanging.size + rig.slack.hanging.size < count; n += 1) {
        rig.pass(200);
        await rig.sender.wake();
        await new Promise((done) => setImmediate(done));
      }
    };
    await until(120);
    expect([rig.discord.hanging.size, rig.slack.hanging.size]).toEqual([60, 60]);
    expect(held).toBe(32);
    open();
    await until(180);
    expect([rig.discord.hanging.size, rig.slack.hanging.size]).toEqual([60, 120]);
  });

  it('merges what changes while it waits for its turn', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    rig.slack.lanesOf = () => [{ key: 'all', everyMs: 1000, burst: 1 }];
    const task = await addTask(database.store, bridge);
    for (const title of ['a', 'b', 'c', 'd']) {
      await database.store.prisma.task.update({ where: { id: task.id }, data: { title } });
      await rig.change(bridge.coalitionId, task);
      await rig.run();
    }
    for (let n = 0; n < 4; n += 1) {
      rig.pass(1000);
      await rig.run();
    }
    expect(rig.slack.calls.length).toBeLessThanOrEqual(3);
    for (const { text } of rig.slack.hanging.values()) expect(text).toContain(' d ');
  });

  it('obeys Retry-After in that lane, in every sender, and holds up no other', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const other = makeRig(database.store, { slack: rig.slack, discord: rig.discord });
    const refused = bridge.places[0].channel.externalId;
    rig.slack.lanesOf = (to) => [{ key: `post:${placeOf(to)}`, everyMs: 10, burst: 5 }];
    rig.slack.failing = (to) =>
      placeOf(to) === refused && rig.now().getTime() < start.getTime() + 30_000
        ? later(30_000, [`post:${refused}`])
        : undefined;
    await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    await rig.run();
    expect(rig.slack.hanging.size).toBe(1);
    await other.change(bridge.coalitionId, await addTask(database.store, bridge));
    await other.run();
    expect(rig.slack.calls.filter(({ to }) => placeOf(to) === refused)).toHaveLength(1);
    expect(rig.slack.hanging.size).toBe(2);
    rig.pass(29_000);
    await rig.run();
    expect(rig.slack.calls.filter(({ to }) => placeOf(to) === refused)).toHaveLength(1);
    rig.pass(1_100);
    other.pass(30_100);
    await rig.run();
    await other.run();
    expect(rig.slack.hanging.size).toBe(4);
    expect(
      (await database.store.prisma.delivery.findMany()).every(
        ({ state, attempts }) => state === 'sent' && attempts === 1,
      ),
    ).toBe(true);
  });
});
