// A reminder falls due: at its moments through both clock changes, once, and folded after an absence that it owns up to.
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translator.ts';
import { plainMessage } from '#message/plain.ts';
import { type Told, toldMessage, toldTogether } from '#views/reminder/told.ts';
import own from '#views/topics/reminder.ts';
import { useDatabase } from '../../harness/database.ts';
import { at, reminderScene, zone } from './scene.ts';

const database = useDatabase();
const { add, dueAt, failed, live, moments, said, stateOf, tick } = reminderScene(database);

describe('a rule', () => {
  it.each([
    ['in autumn', '2026-10-23T00:30:00Z', '2026-10-27T00:00:00Z', ['23T00:30', '24T00:30', '25T00:30', '26T01:30']],
    ['in spring', '2027-03-26T01:30:00Z', '2027-03-30T00:00:00Z', ['26T01:30', '27T01:30', '28T01:30', '29T00:30']],
  ])('keeps its wall clock when clocks change %s, and skips no night', async (_when, first, until, days) => {
    await add(first, { every: 'FREQ=DAILY' });
    await live(at(until));
    expect((await moments()).map((one) => String(one).slice(8, 16))).toEqual(days);
    expect(failed).toEqual([]);
  });

  it('ends when it has been told as often as it says', async () => {
    const { id } = await add('2026-10-21T07:00:00Z', { every: 'FREQ=WEEKLY;COUNT=2' });
    await live(at('2027-01-01T00:00:00Z'));
    expect(await moments()).toEqual(['2026-10-21T07:00:00.000Z', '2026-10-28T08:00:00.000Z']);
    expect([await stateOf(id), await dueAt(id)]).toEqual(['done', undefined]);
  });

  it('goes on for years', async () => {
    const { id } = await add('2026-10-21T07:00:00Z', { every: 'FREQ=DAILY' });
    await tick(at('2033-10-21T07:00:30Z'));
    expect(await moments()).toEqual(['2033-10-21T07:00:00.000Z']);
    expect(await dueAt(id)).toEqual(at('2033-10-22T07:00:00Z'));
    expect((await said())[0]?.data).toMatchObject({ missed: 20 });
  });
});

describe('what was missed', () => {
  it('is one message, which says so', async () => {
    const { id } = await add('2026-10-21T07:00:00Z', { every: 'FREQ=DAILY' });
    await tick(at('2026-10-26T12:00:00Z'));
    const [only, ...others] = await said();
    expect(others).toEqual([]);
    expect(only?.data).toMatchObject({ at: '2026-10-26T08:00:00.000Z', missed: 5, late: true });
    expect(await dueAt(id)).toEqual(at('2026-10-27T08:00:00Z'));
    const facts = await own.load(database.store, only ? [only] : [], at('2026-10-26T12:00:00Z'));
    const reader = { t: translator('pl'), lang: 'pl' as const, zone, now: at('2026-10-26T12:00:00Z') };
    const text = plainMessage(toldMessage(facts.get(only?.id ?? '') as never, reader));
    expect(text).toContain('Przypomnienie: raport');
    expect(text).toContain('Miało przyjść: poniedziałek, 26 października 2026, 09:00');
    expect(text).toContain('5 wcześniejszych');
    expect(text).toContain('Następnym razem: wtorek, 27 października 2026, 09:00');
    const [told] = [...facts.values()] as Told[];
    if (!told) throw new Error('nothing is told');
    const other = { ...told, reminder: { ...told.reminder, id: 'other' } };
    expect(toldTogether([told, other], reader).summary).toBe('2 przypomnienia');
    // Each keeps the way back to the message that it was made from.
    const linked = { ...told, reminder: { ...other.reminder, sourceUrl: 'https://example.org/archives/C1/p1' } };
    expect(JSON.stringify(toldTogether([told, linked], reader))).toContain('https://example.org/archives/C1/p1');
    // The same one twice is one, which counts the other.
    const twice = toldTogether([{ ...told, at: new Date(told.at.getTime() - 86_400_000), missed: 0 }, told], reader);
    expect(plainMessage(twice)).toContain('6 wcześniejszych');
  });

  it('is told once with its date, also after weeks', async () => {
    const { id } = await add('2026-10-21T07:00:00Z');
    await tick(at('2026-12-21T07:00:00Z'));
    await tick(at('2026-12-21T07:01:00Z'));
    expect((await said()).map(({ data }) => [data['at'], data['late']])).toEqual([['2026-10-21T07:00:00.000Z', true]]);
    expect(await stateOf(id)).toBe('done');
  });

  it('is not late for a tick that was held up for minutes', async () => {
    await add('2026-10-21T07:00:00Z');
    await tick(at('2026-10-21T07:10:00Z'));
    expect((await said())[0]?.data).not.toHaveProperty('late');
  });

  it('is nothing new when the clock is put back', async () => {
    const { id } = await add('2026-10-21T07:00:00Z', { every: 'FREQ=DAILY' });
    await tick(at('2026-10-22T07:00:00Z'));
    expect(await tick(at('2026-10-21T07:00:00Z'))).toBe(0);
    // Even a row that was set back by hand is not told a second time.
    await database.store.prisma.due.update({
      where: { kind_subject: { kind: 'reminder', subject: id } },
      data: { dueAt: at('2026-10-22T07:00:00Z') },
    });
    await tick(at('2026-10-22T07:01:00Z'));
    expect(await moments()).toEqual(['2026-10-22T07:00:00.000Z']);
  });

  it('finds its moment again after failures have moved it on', async () => {
    const { id } = await add('2026-10-21T07:00:00Z', { every: 'FREQ=DAILY' });
    await database.store.prisma.due.update({
      where: { kind_subject: { kind: 'reminder', subject: id } },
      data: { dueAt: at('2026-10-21T12:30:00Z') },
    });
    await tick(at('2026-10-21T12:30:00Z'));
    expect((await said()).map(({ data }) => [data['at'], data['missed']])).toEqual([
      ['2026-10-21T07:00:00.000Z', undefined],
    ]);
  });
});
