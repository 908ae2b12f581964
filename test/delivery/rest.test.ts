// The rest rule in the delivery room: each class of message, each reason to rest, both clock changes; pauses of channels
// and coalitions; wishes; and what is said of a service that was away.
import { beforeEach, describe, expect, it } from 'vitest';
import { restKey, restOf, sayableFrom } from '#delivery/rest.ts';
import { useDatabase } from '../harness/database.ts';
import { addPerson, addTask, buildBridge } from './bridge.ts';
import { makeRig } from './rig.ts';

const database = useDatabase();
beforeEach(() =>
  database.store.prisma.$executeRawUnsafe(
    'TRUNCATE "Delivery", "Card", "Pace", "Task", "Channel", "Membership", "Absence", "Wish" CASCADE',
  ),
);

async function scene() {
  const { store } = database;
  const bridge = await buildBridge(store);
  const rig = makeRig(store);
  const { coalitionId } = bridge;
  const jan = await addPerson(store, coalitionId, bridge.places[1].organization.id, 'Jan Invented', false, [
    { platform: 'discord', home: 'discord', userId: `7${bridge.places[1].organization.id}` },
  ]);
  /** When it arrives, if the clock goes from one waiting moment to the next. */
  const arrival = async (topic: string): Promise<string> => {
    const before = rig.discord.calls.length;
    const [id = ''] = await rig.say(topic, { personId: jan }, { coalitionId });
    for (let n = 0; n < 5; n += 1) {
      await rig.run();
      const row = await store.prisma.delivery.findUniqueOrThrow({ where: { id } });
      if (row.state !== 'waiting') return rig.discord.calls.length > before ? rig.now().toISOString() : row.state;
      rig.set(row.dueAt.toISOString());
    }
    return 'never';
  };
  const person = (data: object) => store.prisma.person.update({ where: { id: jan }, data });
  return { store, bridge, coalitionId, rig, jan, arrival, person };
}

// Warsaw: +1 in winter, +2 in summer. 2026: 25 October back, 29 March forward.
const moments: [topic: string, said: string, arrives: string, why: string][] = [
  ['note', '2026-11-24T09:00Z', '2026-11-24T09:00Z', 'a working day'],
  ['note', '2026-11-24T19:00Z', '2026-11-25T07:00Z', 'quiet hours'],
  ['note', '2026-11-24T05:00Z', '2026-11-24T07:00Z', 'the early morning'],
  ['note', '2026-11-27T20:00Z', '2026-11-30T07:00Z', 'a weekend'],
  ['note', '2026-11-10T21:00Z', '2026-11-12T07:00Z', 'Independence Day in Poland'],
  ['routine', '2026-11-24T06:30Z', '2026-11-24T08:00Z', 'not before one’s own hour'],
  ['routine', '2026-11-24T12:00Z', '2026-11-24T12:00Z', 'later in the day'],
  ['routine', '2026-11-24T19:00Z', '2026-11-25T08:00Z', 'the next own hour'],
  ['asked', '2026-11-28T02:30Z', '2026-11-28T02:30Z', 'exactly when it was asked for'],
  ['urgent', '2026-11-11T23:30Z', '2026-11-11T23:30Z', 'a named exception'],
  ['note', '2026-10-23T19:00Z', '2026-10-26T07:00Z', 'over the night with 25 hours'],
  ['routine', '2026-03-27T20:00Z', '2026-03-30T07:00Z', 'over the night with 23 hours'],
];

