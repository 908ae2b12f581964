// Reminders on their way: what one chose comes at that moment, day or night; what others asked for waits for the morning, or
// is not wanted at all; several are one message; a channel is pinged for nobody.
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#store/id.ts';
import { loadTopics } from '#views/topics.ts';
import { makeRig } from '../../delivery/rig.ts';
import { useDatabase } from '../../harness/database.ts';
import { at, reminderScene } from './scene.ts';

const database = useDatabase();
const { add, people, tick, live } = reminderScene(database);
let rig: ReturnType<typeof makeRig>;

beforeEach(async () => {
  rig = makeRig(database.store, { topics: await loadTopics() });
});

/** Ten in the evening in Warsaw, on a Thursday. */
const late = '2026-10-22T20:00:00Z';
const toDorota = () => ({ to: { personId: people().dorota.id, coalitionId: people().coalitionId } });
const setTo = (iso: string) => rig.pass(at(iso).getTime() - rig.now().getTime());
const texts = () => [...rig.slack.hanging.values()].map(({ text }) => text);

describe('delivered', () => {
  it('to oneself at the very moment that was chosen', async () => {
    await add(late, { text: 'wyłączyć ogrzewanie' });
    setTo(late);
    await tick(at(late));
    await rig.run();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('Przypomnienie: wyłączyć ogrzewanie');
  });

  it('to somebody else when they may be disturbed, saying from whom', async () => {
    await add(late, { ...toDorota(), text: 'wysłać listę' });
    setTo(late);
    await tick(at(late));
    await rig.run();
    expect(texts()).toEqual([]);
    setTo('2026-10-23T06:00:00Z');
    await rig.run();
    expect(texts()[0]).toContain('Ada Wymyślona przypomina: wysłać listę');
  });

  it('not to whoever wants none from others', async () => {
    await database.store.prisma.wish.create({
      data: { id: newId(at(late)), personId: people().dorota.id, coalitionId: null, about: 'reminder', measure: 'off' },
    });
    await add('2026-10-22T10:00:00Z', toDorota());
    setTo('2026-10-22T10:00:00Z');
    await tick(at('2026-10-22T10:00:00Z'));
    await rig.run();
    expect(texts()).toEqual([]);
  });

  it('several at one moment as one message', async () => {
    for (const text of ['pierwsze', 'drugie', 'trzecie']) await add(late, { text });
    setTo(late);
    await tick(at(late));
    await rig.run();
    expect(texts()).toHaveLength(1);
    for (const text of ['pierwsze', 'drugie', 'trzecie']) expect(texts()[0]).toContain(text);
  });

  it('to a channel, again and again, with nothing that pings', async () => {
    const to = { channelId: people().channels.lublin, coalitionId: people().coalitionId };
    await add('2026-10-22T10:00:00Z', { to, text: '<!channel> @everyone raport', every: 'FREQ=DAILY' });
    for (const day of ['22', '23']) {
      setTo(`2026-10-${day}T10:00:00Z`);
      await live(at(`2026-10-${day}T10:00:00Z`));
      await rig.run();
    }
    expect(texts()).toHaveLength(2);
    expect(texts()[0]).toContain('Przypomnienie (od: Ada Wymyślona)');
    const spans = JSON.stringify(rig.slack.calls.map(({ message }) => message.blocks));
    expect(spans).not.toContain('"ping":true');
  });

  it('to a channel that paused: the latest once, in the daytime, with how many before it were not told', async () => {
    const to = { channelId: people().channels.lublin, coalitionId: people().coalitionId };
    const { prisma } = database.store;
    // Until Sunday begins in Warsaw.
    const pausedUntil = at('2026-10-24T22:00:00Z');
    await prisma.channel.update({ where: { id: to.channelId }, data: { pausedUntil } });
    await add('2026-10-22T10:00:00Z', { to, text: 'raport', every: 'FREQ=DAILY' });
    for (const day of ['22', '23', '24']) {
      setTo(`2026-10-${day}T10:00:00Z`);
      await live(at(`2026-10-${day}T10:00:00Z`));
      await rig.run();
    }
    setTo(pausedUntil.toISOString());
    await rig.run();
    expect(texts()).toEqual([]);
    // Nine by the clock; it went back in that night.
    setTo('2026-10-25T08:00:00Z');
    await rig.run();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(/2 wcześniejsze/);
    await prisma.channel.update({ where: { id: to.channelId }, data: { pausedUntil: null } });
  });

  it('to somebody who was away: what came again and again is one line', async () => {
    await prismaAway('2026-10-22', '2026-10-25');
    await add('2026-10-22T10:00:00Z', { ...toDorota(), text: 'raport', every: 'FREQ=DAILY' });
    await add('2026-10-22T10:00:00Z', { ...toDorota(), text: 'lista' });
    for (const day of ['22', '23', '24']) {
      setTo(`2026-10-${day}T10:00:00Z`);
      await live(at(`2026-10-${day}T10:00:00Z`));
      await rig.run();
    }
    expect(texts()).toEqual([]);
    setTo('2026-10-26T07:00:00Z');
    await rig.run();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]?.match(/raport/g)).toHaveLength(1);
    expect(texts()[0]).toMatch(/2 wcześniejsze/);
    expect(texts()[0]).toContain('lista');
  });
});

const prismaAway = (firstDay: string, lastDay: string) =>
  database.store.prisma.absence.create({
    data: { id: newId(at(late)), personId: people().dorota.id, firstDay, lastDay, createdAt: at(late) },
  });
