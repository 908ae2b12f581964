// The rest rule: examples one can check in the head, then properties over many zones, both clock changes included.
import { assert, constantFrom, date, integer, oneof, option, property, record, tuple, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, instantOf, weekdayOf, weekOf } from '#time/day.ts';
import { dateIn, wallIn } from '#time/moment.ts';
import {
  addWorkingDays,
  type Disturbs,
  mayDisturb,
  nextAllowed,
  type RestFacts,
  restingDay,
  usualRest,
  workingDaysBetween,
} from '#time/rest.ts';

const zone = 'Europe/Warsaw';
const facts = (more: Partial<RestFacts> = {}): RestFacts => ({ zone, ...usualRest, ...more });
const at = (local: string, where = zone): Date => {
  const [day = '', clock = ''] = local.split(' ');
  const [hour, minute] = clock.split(':').map(Number);
  return instantOf(day, (hour ?? 0) * 60 + (minute ?? 0), where);
};
const local = (moment: Date, where = zone): string =>
  wallIn(where, moment).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');

describe('days', () => {
  it('are counted, named and put on the clock', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(daysBetween('2026-12-31', '2027-01-02')).toBe(2);
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(weekOf('2027-01-01')).toEqual({ year: 2026, week: 53 });
    expect(instantOf('2026-03-29', 150, zone).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(local(instantOf('2026-03-29', 150, zone))).toBe('2026-03-29 03:30');
    expect(instantOf('2026-10-25', 150, zone).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(local(instantOf('2026-11-24', 1440 + 60, zone))).toBe('2026-11-25 01:00');
  });
});

// 2026-11-27 is a Friday; 11 November a Polish holiday (Wednesday).
const table: [string, Disturbs, string, Partial<RestFacts>?][] = [
  ['2026-11-24 10:15', 'routine', '2026-11-24 10:15'],
  ['2026-11-24 08:30', 'routine', '2026-11-24 09:00'],
  ['2026-11-24 08:30', 'soon', '2026-11-24 08:30'],
  ['2026-11-24 07:59', 'soon', '2026-11-24 08:00'],
  ['2026-11-24 19:59', 'routine', '2026-11-24 19:59'],
  ['2026-11-24 20:00', 'routine', '2026-11-25 09:00'],
  ['2026-11-24 20:00', 'soon', '2026-11-25 08:00'],
  ['2026-11-27 21:00', 'routine', '2026-11-30 09:00'],
  ['2026-11-27 21:00', 'asked', '2026-11-27 21:00'],
  ['2026-11-28 03:00', 'urgent', '2026-11-28 03:00'],
  ['2026-11-28 12:00', 'soon', '2026-11-28 12:00', { workingDays: [] }],
  ['2026-11-28 12:00', 'soon', '2026-11-28 12:00', { workingDays: [6, 7] }],
  ['2026-11-10 22:00', 'routine', '2026-11-12 09:00', { holidays: { country: 'PL', region: null } }],
  ['2026-11-10 22:00', 'routine', '2026-11-11 09:00', { holidays: { country: 'ES', region: 'CT' } }],
  ['2026-11-24 10:00', 'soon', '2026-11-30 08:00', { absences: [{ firstDay: '2026-11-20', lastDay: '2026-11-28' }] }],
  ['2026-11-24 10:00', 'soon', '2037-01-02 08:00', { absences: [{ firstDay: '2026-11-20', lastDay: '2037-01-01' }] }],
  ['2026-11-24 10:00', 'routine', '2026-11-25 14:30', { pausedUntil: at('2026-11-25 14:30') }],
  ['2026-11-24 10:00', 'routine', '2026-11-26 09:00', { pausedUntil: at('2026-11-26 00:00') }],
  ['2026-11-24 10:00', 'urgent', '2026-11-24 10:00', { pausedUntil: at('2026-11-26 00:00') }],
  // An own hour within quiet hours is their end; without quiet hours it stands.
  ['2026-11-24 06:00', 'routine', '2026-11-24 08:00', { hour: 390 }],
  ['2026-11-24 21:00', 'routine', '2026-11-25 08:00', { hour: 1290 }],
  ['2026-11-24 21:00', 'routine', '2026-11-24 21:30', { hour: 1290, quietFrom: 0, quietUntil: 0 }],
  ['2026-11-24 12:30', 'soon', '2026-11-24 14:00', { quietFrom: 720, quietUntil: 840 }],
  // Somebody who works at night and sleeps by day.
  ['2026-11-24 09:00', 'routine', '2026-11-24 16:00', { quietFrom: 480, quietUntil: 960 }],
  ['2026-11-24 02:00', 'soon', '2026-11-24 02:00', { quietFrom: 480, quietUntil: 960 }],
  // Clock changes: 02:30 does not exist on the 29th of March, and comes twice on the 25th of October.
  ['2026-03-29 00:10', 'routine', '2026-03-29 03:30', { hour: 150, quietFrom: 0, quietUntil: 0, workingDays: [] }],
  ['2026-10-25 00:10', 'routine', '2026-10-25 02:30', { hour: 150, quietFrom: 0, quietUntil: 0, workingDays: [] }],
];

describe('nextAllowed', () => {
  it.each(table)('%s %s → %s', (from, disturbs, expected, more) => {
    expect(local(nextAllowed(at(from), facts(more), disturbs))).toBe(expected);
  });

  it.each([
    // Quiet until 02:30: the clock jumps over it, or shows the half hour before it twice.
    [1200, 150, '2026-03-29T00:00Z', '2026-03-29T01:00:00.000Z'],
    [1200, 150, '2026-10-24T20:00Z', '2026-10-25T00:30:00.000Z'],
    [1200, 150, '2026-10-25T01:10Z', '2026-10-25T01:30:00.000Z'],
    // Quiet from 02:30: the clock goes back to before it.
    [150, 300, '2026-10-25T00:35Z', '2026-10-25T01:00:00.000Z'],
  ])('keeps quiet from minute %i to %i by what the clock shows: %s', (quietFrom, quietUntil, from, expected) => {
    const person = facts({ quietFrom, quietUntil, workingDays: [] });
    expect(nextAllowed(new Date(from), person, 'soon').toISOString()).toBe(expected);
  });

  it('takes the earlier of an hour that comes twice, and stays allowed when the clock goes back', () => {
    const person = facts({ hour: 150, quietFrom: 0, quietUntil: 0, workingDays: [] });
    expect(nextAllowed(at('2026-10-24 22:00'), person, 'soon')).toEqual(at('2026-10-24 22:00'));
    expect(nextAllowed(new Date('2026-10-24T22:00Z'), person, 'routine').toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
    expect(mayDisturb(new Date('2026-10-25T01:10Z'), person, 'routine')).toBe(true);
  });
});

describe('a day of rest', () => {
  it('says why', () => {
    const person = facts({
      holidays: { country: 'PL', region: null },
      absences: [{ firstDay: '2026-11-16', lastDay: '2026-11-17' }],
      pausedUntil: at('2026-11-05 12:00'),
    });
    const why = (day: string) => restingDay(day, person);
    expect([why('2026-11-04'), why('2026-11-05'), why('2026-11-07'), why('2026-11-11')]).toEqual([
      'pause',
      null,
      'weekend',
      'holiday',
    ]);
    expect([why('2026-11-15'), why('2026-11-16'), why('2026-11-17'), why('2026-11-18')]).toEqual([
      'weekend',
      'absence',
      'absence',
      null,
    ]);
  });
});

describe('working days', () => {
  it.each([
    ['2026-11-27 17:00', '2026-11-30 17:00', 1],
    ['2026-11-27 17:00', '2026-11-30 16:59', 0],
    ['2026-11-28 12:00', '2026-11-30 23:59', 0],
    ['2026-11-28 12:00', '2026-12-01 00:00', 1],
    ['2026-11-23 09:00', '2026-11-27 09:00', 4],
    ['2026-11-23 09:00', '2026-11-28 08:00', 4],
    ['2026-11-23 09:00', '2026-11-23 08:00', 0],
    ['2026-11-06 09:00', '2026-11-13 09:00', 4],
  ])('from %s to %s are %i', (from, to, expected) => {
    expect(workingDaysBetween(at(from), at(to), facts({ holidays: { country: 'PL', region: null } }))).toBe(expected);
  });

  it('are added over weekends, holidays and absences', () => {
    const person = facts({
      holidays: { country: 'PL', region: null },
      absences: [{ firstDay: '2026-11-16', lastDay: '2026-11-17' }],
    });
    expect(addWorkingDays('2026-11-10', 1, person)).toBe('2026-11-12');
    expect(addWorkingDays('2026-11-13', 1, person)).toBe('2026-11-18');
    expect(addWorkingDays('2026-11-14', 0, person)).toBe('2026-11-18');
    expect(addWorkingDays('2026-11-13', 0, person)).toBe('2026-11-13');
    expect(addWorkingDays('2026-11-18', -1, person)).toBe('2026-11-13');
    expect(addWorkingDays('2026-11-02', 5, person)).toBe('2026-11-09');
  });
});

const zones = [
  ...['Europe/Warsaw', 'Europe/Lisbon', 'Europe/Vienna', 'Europe/Kyiv', 'Europe/Madrid', 'Europe/Prague'],
  ...['America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'],
];
const changes = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z'];
const minutes = integer({ min: 0, max: 95 }).map((quarters) => quarters * 15);
const moments = oneof(
  date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
  tuple(constantFrom(...changes), integer({ min: -3000, max: 3000 })).map(
    ([change, off]) => new Date(Date.parse(change) + off * 60_000),
  ),
);
const people = record({
  zone: constantFrom(...zones),
  quietFrom: minutes,
  quietUntil: minutes,
  hour: minutes,
  workingDays: uniqueArray(integer({ min: 1, max: 7 })),
  holidays: option(record({ country: constantFrom('PL', 'PT', 'AT', 'ES'), region: option(constantFrom('CT', '20')) })),
  absences: option(
    tuple(moments, integer({ min: 0, max: 20 })).map(([from, n]) => {
      const firstDay = dateIn('UTC', from);
      return { firstDay, lastDay: addDays(firstDay, n) };
    }),
  ).map((one) => (one ? [one] : [])),
  pausedUntil: option(moments),
});

describe('the rest rule', () => {
  it('gives the first moment that is allowed, and nothing before it is', () =>
    assert(
      property(moments, people, constantFrom<Disturbs>('routine', 'soon'), (from, person, disturbs) => {
        const found = nextAllowed(from, person, disturbs);
        expect(found >= from).toBe(true);
        expect(mayDisturb(found, person, disturbs)).toBe(true);
        expect(nextAllowed(found, person, disturbs)).toEqual(found);
        const gap = found.getTime() - from.getTime();
        const samples = Array.from({ length: 40 }, (_, i) => from.getTime() + Math.floor((gap * i) / 40));
        const lastHour = Array.from({ length: 60 }, (_, i) => found.getTime() - (i + 1) * 60_000);
        for (const ms of [...samples, ...lastHour, found.getTime() - 1])
          if (ms >= from.getTime() && ms < found.getTime())
            expect(mayDisturb(new Date(ms), person, disturbs), new Date(ms).toISOString()).toBe(false);
      }),
      { numRuns: 300 },
    ));

  it('never says yes in quiet hours by the wall clock, on a day of rest or in a pause', () =>
    assert(
      property(moments, people, constantFrom<Disturbs>('routine', 'soon'), (from, person, disturbs) => {
        const found = nextAllowed(from, person, disturbs);
        const wall = wallIn(person.zone, found);
        const now = wall.hour * 60 + wall.minute;
        const { quietFrom: a, quietUntil: b } = person;
        expect(a <= b ? a <= now && now < b : now >= a || now < b).toBe(false);
        expect(restingDay(wall.toPlainDate().toString(), person)).toBe(null);
        expect(person.pausedUntil === null || found >= person.pausedUntil).toBe(true);
      }),
      { numRuns: 300 },
    ));

  it('adds as many working days as it counts', () =>
    assert(
      property(moments, people, integer({ min: 1, max: 30 }), (from, person, n) => {
        const day = addWorkingDays(dateIn(person.zone, from), 0, person);
        const later = addWorkingDays(day, n, person);
        const noon = (when: string) => instantOf(when, 720, person.zone);
        expect(workingDaysBetween(noon(day), noon(later), person)).toBe(n);
        expect(addWorkingDays(later, -n, person)).toBe(day);
      }),
      { numRuns: 200 },
    ));
});