describe('a message to a person', () => {
  it.each(moments)('%s at %s arrives at %s: %s', async (topic, said, arrives) => {
    const { rig, arrival } = await scene();
    rig.set(said);
    expect(await arrival(topic)).toBe(new Date(arrives).toISOString());
  });

  it('keeps the person’s own hours, days, zone, and no holidays where they do not count', async () => {
    const { rig, arrival, person } = await scene();
    await person({
      timezone: 'Europe/Lisbon',
      quietFrom: 0,
      quietUntil: 0,
      hour: 420,
      workingDays: [7],
      holidays: false,
    });
    rig.set('2026-11-11T12:00:00Z');
    expect(await arrival('note')).toBe('2026-11-15T00:00:00.000Z');
    rig.set('2026-11-12T12:00:00Z');
    expect(await arrival('routine')).toBe('2026-11-15T07:00:00.000Z');
  });

  it('waits for the end of an absence, of the person’s pause and of the coalition’s', async () => {
    const { store, rig, arrival, jan, person, coalitionId } = await scene();
    const absence = {
      id: 'absence',
      personId: jan,
      firstDay: '2026-11-23',
      lastDay: '2026-11-25',
      createdAt: rig.now(),
    };
    await store.prisma.absence.create({ data: absence });
    expect(await arrival('note')).toBe('2026-11-26T07:00:00.000Z');
    await person({ pausedUntil: new Date('2026-12-01T10:30:00Z') });
    expect(await arrival('note')).toBe('2026-12-01T10:30:00.000Z');
    const pausedUntil = new Date('2026-12-03T09:00:00Z');
    await store.prisma.coalition.update({ where: { id: coalitionId }, data: { pausedUntil } });
    expect(await arrival('note')).toBe('2026-12-03T09:00:00.000Z');
  });

  it('need not wait for somebody who is at it, unless they are away or have asked for a pause', async () => {
    const { rig, arrival, person, store, jan } = await scene();
    rig.set('2026-11-24T21:00:00Z');
    await person({ activeAt: new Date('2026-11-24T20:35:00Z') });
    expect(await arrival('note')).toBe('2026-11-24T21:00:00.000Z');
    const [resting] = (await restOf(store.prisma, [{ personId: jan, coalitionId: null }])).values();
    if (!resting) throw new Error('nobody');
    expect(sayableFrom(rig.now(), resting, 'routine').toISOString()).toBe('2026-11-25T08:00:00.000Z');
    rig.set('2026-11-24T21:06:00Z');
    expect(await arrival('note')).toBe('2026-11-25T07:00:00.000Z');
    await person({ activeAt: rig.now(), pausedUntil: new Date('2026-11-26T09:00:00Z') });
    expect(await arrival('note')).toBe('2026-11-26T09:00:00.000Z');
  });

  it('rests also when it would be said aloud, with a mention, in the organisation’s own channel', async () => {
    const { rig, store, bridge, jan, coalitionId } = await scene();
    const [, second] = bridge.places;
    await store.prisma.channel.update({
      where: { id: second.channel.id },
      data: { audience: 'organisation', organizationId: second.organization.id },
    });
    await store.prisma.account.updateMany({ where: { personId: jan }, data: { closedAt: rig.now() } });
    rig.set('2026-11-24T22:00:00Z');
    await rig.say('aloud', { personId: jan }, { coalitionId });
    await rig.run();
    expect(rig.slack.calls).toHaveLength(0);
    rig.set('2026-11-25T07:00:00Z');
    await rig.run();
    expect(rig.slack.calls).toHaveLength(1);
  });

  it('rests when a slow pace has brought it into the quiet hours', async () => {
    const { rig, jan, coalitionId, store, bridge } = await scene();
    rig.discord.lanesOf = () => [{ key: 'slow', everyMs: 60_000, burst: 1 }];
    const eve = await addPerson(store, coalitionId, bridge.places[1].organization.id, 'Eve Invented', false, [
      { platform: 'discord', home: 'discord', userId: '78' },
    ]);
    rig.set('2026-11-24T18:59:30Z');
    await rig.say('note', { personId: jan }, { coalitionId });
    await rig.say('note', { personId: eve }, { coalitionId });
    await rig.run();
    expect([rig.discord.calls.length, rig.sender.parked().length]).toEqual([1, 1]);
    rig.pass(60_000);
    await rig.run();
    expect([rig.discord.calls.length, rig.sender.parked().length]).toEqual([1, 0]);
    rig.set('2026-11-25T07:00:00Z');
    await rig.run();
    expect(rig.discord.calls).toHaveLength(2);
  });

  it('is not sent to whoever does not want such messages, in this coalition or in all', async () => {
    const { rig, jan, coalitionId, store } = await scene();
    const wish = { personId: jan, about: 'news', measure: 'off' as const };
    await store.prisma.wish.create({ data: { id: 'w1', ...wish } });
    const [id = ''] = await rig.say('note', { personId: jan }, { coalitionId });
    await rig.say('lines', { personId: jan }, { coalitionId, data: { item: 'a' } });
    await rig.run();
    expect(rig.texts()).toEqual(['line: a']);
    expect(await store.prisma.delivery.findUnique({ where: { id } })).toMatchObject({
      state: 'unwanted',
      problem: 'not wished',
    });
    // What is said about one coalition counts there before what is said about all.
    await store.prisma.wish.create({ data: { id: 'w2', ...wish, measure: 'slower', coalitionId } });
    await rig.say('note', { personId: jan }, { coalitionId });
    await rig.run();
    expect(rig.texts()).toHaveLength(2);
  });
});

