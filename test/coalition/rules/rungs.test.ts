// The steps of a ladder as tables: weekends, holidays, absence, both clock changes, what came later, what was missed.
import { describe, expect, it } from 'vitest';
import { type Climb, chosen, nextStep, slower, stepNow, stepsBetween, wished } from '#coalition/rules/rungs.ts';
import type { Moment } from '#time/moment.ts';
import { type RestFacts, usualRest } from '#time/rest.ts';
import { showIn } from './shown.ts';

const usual = { before: [7, 1, 0], overdueEvery: 7 };
const warsaw: RestFacts = { ...usualRest, zone: 'Europe/Warsaw', holidays: { country: 'PL', region: null } };
const day = (date: string, zone = 'Europe/Warsaw'): Moment => ({ kind: 'day', date, zone });
const time = (at: string, zone = 'Europe/Warsaw'): Moment => ({ kind: 'time', at: new Date(at), zone });
const long = new Date('2026-01-01T00:00:00Z');

const climb = (due: Moment, more: Partial<Climb> = {}): Climb => ({
  due,
  rungs: usual,
  rest: warsaw,
  since: long,
  ...more,
});

/** All steps of a period, as the person's clock shows them. */
const steps = (one: Climb, from: string, until: string): string[] =>
  stepsBetween(one, new Date(from), new Date(until)).map(({ name, at }) => `${name} ${showIn(one.rest.zone, at)}`);

describe('steps', () => {
  it.each([
    [
      'the usual ladder, at the own hour',
      climb(day('2026-11-24')),
      ['b7 Tue 2026-11-17 09:00', 'b1 Mon 2026-11-23 09:00', 'b0 Tue 2026-11-24 09:00', 'o7 Tue 2026-12-01 09:00'],
    ],
    [
      'before the day: on the last working day before; after it: on the next',
      climb(day('2026-11-28')),
      ['b7 Fri 2026-11-20 09:00', 'b0 Fri 2026-11-27 09:00', 'o7 Mon 2026-12-07 09:00'],
    ],
    [
      'a public holiday is a day of rest (11 November, Poland)',
      climb(day('2026-11-11')),
      ['b0 Tue 2026-11-10 09:00', 'o7 Wed 2026-11-18 09:00', 'o14 Wed 2026-11-25 09:00', 'o21 Wed 2026-12-02 09:00'],
    ],
    [
      'an absence: before it, and after it',
      climb(day('2026-11-24'), {
        rest: { ...warsaw, absences: [{ firstDay: '2026-11-19', lastDay: '2026-12-02' }] },
      }),
      ['b7 Tue 2026-11-17 09:00', 'b0 Wed 2026-11-18 09:00', 'o7 Thu 2026-12-03 09:00'],
    ],
    [
      'a moment before the own hour: the step of the day comes the day before',
      climb(time('2026-11-24T07:30:00Z')),
      ['b7 Tue 2026-11-17 09:00', 'b0 Mon 2026-11-23 09:00', 'o7 Tue 2026-12-01 09:00'],
    ],
    [
      'an own hour within quiet hours: at their end',
      climb(day('2026-11-24'), { rest: { ...warsaw, hour: 23 * 60 }, rungs: { before: [0], overdueEvery: null } }),
      ['b0 Tue 2026-11-24 08:00'],
    ],
    ['no steps at all', climb(day('2026-11-24'), { rungs: { before: [], overdueEvery: null } }), []],
  ])('%s', (_, one, expected) => {
    expect(steps(one, '2026-11-09T12:00:00Z', '2026-12-07T12:00:00Z')).toEqual(expected);
  });

  it.each([
    // Spring: 29 March 2026. Autumn: 25 October 2026. 09:00 is 09:00 on both sides.
    ['spring', '2026-03-30', '2026-03-20', ['b7 Mon 2026-03-23 09:00', 'b0 Mon 2026-03-30 09:00']],
    ['autumn', '2026-10-26', '2026-10-16', ['b7 Mon 2026-10-19 09:00', 'b0 Mon 2026-10-26 09:00']],
  ])('keep the hour of the wall clock through the change in %s', (_, date, from, expected) => {
    const found = steps(climb(day(date)), `${from}T12:00:00Z`, `${date}T12:00:00Z`);
    expect(found.filter((one) => !one.startsWith('b1'))).toEqual(expected);
  });

  it('that would come at an hour the clock jumps over come after the jump', () => {
    const early: RestFacts = {
      ...usualRest,
      zone: 'Europe/Warsaw',
      hour: 150,
      quietFrom: 0,
      quietUntil: 0,
      workingDays: [],
    };
    expect(steps(climb(day('2026-03-29'), { rest: early }), '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toEqual([
      'b0 Sun 2026-03-29 03:30',
    ]);
  });

  it('go by the day of the person for a moment, and by its own date for a day', () => {
    const rest: RestFacts = { ...usualRest, zone: 'Pacific/Auckland' };
    const rungs = { before: [0], overdueEvery: null };
    const period = ['2026-11-20T00:00:00Z', '2026-11-30T00:00:00Z'] as const;
    expect(steps(climb(day('2026-11-24'), { rest, rungs }), ...period)).toEqual(['b0 Tue 2026-11-24 09:00']);
    expect(steps(climb(time('2026-11-24T16:00:00Z'), { rest, rungs }), ...period)).toEqual(['b0 Tue 2026-11-24 09:00']);
  });
});

