// What goes wrong: kept, told once, tried again in ways that fit the reason; nothing is lost and nothing is doubled.
import { beforeEach, describe, expect, it } from 'vitest';
import { decide, tries } from '#delivery/outcome.ts';
import { sayTo } from '#delivery/record.ts';
import { breakChannel, probeChannels, retryChannel, reviveSpace } from '#delivery/trouble.ts';
import { transact } from '#store/database.ts';
import { useDatabase } from '../harness/database.ts';
import { cannot, later, placeOf } from '../harness/platform.ts';
import { addTask, buildBridge } from './bridge.ts';
import { makeRig } from './rig.ts';

const database = useDatabase();
beforeEach(() =>
  database.store.prisma.$executeRawUnsafe(
    'TRUNCATE "Delivery", "Card", "Pace", "Task", "Channel", "Membership" CASCADE',
  ),
);

const repairs = () => database.store.prisma.delivery.count({ where: { topic: 'repair' } });

describe('a channel that cannot be reached', () => {
  it('is told once, kept, and delivered with the newest truth after the repair', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const broken = bridge.places[1].channel;
    rig.slack.failing = (to) => (placeOf(to) === broken.externalId ? cannot('no-permission', 'chat:write') : undefined);
    const task = await addTask(database.store, bridge);
    for (const title of ['first', 'second', 'third']) {
      await database.store.prisma.task.update({ where: { id: task.id }, data: { title } });
      await rig.change(bridge.coalitionId, task);
      await rig.run();
    }
    expect(await repairs()).toBe(1);
    expect((await database.store.prisma.channel.findUniqueOrThrow({ where: { id: broken.id } })).problem).toBe(
      'no-permission: chat:write',
    );
    expect(rig.slack.calls.filter(({ to }) => placeOf(to) === broken.externalId)).toHaveLength(1);
    const kept = await database.store.prisma.delivery.findMany({
      where: { card: { channelId: broken.id }, state: 'undeliverable' },
    });
    expect(kept.map(({ problem }) => problem)).toEqual(['no-permission: chat:write']);

    expect(await retryChannel(database.store, broken.id, rig.now())).toBe(1);
    await rig.run();
    expect(await repairs()).toBe(2);

    rig.slack.failing = undefined;
    await retryChannel(database.store, broken.id, rig.now());
    await rig.run();
    expect(
      [...rig.slack.hanging.values()].filter(({ place }) => place === broken.externalId).map(({ text }) => text),
    ).toEqual(['en: T-1 third (open)']);
    expect(await database.store.prisma.delivery.count({ where: { state: 'undeliverable' } })).toBe(0);
  });

  it('is mended by a probe that arrives', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const { channel } = bridge.places[0];
    await breakChannel(database.store, channel.id, 'channel-gone', rig.now());
    await breakChannel(database.store, channel.id, 'channel-gone', rig.now());
    await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    await rig.run();
    expect(await repairs()).toBe(1);
    expect(rig.slack.calls.filter(({ to }) => placeOf(to) === channel.externalId)).toHaveLength(0);
    const note = { topic: 'probe', data: {}, key: 'probe:1', coalitionId: bridge.coalitionId, channelId: channel.id };
    await transact(database.store, (tx) => sayTo(tx, { store: database.store, now: rig.now() }, note));
    await rig.run();
    expect(rig.slack.calls.filter(({ to }) => placeOf(to) === channel.externalId)).toHaveLength(2);
    expect((await database.store.prisma.channel.findUniqueOrThrow({ where: { id: channel.id } })).problem).toBeNull();
  });
});

describe('a channel that was mended without a word', () => {
  it('is found out by a quiet probe', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const broken = bridge.places[1].channel;
    rig.slack.failing = (to) => (placeOf(to) === broken.externalId ? cannot('not-in-channel') : undefined);
    for (let n = 0; n < 3; n += 1) await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    await rig.run();
    expect(rig.slack.calls.filter(({ to }) => placeOf(to) === broken.externalId).length).toBeLessThanOrEqual(3);
    const before = rig.slack.calls.length;
    expect(await probeChannels(database.store, '%', tries - 1, rig.now())).toBe(1);
    await rig.run();
    expect(rig.slack.calls.length).toBe(before + 1);
    expect(await repairs()).toBe(1);
    rig.slack.failing = undefined;
    await probeChannels(database.store, '%', tries - 1, rig.now());
    await rig.run();
    expect([...rig.slack.hanging.values()].filter(({ place }) => place === broken.externalId)).toHaveLength(3);
  });
});

