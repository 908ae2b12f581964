// A bundle that is refused, fails, waits for a pace or loses its sender; and two senders that make one.
import { beforeEach, describe, expect, it } from 'vitest';
import { expireLeases, leaseMs } from '#delivery/lease.ts';
import { useDatabase } from '../harness/database.ts';
import { cannot, later, placeOf } from '../harness/platform.ts';
import { directScene, lines } from './direct-scene.ts';
import { makeRig } from './rig.ts';

const database = useDatabase();
beforeEach(() =>
  database.store.prisma.$executeRawUnsafe(
    'TRUNCATE "Delivery", "Card", "Pace", "Task", "Channel", "Membership", "Absence", "Wish" CASCADE',
  ),
);
const scene = (more: Parameters<typeof directScene>[1] = {}) => directScene(database, more);

describe('a bundle that meets trouble', () => {
  it('falls apart when the person refuses direct messages: aloud what may be, the rest is told once', async () => {
    const { rig, say, parts, store, second, bundles } = await scene();
    await store.prisma.channel.update({
      where: { id: second.channel.id },
      data: { audience: 'organisation', organizationId: second.organization.id },
    });
    rig.discord.failing = () => cannot('direct-refused');
    await say('note', { n: 1 });
    await say('aloud', { n: 2 });
    await say('note', { n: 3 });
    await rig.run();
    expect(rig.discord.calls).toHaveLength(1);
    expect(rig.slack.calls.filter(({ to }) => placeOf(to) === second.channel.externalId)).toHaveLength(1);
    expect((await parts()).map(({ topic, state }) => `${topic} ${state}`).sort()).toEqual([
      'aloud sent',
      'note undeliverable',
      'note undeliverable',
    ]);
    expect(await bundles()).toMatchObject([{ state: 'unwanted', problem: 'direct-refused' }]);
    expect(await store.prisma.delivery.count({ where: { topic: 'repair' } })).toBe(1);
  });

  it('falls apart when one part cannot be drawn: the others arrive at once', async () => {
    const { rig, say, parts } = await scene();
    await say('lines', { item: 'a', broken: true });
    await say('lines', { item: 'b' });
    await say('unknown');
    await rig.run();
    expect(rig.texts()).toEqual(['line: a', 'line: b']);
    expect((await parts()).map(({ topic, state }) => `${topic} ${state}`)).toEqual([
      'lines sent',
      'lines sent',
      'unknown waiting',
    ]);
  });

  it('is tried again as it is, under the same key, while more comes beside it', async () => {
    const { rig, say, parts } = await scene();
    let failures = 1;
    rig.discord.failing = () => (failures-- > 0 ? later(0) : undefined);
    await say('lines', { item: 'a' });
    await say('lines', { item: 'b' });
    await rig.run();
    await say('note', { n: 1 });
    await say('note', { n: 2 });
    await rig.run();
    rig.pass(1000);
    await rig.run();
    const [first, , again] = rig.discord.calls;
    expect(again?.key).toBe(first?.key);
    expect(lines(rig.texts()).map(([line]) => line)).toEqual(['2 things for you', '2 things for you']);
    expect((await parts()).every(({ state }) => state === 'sent')).toBe(true);
  });

  it('that waited for a pace takes in what has come, and falls apart where the hours of rest begin', async () => {
    const { rig, say, parts } = await scene();
    rig.discord.lanesOf = () => [{ key: 'slow', everyMs: 60_000, burst: 1 }];
    rig.set('2026-11-24T18:58:00Z');
    await say('note', { n: 0 });
    await rig.run();
    await say('note', { n: 1 });
    await say('note', { n: 2 });
    await rig.run();
    expect(rig.sender.parked()).toHaveLength(1);
    await say('asked', { n: 3 });
    rig.set('2026-11-24T18:59:10Z');
    await rig.run();
    expect(rig.discord.calls.map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringContaining('"n":0'),
      '3 things for you',
    ]);
    await say('note', { n: 4 });
    await say('note', { n: 5 });
    await rig.run();
    rig.set('2026-11-24T19:01:00Z');
    await rig.run();
    expect(rig.discord.calls).toHaveLength(2);
    expect((await parts()).filter(({ state }) => state === 'waiting')).toHaveLength(2);
    rig.set('2026-11-25T07:00:00Z');
    await rig.run();
    expect(rig.discord.calls).toHaveLength(3);
  });

  it('whose sender has died is sent by another, with its parts', async () => {
    const { rig, say, store, parts } = await scene();
    await say('lines', { item: 'a' });
    await say('lines', { item: 'b' });
    let open = () => {};
    rig.discord.gate = new Promise((done) => {
      open = () => done();
    });
    const ids = (await parts()).map(({ id }) => id);
    await rig.sender.look(ids);
    const two = makeRig(store, { slack: rig.slack });
    two.pass(leaseMs + 1000);
    await two.sender.look(await expireLeases(store, two.now()));
    await two.sender.idle();
    expect(two.texts()).toHaveLength(1);
    open();
    await rig.sender.idle();
    expect(
      (await parts()).every(({ state, sentAt }) => state === 'sent' && sentAt?.getTime() === two.now().getTime()),
    ).toBe(true);
  });
});

describe('two senders', () => {
  it('make one message of what goes to one person', async () => {
    const { rig, say, store, parts } = await scene();
    const two = makeRig(store, { slack: rig.slack, discord: rig.discord });
    for (let round = 0; round < 8; round += 1) {
      rig.discord.calls.length = 0;
      const ids = (await Promise.all([1, 2, 3, 4, 5].map((n) => say('lines', { item: `${round}.${n}` })))).flat();
      await Promise.all([
        rig.sender.look(ids),
        two.sender.look(ids),
        rig.sender.look(ids.slice(2)),
        two.sender.look(ids.slice(0, 1)),
      ]);
      await Promise.all([rig.sender.idle(), two.sender.idle()]);
      expect(rig.discord.calls.map(({ text }) => text.split('\n')[0])).toEqual(['5 things for you']);
    }
    expect((await parts()).every(({ state }) => state === 'sent')).toBe(true);
  });
});