describe('what is known of a person’s rest', () => {
  it('comes for many in one statement, and leaves out who has gone', async () => {
    const { store, jan, bridge, coalitionId } = await scene();
    await store.prisma.person.update({ where: { id: bridge.person }, data: { erasedAt: new Date(0) } });
    const asked = [jan, bridge.person].flatMap((personId) => [
      { personId, coalitionId },
      { personId, coalitionId: null },
    ]);
    const rests = await restOf(store.prisma, asked);
    expect([...rests.keys()].sort()).toEqual([`${jan} ${coalitionId}`, `${jan} null`].sort());
    expect(rests.get(restKey({ personId: jan, coalitionId }))).toMatchObject({
      name: 'Jan Invented',
      zone: 'Europe/Warsaw',
      quietFrom: 1200,
      holidays: { country: 'PL', region: null },
    });
  });
});

describe('a pause', () => {
  it('keeps new posts from a channel and leaves its cards true', async () => {
    const { rig, bridge, coalitionId, store } = await scene();
    const { channel } = bridge.places[0];
    const pausedUntil = new Date('2026-11-25T10:00:00Z');
    await store.prisma.channel.update({ where: { id: channel.id }, data: { pausedUntil } });
    await rig.say('note', { channelId: channel.id }, { coalitionId });
    await rig.say('probe', { channelId: channel.id }, { coalitionId });
    await rig.change(coalitionId, await addTask(store, bridge));
    await rig.run();
    expect(rig.texts().filter((text) => text.startsWith('pl'))).toHaveLength(2);
    rig.set(pausedUntil.toISOString());
    await rig.run();
    expect(rig.texts().filter((text) => text.startsWith('pl'))).toHaveLength(3);
  });

  it('of a coalition keeps new posts from all its channels', async () => {
    const { rig, bridge, coalitionId, store } = await scene();
    const pausedUntil = new Date('2026-11-25T10:00:00Z');
    await store.prisma.coalition.update({ where: { id: coalitionId }, data: { pausedUntil } });
    for (const { channel } of bridge.places) await rig.say('note', { channelId: channel.id }, { coalitionId });
    await rig.run();
    expect(rig.texts()).toEqual([]);
    rig.set(pausedUntil.toISOString());
    await rig.run();
    expect(rig.texts()).toHaveLength(3);
  });
});

describe('a service that was away', () => {
  const line = /While I was away, this had to wait \(since .*10:00/;
  it('says so, and does not call rest an absence of its own', async () => {
    const { rig, jan, coalitionId } = await scene();
    await rig.say('note', { personId: jan }, { coalitionId });
    rig.pass(61 * 60_000);
    await rig.run();
    expect(rig.texts()[0]).toMatch(line);
    // Due in the night: it would have rested until eight in any case, and nobody was away after that.
    await rig.say('note', { personId: jan }, { coalitionId, dueAt: new Date('2026-11-23T22:00:00Z') });
    rig.set('2026-11-24T07:30:00Z');
    await rig.run();
    expect(rig.texts()).toHaveLength(2);
    expect(rig.texts().filter((text) => line.test(text))).toHaveLength(1);
  });

  it('says so once for many things', async () => {
    const { rig, jan, coalitionId } = await scene();
    for (const n of [1, 2, 3]) await rig.say('note', { personId: jan }, { coalitionId, data: { n } });
    rig.pass(2 * 3_600_000);
    await rig.run();
    expect(rig.texts()).toHaveLength(1);
    expect(rig.texts()[0]?.match(new RegExp(line, 'g'))).toHaveLength(1);
  });
});