describe('a failure that may pass', () => {
  it('is tried again after longer and longer, then given up with its reason', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    rig.discord.failing = () => later(0);
    await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    const waits: number[] = [];
    for (let n = 0; n < tries + 2; n += 1) {
      await rig.run();
      const next = await database.store.prisma.delivery.findFirst({
        where: { state: 'waiting' },
        orderBy: { dueAt: 'asc' },
      });
      if (!next) break;
      waits.push(next.dueAt.getTime() - rig.now().getTime());
      rig.pass(next.dueAt.getTime() - rig.now().getTime());
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900].map((s) => s * 1000));
    expect(await database.store.prisma.delivery.findMany({ where: { state: 'undeliverable' } })).toMatchObject([
      { problem: 'no-answer', attempts: tries },
    ]);
    expect(await repairs()).toBe(1);
  });

  it('asks before it posts a second time, where the platform can look', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    // The platform has it, and the answer got lost.
    const deliver = rig.slack.deliver.bind(rig.slack);
    let lost = 2;
    rig.slack.deliver = async (...call) => {
      const receipt = await deliver(...call);
      if (lost-- > 0) throw later(0);
      return receipt;
    };
    await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    await rig.run();
    rig.pass(1_000);
    await rig.run();
    expect(rig.slack.hanging.size).toBe(2);
    expect([...rig.slack.hanging.values()].map(({ edits }) => edits)).toEqual([1, 1]);
  });

  it('of our own never kills the rest of the batch', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const note = {
      topic: 'unknown',
      data: {},
      key: 'unknown:1',
      coalitionId: bridge.coalitionId,
      channelId: bridge.places[0].channel.id,
    };
    await transact(database.store, (tx) => sayTo(tx, { store: database.store, now: rig.now() }, note));
    await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    await rig.run();
    expect(rig.texts()).toHaveLength(3);
    expect(rig.troubles.map(({ message }) => message)).toEqual(['A delivery failed by our own fault']);
    for (let n = 1; n < tries; n += 1) {
      rig.pass(1_000_000);
      await rig.run();
    }
    expect(await rig.states()).toContain('undeliverable');
    expect(await repairs()).toBe(0);
    expect(await database.store.prisma.channel.count({ where: { problem: { not: null } } })).toBe(0);
  });

  it('waits for a space that is away, and goes out when it is back', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const { space } = bridge.places[1];
    rig.slack.failing = (to) => (to.space === space.externalId ? cannot('space-unreachable') : undefined);
    await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    await rig.run();
    expect((await rig.states()).sort()).toEqual(['sent', 'sent', 'waiting']);
    rig.slack.failing = undefined;
    await rig.run();
    expect(rig.slack.hanging.size).toBe(1);
    await reviveSpace(database.store, space.id, rig.now());
    await rig.run();
    expect(rig.slack.hanging.size).toBe(2);
    expect(await repairs()).toBe(0);
  });
});

describe('a message that has gone or cannot be edited', () => {
  it('is posted anew when somebody deleted it', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const task = await addTask(database.store, bridge);
    await rig.change(bridge.coalitionId, task);
    await rig.run();
    const keys = new Set(rig.discord.calls.map(({ key }) => key));
    rig.discord.hanging.clear();
    await database.store.prisma.task.update({ where: { id: task.id }, data: { title: 'new' } });
    rig.pass(1000);
    await rig.change(bridge.coalitionId, task);
    await rig.run();
    expect([...rig.discord.hanging.values()].map(({ text }) => text)).toEqual(['en: T-1 new (open)']);
    expect(keys.has([...rig.discord.hanging.values()][0]?.key ?? '')).toBe(false);
  });

  it('moves when the platform no longer lets it be edited, and the old one points to it later', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const task = await addTask(database.store, bridge);
    await rig.change(bridge.coalitionId, task);
    await rig.run();
    const [old] = [...rig.discord.hanging.values()];
    let refuse = true;
    rig.discord.failing = (to) => (refuse && to.edit === old?.id ? cannot('edit-refused') : undefined);
    rig.pass(7_200_000);
    await database.store.prisma.task.update({ where: { id: task.id }, data: { title: 'new' } });
    await rig.change(bridge.coalitionId, task);
    await rig.run();
    expect([...rig.discord.hanging.values()].map(({ text }) => text)).toEqual([
      'en: T-1 Book the hall (open)',
      'en: T-1 new (open)',
    ]);
    rig.pass(3_600_000);
    await rig.run();
    expect(old?.edits).toBe(0);
    refuse = false;
    rig.pass(7_200_000);
    await rig.run();
    expect(old?.text).toBe('This card has moved: its newest copy is further down in this channel.');
    expect(await database.store.prisma.card.count({ where: { messageId: old?.id ?? '' } })).toBe(0);
  });
});

describe('decide', () => {
  it('does not count a 429 and counts what may have arrived', () => {
    const now = new Date(0);
    const tried = { attempts: 3, createdAt: now, topic: 'x', editing: false, direct: false };
    expect(decide(later(5000, ['lane']), tried, now, 0.5)).toMatchObject({ counted: false, dueAt: new Date(5000) });
    expect(decide(later(0), tried, now, 0)).toMatchObject({ counted: true, dueAt: new Date(3200) });
    expect(decide(new Error('ours'), { ...tried, attempts: tries }, now, 0)).toEqual({
      end: 'undeliverable',
      why: 'invalid',
    });
  });
});
