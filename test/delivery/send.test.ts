// The way of a delivery from a waiting row to a message that hangs there: merging, order, languages, pace, two senders.
import { beforeEach, describe, expect, it } from 'vitest';
import { sayTo } from '#delivery/record.ts';
import { transact } from '#store/database.ts';
import { useDatabase } from '../harness/database.ts';
import { addPerson, addTask, buildBridge, start } from './bridge.ts';
import { makeRig } from './rig.ts';

const database = useDatabase();
beforeEach(() =>
  database.store.prisma.$executeRawUnsafe('TRUNCATE "Delivery", "Card", "Pace", "Task", "Channel" CASCADE'),
);

describe('a card', () => {
  it('is posted in each place in that place’s language, then edited there', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const task = await addTask(database.store, bridge);
    await rig.change(bridge.coalitionId, task);
    await rig.run();
    expect(rig.texts()).toEqual([
      'en: T-1 Book the hall (open)',
      'en: T-1 Book the hall (open)',
      'pl: T-1 Book the hall (open)',
    ]);
    await database.store.prisma.task.update({ where: { id: task.id }, data: { state: 'done' } });
    await rig.change(bridge.coalitionId, task);
    await rig.run();
    expect(rig.texts()).toEqual([
      'en: T-1 Book the hall (done)',
      'en: T-1 Book the hall (done)',
      'pl: T-1 Book the hall (done)',
    ]);
    expect([...rig.slack.hanging.values()].map(({ edits }) => edits)).toEqual([1, 1]);
    expect(await rig.states()).toEqual(Array(6).fill('sent'));
  });

  it('that looks the same is not edited again', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const task = await addTask(database.store, bridge);
    for (let n = 0; n < 3; n += 1) {
      await rig.change(bridge.coalitionId, task);
      await rig.run();
    }
    expect(rig.slack.calls.length + rig.discord.calls.length).toBe(3);
  });

  it('merges quick changes while it is on its way, in order, and never sends twice at once', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const task = await addTask(database.store, bridge);
    let open = () => {};
    rig.slack.gate = new Promise((done) => {
      open = done;
    });
    await rig.change(bridge.coalitionId, task);
    const waiting = async () =>
      (await database.store.prisma.delivery.findMany({ where: { state: 'waiting' } })).map(({ id }) => id);
    await rig.sender.look(await waiting());
    for (const title of ['second', 'third', 'fourth']) {
      await database.store.prisma.task.update({ where: { id: task.id }, data: { title } });
      await rig.change(bridge.coalitionId, task);
      await rig.sender.look(await waiting());
    }
    expect(rig.slack.inHand).toBe(2);
    open();
    await rig.sender.idle();
    await rig.run();
    for (const { text } of rig.slack.hanging.values()) expect(text).toContain('fourth');
    expect(rig.slack.mostInHand).toBe(2);
    expect(rig.slack.calls.length).toBe(4);
  });

  it('posts a board once and pins it', async () => {
    const bridge = await buildBridge(database.store, 'board');
    const rig = makeRig(database.store);
    for (const title of ['one', 'two']) {
      const task = await addTask(database.store, bridge, { title });
      await rig.change(bridge.coalitionId, task);
      await rig.run();
    }
    expect(rig.texts()).toEqual(['en: one, two', 'en: one, two', 'pl: one, two']);
    expect(rig.slack.calls.map(({ to }) => 'pin' in to && to.pin === true)).toEqual([true, true, false, false]);
  });

  it('is withdrawn where it may no longer be seen, and comes back', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const task = await addTask(database.store, bridge);
    await rig.change(bridge.coalitionId, task);
    await rig.run();
    const own = { visibility: 'organisation' as const, organizationId: bridge.places[0].organization.id };
    await database.store.prisma.task.update({ where: { id: task.id }, data: own });
    await rig.change(bridge.coalitionId, { id: task.id, ...own }, task);
    await rig.run();
    expect(rig.texts()).toEqual([
      'Ta pozycja nie jest już tutaj pokazywana.',
      'This item is no longer shown here.',
      'This item is no longer shown here.',
    ]);
    await database.store.prisma.task.update({ where: { id: task.id }, data: { visibility: 'public' } });
    await rig.change(bridge.coalitionId, { ...task, visibility: 'public' });
    await rig.run();
    for (const text of rig.texts()) expect(text).toContain('Book the hall');
  });

  it('that was not posted yet is not posted where it may not be seen', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const task = await addTask(database.store, bridge);
    await rig.change(bridge.coalitionId, task);
    await database.store.prisma.task.update({
      where: { id: task.id },
      data: { visibility: 'organisation', organizationId: bridge.places[0].organization.id },
    });
    await rig.run();
    expect(rig.texts()).toEqual([]);
    expect(await rig.states()).toEqual(['unwanted', 'unwanted', 'unwanted']);
  });
});

describe('two senders on one database', () => {
  it('send each delivery once', async () => {
    const bridge = await buildBridge(database.store);
    const one = makeRig(database.store);
    const two = makeRig(database.store, { slack: one.slack, discord: one.discord });
    for (let n = 0; n < 30; n += 1) await one.change(bridge.coalitionId, await addTask(database.store, bridge));
    const ids = (await database.store.prisma.delivery.findMany({ select: { id: true } })).map(({ id }) => id);
    const halves = [ids.slice(0, 50), ids.slice(40)];
    await Promise.all([one.sender.look(halves[0] ?? []), two.sender.look(ids), one.sender.look(halves[1] ?? [])]);
    await Promise.all([one.sender.idle(), two.sender.idle()]);
    expect(one.slack.calls.length + one.discord.calls.length).toBe(90);
    expect(new Set(await one.states())).toEqual(new Set(['sent']));
  });
});

describe('a note', () => {
  it('goes to a person in the person’s language and zone', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const person = await addPerson(
      database.store,
      bridge.coalitionId,
      bridge.places[1].organization.id,
      'Jan Invented',
      false,
      [{ platform: 'discord', home: 'discord', userId: '77' }],
    );
    await database.store.prisma.person.update({
      where: { id: person },
      data: { language: 'cs', timezone: 'Europe/Prague' },
    });
    const note = { topic: 'note', data: { n: 1 }, key: 'note:1', coalitionId: bridge.coalitionId, personId: person };
    await transact(database.store, (tx) =>
      sayTo(tx, { store: database.store, now: start }, note, {
        ...note,
        key: 'note:2',
        dueAt: new Date(start.getTime() + 60_000),
      }),
    );
    await rig.run();
    expect(rig.texts()).toEqual(['cs Europe/Prague: {"n":1}']);
    expect(rig.discord.calls[0]?.to).toEqual({ space: '', user: '77', lang: 'cs' });
    rig.pass(60_000);
    await rig.run();
    expect(rig.discord.hanging.size).toBe(2);
  });
});
