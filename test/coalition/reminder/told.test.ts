// Who is told of a reminder that falls due: the person, the channel; and whoever set it, when neither can be told any more.
import { describe, expect, it } from 'vitest';
import falling from '#coalition/falling/reminder.ts';
import { translator } from '#i18n/translator.ts';
import { plainMessage } from '#message/plain.ts';
import ended from '#views/topics/reminder-ended.ts';
import { useDatabase } from '../../harness/database.ts';
import { at, reminderScene, start, zone } from './scene.ts';

const database = useDatabase();
const { add, live, people, said, stateOf, tick } = reminderScene(database);

describe('who is told', () => {
  const toDorota = () => ({ to: { personId: people().dorota.id, coalitionId: people().coalitionId } });
  const here = () => ({ to: { channelId: people().channels.lublin, coalitionId: people().coalitionId } });

  it('by the topic that fits: oneself when one chose, others when they may be disturbed, a channel', async () => {
    await add('2026-10-21T07:00:00Z');
    await add('2026-10-21T07:00:00Z', toDorota());
    await add('2026-10-21T07:00:00Z', here());
    await tick(at('2026-10-21T07:00:00Z'));
    expect((await said()).map((row) => [row.topic, row.personId ?? row.channelId]).sort()).toEqual(
      [
        ['reminder', people().ada.id],
        ['reminder-from', people().dorota.id],
        ['reminder-here', people().channels.lublin],
      ].sort(),
    );
    expect(JSON.stringify((await said()).map(({ data }) => data))).not.toContain('raport');
  });

  it('when the person has left: whoever set it, once, with its words', async () => {
    const { id } = await add('2026-10-21T07:00:00Z', { ...toDorota(), every: 'FREQ=DAILY' });
    await database.store.prisma.membership.updateMany({
      where: { personId: people().dorota.id },
      data: { status: 'left' },
    });
    await live(at('2026-10-25T00:00:00Z'));
    const [only, ...others] = await said();
    expect([others, only?.topic, only?.personId]).toEqual([[], 'reminder-ended', people().ada.id]);
    expect(await stateOf(id)).toBe('cancelled');
    const facts = await ended.load(database.store, only ? [only] : [], start);
    const reader = {
      t: translator('pl'),
      lang: 'pl' as const,
      zone,
      now: start,
      channelId: null,
      personId: people().ada.id,
    };
    const text = plainMessage(ended.draw(facts.get(only?.id ?? ''), reader));
    expect(text).toContain('Dorota Zmyślona nie należy już do koalicji');
    expect(text).toContain('raport');
  });

  it('when the channel was disconnected: whoever set it; a broken one is repaired, and it goes on', async () => {
    await add('2026-10-21T07:00:00Z', { ...here(), every: 'FREQ=DAILY' });
    await database.store.prisma.channel.update({
      where: { id: people().channels.lublin },
      data: { problem: 'channel-gone' },
    });
    await tick(at('2026-10-21T07:00:00Z'));
    expect((await said()).map(({ topic }) => topic)).toEqual(['reminder-here']);
    await database.store.prisma.channel.update({
      where: { id: people().channels.lublin },
      data: { coalitionId: null },
    });
    await tick(at('2026-10-22T07:00:00Z'));
    expect((await said()).map(({ topic }) => topic).sort()).toEqual(['reminder-ended', 'reminder-here']);
  });

  it('is foreseen for a rehearsal; what somebody keeps for themselves by its moment alone', async () => {
    await add('2026-10-21T07:00:00Z');
    await add('2026-10-21T07:00:00Z', { ...toDorota(), every: 'FREQ=DAILY' });
    const foreseen = await falling.foresee(
      database.store,
      people().coalitionId,
      at('2026-10-21T07:00:00Z'),
      at('2026-10-24T07:00:00Z'),
    );
    const [own, ...others] = [...foreseen].sort((a, b) => Number(b.common ?? false) - Number(a.common ?? false));
    expect(own).toMatchObject({ topic: 'reminder', common: true });
    expect(JSON.stringify(own)).not.toContain('raport');
    expect(others.map(({ at: moment, topic }) => [moment.toISOString().slice(0, 10), topic])).toEqual([
      ['2026-10-21', 'reminder-from'],
      ['2026-10-22', 'reminder-from'],
      ['2026-10-23', 'reminder-from'],
    ]);
    expect(await said()).toEqual([]);
  });
});