describe('the step now', () => {
  const now = (one: Climb, at: string) => stepNow(one, new Date(at))?.name ?? null;
  const one = climb(day('2026-11-24'));

  it.each([
    ['before the first', '2026-11-17T07:59:00Z', null],
    ['at its moment', '2026-11-17T08:00:00Z', 'b7'],
    ['missed for three days: one, the latest', '2026-11-20T12:00:00Z', 'b7'],
    ['several missed: the latest', '2026-11-24T12:00:00Z', 'b0'],
    ['weeks overdue', '2026-12-09T12:00:00Z', 'o14'],
  ])('%s', (_, at, expected) => expect(now(one, at)).toBe(expected));

  it('is none when it passed before the person was on it, or the date was moved', () => {
    const late = climb(day('2026-11-24'), { since: new Date('2026-11-20T10:00:00Z') });
    expect(now(late, '2026-11-20T10:01:00Z')).toBeNull();
    expect(nextStep(late, new Date('2026-11-20T10:01:00Z'))?.name).toBe('b1');
    const overdue = climb(day('2026-11-24'), { since: new Date('2026-12-03T10:00:00Z') });
    expect(now(overdue, '2026-12-03T10:01:00Z')).toBeNull();
    expect(nextStep(overdue, new Date('2026-12-03T10:01:00Z'))?.name).toBe('o14');
  });

  it('is none when it is older than 14 days', () => {
    const once = climb(day('2026-11-24'), { rungs: { before: [0], overdueEvery: null } });
    expect(now(once, '2026-12-08T08:00:00Z')).toBe('b0');
    expect(now(once, '2026-12-08T08:01:00Z')).toBeNull();
    expect(nextStep(once, new Date('2026-12-08T08:01:00Z'))).toBeNull();
  });

  it('every day after an absence of three weeks is one step', () => {
    const rest = { ...warsaw, absences: [{ firstDay: '2026-11-25', lastDay: '2026-12-15' }] };
    const daily = climb(day('2026-11-24'), { rungs: { before: [], overdueEvery: 1 }, rest });
    expect(steps(daily, '2026-11-24T12:00:00Z', '2026-12-16T12:00:00Z')).toEqual(['o22 Wed 2026-12-16 09:00']);
  });

  it('and what comes next agree: every moment named by the one is one at which the other speaks', () => {
    for (let hours = 0; hours < 40 * 24; hours += 7) {
      const from = new Date(Date.UTC(2026, 10, 10, hours));
      const next = nextStep(one, from);
      expect(next && next.at > from).toBe(true);
      expect(next && stepNow(one, next.at)?.at).toEqual(next?.at);
    }
  });
});

describe('whose ladder', () => {
  it('slower: the last step before the day, and half as often afterwards', () => {
    expect(slower(usual)).toEqual({ before: [0], overdueEvery: 14 });
    expect(slower({ before: [], overdueEvery: null })).toEqual({ before: [], overdueEvery: null });
  });

  it('is what the person wishes', () => {
    expect(wished(usual, undefined, false)).toEqual(usual);
    expect(wished(usual, 'off', true)).toBeNull();
    expect(wished(usual, 'mine', false)).toBeNull();
    expect(wished(usual, 'mine', true)).toEqual(usual);
  });

  it('is the most particular one', () => {
    const of = (n: number, itemId: string | null, personId: string | null) => ({
      before: [n],
      overdueEvery: null,
      since: long,
      itemId,
      personId,
    });
    const all = [of(1, null, null), of(2, 'i', null), of(3, null, 'p'), of(4, 'i', 'p')];
    const found = (choices: typeof all, item: string, person: string) =>
      chosen(choices, item, person, usual).before.join();
    expect(found(all, 'i', 'p')).toBe('4');
    expect(found(all, 'other', 'p')).toBe('3');
    expect(found(all, 'i', 'somebody')).toBe('2');
    expect(found(all, 'other', 'somebody')).toBe('1');
    expect(found([], 'i', 'p')).toBe('7,1,0');
  });
});
