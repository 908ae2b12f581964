// What a use case records: which channels get what, how changes merge, and what is never shown where.
import { describe, expect, it } from 'vitest';
import { redraw, redrawChannel, sayTo } from '#delivery/record.ts';
import { type Store, transact } from '#store/database.ts';
import { useDatabase } from '../harness/database.ts';
import { addTask, buildBridge, start } from './bridge.ts';

const database = useDatabase();

const deliveries = (store: Store, coalitionId: string) =>
  store.prisma.delivery.findMany({ where: { coalitionId }, include: { card: true }, orderBy: { id: 'asc' } });

describe('redraw', () => {
  it('makes one card and one delivery in each channel', async () => {
    const { store } = database;
    const bridge = await buildBridge(store);
    const task = await addTask(store, bridge);
    const places = await transact(store, (tx) =>
      redraw(tx, { store, now: start, coalitionId: bridge.coalitionId, task }),
    );
    expect(places).toBe(3);
    const rows = await deliveries(store, bridge.coalitionId);
    expect(rows.map((row) => [row.topic, row.state, row.card?.taskId, row.dueAt])).toEqual(
      Array(3).fill(['task-card', 'waiting', task.id, start]),
    );
    expect(rows.every((row) => row.id.length === 20)).toBe(true);
  });

  it('merges a second change into the waiting delivery', async () => {
    const { store } = database;
    const bridge = await buildBridge(store);
    const task = await addTask(store, bridge);
    for (let n = 0; n < 3; n += 1) {
      await transact(store, (tx) => redraw(tx, { store, now: start, coalitionId: bridge.coalitionId, task }));
    }
    expect(await deliveries(store, bridge.coalitionId)).toHaveLength(3);
  });

  it('makes a new delivery while the last one is being sent', async () => {
    const { store } = database;
    const bridge = await buildBridge(store);
    const task = await addTask(store, bridge);
    const change = () =>
      transact(store, (tx) => redraw(tx, { store, now: start, coalitionId: bridge.coalitionId, task }));
    await change();
    await store.prisma.delivery.updateMany({
      where: { coalitionId: bridge.coalitionId },
      data: { state: 'sending', heldUntil: start },
    });
    await change();
    await change();
    expect((await deliveries(store, bridge.coalitionId)).map((row) => row.state).sort()).toEqual([
      'sending',
      'sending',
      'sending',
      'waiting',
      'waiting',
      'waiting',
    ]);
  });

  it('keeps one board in each channel, however many tasks change', async () => {
    const { store } = database;
    const bridge = await buildBridge(store, 'board');
    for (let n = 0; n < 3; n += 1) {
      const task = await addTask(store, bridge);
      await transact(store, (tx) => redraw(tx, { store, now: start, coalitionId: bridge.coalitionId, task }));
    }
    const rows = await deliveries(store, bridge.coalitionId);
    expect(rows.map((row) => [row.topic, row.card?.kind])).toEqual(Array(3).fill(['board', 'board']));
  });

  it('shows what is one organisation’s own only in its own channel', async () => {
    const { store } = database;
    const bridge = await buildBridge(store);
    const [first, second] = bridge.places;
    for (const { channel, organization } of [first, second]) {
      await store.prisma.channel.update({
        where: { id: channel.id },
        data: { audience: 'organisation', organizationId: organization.id },
      });
    }
    const task = await addTask(store, bridge, { visibility: 'organisation', organizationId: first.organization.id });
    const places = await transact(store, (tx) =>
      redraw(tx, { store, now: start, coalitionId: bridge.coalitionId, task }),
    );
    expect(places).toBe(1);
    expect((await deliveries(store, bridge.coalitionId)).map((row) => row.card?.channelId)).toEqual([first.channel.id]);
  });

  it('draws the boards anew that must forget a task, and leaves an observer what is public', async () => {
    const { store } = database;
    const bridge = await buildBridge(store, 'board');
    const [first, second] = bridge.places;
    await store.prisma.organization.update({ where: { id: second.organization.id }, data: { status: 'observer' } });
    await store.prisma.channel.update({
      where: { id: second.channel.id },
      data: { audience: 'organisation', organizationId: second.organization.id },
    });
    const task = await addTask(store, bridge, { visibility: 'organisation', organizationId: first.organization.id });
    const { coalitionId } = bridge;
    const before = { visibility: 'coalition' as const, organizationId: first.organization.id };
    expect(await transact(store, (tx) => redraw(tx, { store, now: start, coalitionId, task, before }))).toBe(0);
    expect(await deliveries(store, coalitionId)).toHaveLength(0);
    for (const place of bridge.places)
      await transact(store, (tx) => redrawChannel(tx, { store, now: start, channelId: place.channel.id }));
    await store.prisma.delivery.deleteMany({ where: { coalitionId } });
    await transact(store, (tx) => redraw(tx, { store, now: start, coalitionId, task, before }));
    expect((await deliveries(store, coalitionId)).map((row) => row.card?.channelId)).not.toContain(second.channel.id);
    expect(await deliveries(store, coalitionId)).toHaveLength(2);
  });
});

describe('redrawChannel', () => {
  it('brings the open items into a newly connected channel, and withdraws them from a disconnected one', async () => {
    const { store } = database;
    const bridge = await buildBridge(store);
    await addTask(store, bridge);
    await addTask(store, bridge);
    const channelId = bridge.places[0].channel.id;
    await transact(store, (tx) => redrawChannel(tx, { store, now: start, channelId }));
    const rows = await deliveries(store, bridge.coalitionId);
    expect(rows.map((row) => row.card?.channelId)).toEqual([channelId, channelId]);
    await store.prisma.channel.update({ where: { id: channelId }, data: { coalitionId: null } });
    await transact(store, (tx) => redrawChannel(tx, { store, now: start, channelId }));
    expect(await store.prisma.delivery.count({ where: { card: { channelId } } })).toBe(2);
  });
});

describe('sayTo', () => {
  it('says one thing once', async () => {
    const { store } = database;
    const { coalitionId, person } = await buildBridge(store);
    const note = { topic: 'asked', data: { a: 1 }, key: `asked:${coalitionId}`, coalitionId, personId: person };
    expect(await transact(store, (tx) => sayTo(tx, { store, now: start }, note))).toHaveLength(1);
    expect(await transact(store, (tx) => sayTo(tx, { store, now: start }, note))).toHaveLength(0);
  });
});
