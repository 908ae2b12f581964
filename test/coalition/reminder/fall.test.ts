// A reminder falls due: at its moments through both clock changes, once however many look, folded after an absence; and what
// happens while somebody changes it, leaves, or takes the channel away.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '#coalition/act.ts';
import falling from '#coalition/falling/reminder.ts';
import { addReminder, type NewReminder } from '#coalition/reminder/add.ts';
import { cancelReminder } from '#coalition/reminder/change.ts';
import { editReminder, undoReminder } from '#coalition/reminder/edit.ts';
import type { Said } from '#delivery/topic.ts';
import { translator } from '#i18n/translator.ts';
import { plainMessage } from '#message/plain.ts';
import { fallDue } from '#schedule/due.ts';
import { connectStore, type Store, transact } from '#store/database.ts';
import { toldMessage, toldTogether } from '#views/reminder/told.ts';
import own from '#views/topics/reminder.ts';
import ended from '#views/topics/reminder-ended.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const start = new Date('2026-10-20T06:00:00Z');
const zone = 'Europe/Warsaw';
let people: Seeded;
let round = 0;
let acts = 0;
const failed: object[] = [];

beforeEach(async () => {
  round += 1;
  failed.length = 0;
  await database.store.prisma.delivery.deleteMany();
  await database.store.prisma.due.deleteMany();
  people = await seedCoalition(database.store, start, { suffix: `f${round}` });
});

const actOf = (person: SeededPerson, now = start): Act => {
  acts += 1;
  const { id, name } = person;
  return {
    store: database.store,
    now,
    cause: `test:fall:${acts}`,
    person: { id, name, language: null, timezone: null, greeted: true } as Act['person'],
  };
};

const at = (iso: string): Date => new Date(iso);
const show = (): string => 'then';
const add = (iso: string, more: Partial<NewReminder> & { every?: string; by?: SeededPerson } = {}) =>
  addReminder(actOf(more.by ?? people.ada), {
    to: { personId: people.ada.id, coalitionId: null },
    text: 'raport',
    show,
    when: { moment: { kind: 'time', at: at(iso), zone }, every: more.every ?? null, open: false },
    ...more,
  });

const tick = (now: Date, store: Store = database.store) =>
  fallDue(
    {
      store,
      falling: new Map([['reminder', falling]]),
      log: { error: (facts) => void failed.push(facts) },
    },
    now,
  );

const said = async () =>
  (await database.store.prisma.delivery.findMany({ orderBy: { key: 'asc' } })).map((row) => ({
    ...row,
    data: row.data as Record<string, unknown>,
  }));
const moments = async () => (await said()).map(({ data }) => data['at']);
const dueAt = async (id: string) =>
  (await database.store.prisma.due.findUnique({ where: { kind_subject: { kind: 'reminder', subject: id } } }))?.dueAt;
const stateOf = async (id: string) => (await database.store.prisma.reminder.findUniqueOrThrow({ where: { id } })).state;
const saidOf = (row: Awaited<ReturnType<typeof said>>[number]): Said => ({
  id: row.id,
  coalitionId: row.coalitionId,
  topic: row.topic,
  data: row.data,
  channelId: row.channelId,
  personId: row.personId,
  taskId: null,
});

/** Lets the clock jump from one due moment to the next. */
const live = async (until: Date): Promise<void> => {
  for (let n = 0; n < 60; n += 1) {
    const next = await database.store.prisma.due.findFirst({
      where: { kind: 'reminder', dueAt: { lte: until } },
      orderBy: { dueAt: 'asc' },
    });
    if (!next) return;
    await tick(next.dueAt);
  }
};

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
    expect((await said())[0]?.data).toMatchObject({ missed: 100 });
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
    const facts = await own.load(database.store, only ? [saidOf(only)] : [], at('2026-10-26T12:00:00Z'));
    const reader = { t: translator('pl'), lang: 'pl' as const, zone, now: at('2026-10-26T12:00:00Z') };
    const text = plainMessage(toldMessage(facts.get(only?.id ?? '') as never, reader));
    expect(text).toContain('Przypomnienie: raport');
    expect(text).toContain('Miało przyjść: poniedziałek, 26 października 2026, 09:00');
    expect(text).toContain('5 wcześniejszych');
    expect(text).toContain('Następnym razem: wtorek, 27 października 2026, 09:00');
    const both = toldTogether([...facts.values(), ...facts.values()] as never[], reader);
    expect(both.summary).toBe('2 przypomnienia');
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

