// What time alone changes on cards and boards: "tomorrow" becomes "today", and what was due becomes overdue.
import { beforeAll, describe, expect, it } from 'vitest';
import { turnCards, watchTurning } from '#coalition/task/turning.ts';
import { translator } from '#i18n/translator.ts';
import { plainInline } from '#message/plain.ts';
import { dueSpans } from '#views/when.ts';
import { type Clock, makeTestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T09:00:00Z') };

/** What waits to be drawn, by topic; whatever waited before is over. */
const drawn = async (act: () => Promise<void>): Promise<string[]> => {
  const { prisma } = database.store;
  await prisma.delivery.deleteMany({ where: { state: 'waiting' } });
  await act();
  const rows = await prisma.delivery.findMany({
    where: { state: 'waiting', cardId: { not: null } },
    select: { topic: true, card: { select: { task: { select: { title: true } } } } },
  });
  return rows.map((row) => row.card?.task?.title ?? row.topic).sort();
};

beforeAll(async () => {
  const people = await seedCoalition(database.store, clock.now);
  const bot = await makeTestBot(database.store, clock);
  const ada = bot.as(people.ada);
  await ada.say('/task add Sala termin: jutro 17:00');
  await ada.say('/task add Raport termin: 24 listopada');
  await ada.say('/task add Kiedykolwiek');
  await ada.say('/task add Gotowe termin: jutro 17:00');
  await ada.say('/task done Gotowe');
});

describe('cards and time', () => {
  const at = (instant: string) => new Date(instant);

  it('are left alone while nothing on them has changed', async () => {
    const turn = () => turnCards(database.store, at('2026-11-21T09:00:00Z'), at('2026-11-21T22:59:00Z'));
    expect(await drawn(turn)).toEqual([]);
  });

  it('are drawn anew when the coalition’s day turns, at its own midnight', async () => {
    const turn = () => turnCards(database.store, at('2026-11-21T22:59:00Z'), at('2026-11-21T23:00:00Z'));
    // Two channels with cards, one with a board; what has no date or is done says nothing about time.
    expect(await drawn(turn)).toEqual(['Raport', 'Raport', 'Sala', 'Sala', 'board']);
  });

  it('are drawn anew at the minute in which something becomes overdue', async () => {
    const turn = () => turnCards(database.store, at('2026-11-22T15:59:00Z'), at('2026-11-22T16:00:00Z'));
    expect(await drawn(turn)).toEqual(['Sala', 'Sala', 'board']);
  });

  it('are looked over by a service that has just started, and then only when there is something', async () => {
    const look = watchTurning(database.store);
    expect(await drawn(() => look(at('2026-11-23T09:00:00Z')))).toHaveLength(5);
    expect(await drawn(() => look(at('2026-11-23T09:01:00Z')))).toEqual([]);
  });

  it('count in days, so that what they say stays true until the next midnight', () => {
    const due = { kind: 'time', at: at('2026-11-22T16:00:00Z'), zone: 'Europe/Warsaw' } as const;
    const said = (now: string) =>
      plainInline(dueSpans(due, { t: translator('pl'), lang: 'pl', zone: 'Europe/Warsaw', now: at(now) }, true));
    expect(said('2026-11-21T22:59:00Z')).toContain('(jutro)');
    expect(said('2026-11-21T23:00:00Z')).toContain('(dzisiaj)');
    expect(said('2026-11-22T15:59:00Z')).not.toContain('po terminie');
    expect(said('2026-11-22T16:00:00Z')).toContain('(dzisiaj) · po terminie');
  });
});
