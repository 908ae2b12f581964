// Whoever ends an absence or a pause early need not wait for the day that was reckoned with; whatever still rests goes on resting.
import { describe, expect, it } from 'vitest';
import { lookAgain } from '#delivery/awake.ts';
import { transact } from '#store/database.ts';
import { useDatabase } from '../harness/database.ts';
import { addPerson, buildBridge } from './bridge.ts';
import { makeRig } from './rig.ts';

const database = useDatabase();

describe('what was held back', () => {
  it('goes out when the absence is called off, and keeps the other rules of rest', async () => {
    const { store } = database;
    const bridge = await buildBridge(store);
    const rig = makeRig(store);
    const { coalitionId } = bridge;
    const personId = await addPerson(store, coalitionId, bridge.places[1].organization.id, 'Jan Invented', false, [
      { platform: 'discord', home: 'discord', userId: '71' },
    ]);
    const days = { firstDay: '2026-11-24', lastDay: '2026-12-04' };
    await store.prisma.absence.create({ data: { id: 'away', personId, ...days, createdAt: rig.now() } });
    rig.set('2026-11-25T09:00Z');
    const [held = ''] = await rig.say('note', { personId }, { coalitionId });
    // Meant for later by whoever said it: nothing that rests.
    const [later = ''] = await rig.say('note', { personId }, { coalitionId, dueAt: new Date('2026-11-27T12:00Z') });
    await rig.run();
    const row = (id: string) => store.prisma.delivery.findUniqueOrThrow({ where: { id } });
    expect(await row(held)).toMatchObject({ state: 'waiting', problem: 'rests', dueAt: new Date('2026-12-07T07:00Z') });

    await store.prisma.absence.deleteMany();
    rig.set('2026-11-25T19:30Z');
    expect(await transact(store, (tx) => lookAgain(tx, { store, now: rig.now() }, { personId }))).toBe(1);
    await rig.run();
    expect(await row(held)).toMatchObject({ state: 'waiting', dueAt: new Date('2026-11-26T07:00Z') });
    rig.set('2026-11-26T07:00Z');
    await rig.run();
    expect(await row(held)).toMatchObject({ state: 'sent', problem: null });
    expect(await row(later)).toMatchObject({ state: 'waiting', dueAt: new Date('2026-11-27T12:00Z') });
  });

  it('in a paused channel goes out when the pause ends', async () => {
    const { store } = database;
    const bridge = await buildBridge(store);
    const rig = makeRig(store);
    rig.set('2026-11-25T09:00Z');
    const { coalitionId } = bridge;
    const { id: channelId } = await store.prisma.channel.findFirstOrThrow({ where: { coalitionId } });
    const pause = (pausedUntil: Date | null) =>
      store.prisma.channel.update({ where: { id: channelId }, data: { pausedUntil } });
    await pause(new Date('2026-12-01T08:00Z'));
    const [id = ''] = await rig.say('note', { channelId }, { coalitionId });
    await rig.run();
    expect(await store.prisma.delivery.findUnique({ where: { id } })).toMatchObject({
      state: 'waiting',
      problem: 'rests',
    });
    await pause(null);
    await transact(store, (tx) => lookAgain(tx, { store, now: rig.now() }, { channelId }));
    await rig.run();
    expect(await store.prisma.delivery.findUnique({ where: { id } })).toMatchObject({ state: 'sent' });
  });

  it('by a pause that ends at midnight is posted in the daytime, also at the weekend', async () => {
    const { store } = database;
    const bridge = await buildBridge(store);
    const rig = makeRig(store);
    rig.set('2026-11-25T09:00Z');
    const { coalitionId } = bridge;
    const { id: channelId } = await store.prisma.channel.findFirstOrThrow({ where: { coalitionId } });
    // Saturday, 00:00 in Warsaw.
    const pausedUntil = new Date('2026-11-27T23:00:00Z');
    await store.prisma.channel.update({ where: { id: channelId }, data: { pausedUntil } });
    const [id = ''] = await rig.say('note', { channelId }, { coalitionId });
    await rig.run();
    expect(await store.prisma.delivery.findUnique({ where: { id } })).toMatchObject({
      state: 'waiting',
      dueAt: new Date('2026-11-28T08:00:00Z'),
    });
  });
});