describe('while somebody else', () => {
  it('looks too, it is told once', async () => {
    for (let n = 0; n < 150; n += 1) await add('2026-10-21T07:00:00Z');
    const other = connectStore({ url: database.url, testClock: true });
    try {
      const now = at('2026-10-21T07:00:30Z');
      await Promise.all([tick(now), tick(now, other)]);
      await tick(now);
      expect(await said()).toHaveLength(150);
    } finally {
      await other.close();
    }
  });

  it('cancels it, either nobody is told, or what was to be said is no longer wanted', async () => {
    const now = at('2026-10-21T07:00:30Z');
    for (let n = 0; n < 20; n += 1) {
      const { id } = await add('2026-10-21T07:00:00Z', n % 2 === 0 ? { every: 'FREQ=DAILY' } : {});
      await Promise.all([tick(now), cancelReminder(actOf(people.ada, now), id)]);
      expect([await stateOf(id), await dueAt(id)]).toEqual(['cancelled', undefined]);
    }
    const facts = await own.load(database.store, (await said()).map(saidOf), now);
    expect(facts.size).toBe(0);
    expect(failed).toEqual([]);
  });

  it('moves it, it is told at its new moment only', async () => {
    const now = at('2026-10-21T07:00:30Z');
    const later = { moment: { kind: 'time' as const, at: at('2026-10-23T07:00:00Z'), zone }, every: null, open: false };
    const waiting = await add('2026-10-21T07:00:00Z', { every: 'FREQ=DAILY' });
    await tick(now);
    await editReminder(actOf(people.ada, now), waiting.id, { when: { ...later, every: 'FREQ=DAILY' }, show });
    expect((await own.load(database.store, (await said()).map(saidOf), now)).size).toBe(0);
    await tick(at('2026-10-23T07:00:00Z'));
    expect((await own.load(database.store, (await said()).map(saidOf), now)).size).toBe(1);
    // The tick passes over a row that is being changed at this moment.
    const { id } = await add('2026-10-21T07:00:00Z');
    await transact(database.store, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM "Due" WHERE subject = ${id} FOR UPDATE`;
      expect(await tick(now)).toBe(0);
    });
    await editReminder(actOf(people.ada, now), id, { when: later, show });
    expect(await tick(now)).toBe(0);
    expect([await stateOf(id), await dueAt(id)]).toEqual(['active', at('2026-10-23T07:00:00Z')]);
  });

  it('changes only its words, it is told with the new ones', async () => {
    const now = at('2026-10-21T07:00:30Z');
    const { id } = await add('2026-10-21T07:00:00Z', { every: 'FREQ=DAILY' });
    await tick(now);
    await editReminder(actOf(people.ada, now), id, { text: 'raport roczny', show });
    const [fact] = (await own.load(database.store, (await said()).map(saidOf), now)).values();
    expect(fact).toMatchObject({ reminder: { text: 'raport roczny' } });
    const events = await database.store.prisma.event.findMany({ where: { kind: { startsWith: 'reminder.' } } });
    expect(JSON.stringify(events)).not.toContain('raport');
  });

  it('cancels it for a while, it is told after all when that is taken back', async () => {
    const { id } = await add('2026-10-21T07:00:00Z');
    const { revision } = await cancelReminder(actOf(people.ada), id);
    await undoReminder(actOf(people.ada), id, revision);
    await tick(at('2026-10-21T07:00:00Z'));
    expect(await moments()).toHaveLength(1);
  });
});

describe('who is told', () => {
  const toDorota = () => ({ to: { personId: people.dorota.id, coalitionId: people.coalitionId } });
  const here = () => ({ to: { channelId: people.channels.lublin, coalitionId: people.coalitionId } });

  it('by the topic that fits: oneself when one chose, others when they may be disturbed, a channel', async () => {
    await add('2026-10-21T07:00:00Z');
    await add('2026-10-21T07:00:00Z', toDorota());
    await add('2026-10-21T07:00:00Z', here());
    await tick(at('2026-10-21T07:00:00Z'));
    expect((await said()).map((row) => [row.topic, row.personId ?? row.channelId]).sort()).toEqual(
      [
        ['reminder', people.ada.id],
        ['reminder-from', people.dorota.id],
        ['reminder-here', people.channels.lublin],
      ].sort(),
    );
    expect(JSON.stringify((await said()).map(({ data }) => data))).not.toContain('raport');
  });

  it('when the person has left: whoever set it, once, with its words', async () => {
    const { id } = await add('2026-10-21T07:00:00Z', { ...toDorota(), every: 'FREQ=DAILY' });
    await database.store.prisma.membership.updateMany({
      where: { personId: people.dorota.id },
      data: { status: 'left' },
    });
    await live(at('2026-10-25T00:00:00Z'));
    const [only, ...others] = await said();
    expect([others, only?.topic, only?.personId]).toEqual([[], 'reminder-ended', people.ada.id]);
    expect(await stateOf(id)).toBe('cancelled');
    const facts = await ended.load(database.store, only ? [saidOf(only)] : [], start);
    const reader = {
      t: translator('pl'),
      lang: 'pl' as const,
      zone,
      now: start,
      channelId: null,
      personId: people.ada.id,
    };
    const text = plainMessage(ended.draw(facts.get(only?.id ?? ''), reader));
    expect(text).toContain('Dorota Zmyślona nie należy już do koalicji');
    expect(text).toContain('raport');
  });

  it('when the channel was disconnected: whoever set it; a broken one is repaired, and it goes on', async () => {
    await add('2026-10-21T07:00:00Z', { ...here(), every: 'FREQ=DAILY' });
    await database.store.prisma.channel.update({
      where: { id: people.channels.lublin },
      data: { problem: 'channel-gone' },
    });
    await tick(at('2026-10-21T07:00:00Z'));
    expect((await said()).map(({ topic }) => topic)).toEqual(['reminder-here']);
    await database.store.prisma.channel.update({ where: { id: people.channels.lublin }, data: { coalitionId: null } });
    await tick(at('2026-10-22T07:00:00Z'));
    expect((await said()).map(({ topic }) => topic).sort()).toEqual(['reminder-ended', 'reminder-here']);
  });

  it('is foreseen for a rehearsal, without the private ones', async () => {
    await add('2026-10-21T07:00:00Z');
    await add('2026-10-21T07:00:00Z', { ...toDorota(), every: 'FREQ=DAILY' });
    const foreseen = await falling.foresee(
      database.store,
      people.coalitionId,
      at('2026-10-21T07:00:00Z'),
      at('2026-10-24T07:00:00Z'),
    );
    expect(foreseen.map(({ at: moment, topic }) => [moment.toISOString().slice(0, 10), topic])).toEqual([
      ['2026-10-21', 'reminder-from'],
      ['2026-10-22', 'reminder-from'],
      ['2026-10-23', 'reminder-from'],
    ]);
    expect(await said()).toEqual([]);
  });
});
