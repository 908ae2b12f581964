// When rules fall: by the wall clock through clock changes, at month ends, in leap years, with an end or none at all.
import { assert, constantFrom, date, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '#time/day.ts';
import { wallIn } from '#time/moment.ts';
import { neverFires, nextOccurrence, occurrencesBetween, shortestGapMs, tooOften } from '#time/recurrence.ts';

const first = (local: string, zone = 'Europe/Warsaw') => {
  const [day = '', hour = '0', minute = '0'] = local.split(/[ :]/);
  return { at: instantOf(day, Number(hour) * 60 + Number(minute), zone), zone };
};
const local = (at: Date, zone: string): string =>
  wallIn(zone, at).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
const list = (every: string, from: string, count: number, zone?: string): string[] => {
  const start = first(from, zone);
  return occurrencesBetween(every, start, new Date(start.at.getTime() - 1), new Date('2100-01-01'), count).map((at) =>
    local(at, start.zone),
  );
};

describe('a rule falls', () => {
  it.each([
    ['FREQ=DAILY;INTERVAL=2', '2026-11-24 09:00', '2026-11-24 09:00 | 2026-11-26 09:00 | 2026-11-28 09:00'],
    ['FREQ=WEEKLY', '2026-11-24 09:00', '2026-11-24 09:00 | 2026-12-01 09:00 | 2026-12-08 09:00'],
    ['FREQ=WEEKLY;BYDAY=MO', '2026-11-25 09:00', '2026-11-30 09:00 | 2026-12-07 09:00 | 2026-12-14 09:00'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-24 09:00', '2026-11-24 09:00 | 2026-12-08 09:00 | 2026-12-22 09:00'],
    ['FREQ=MONTHLY', '2026-01-31 10:00', '2026-01-31 10:00 | 2026-03-31 10:00 | 2026-05-31 10:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2028-01-31 10:00', '2028-01-31 10:00 | 2028-02-29 10:00 | 2028-03-31 10:00'],
    ['FREQ=MONTHLY;BYDAY=1MO', '2026-11-24 10:00', '2026-12-07 10:00 | 2027-01-04 10:00 | 2027-02-01 10:00'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-11-24 10:00', '2026-11-27 10:00 | 2026-12-25 10:00 | 2027-01-29 10:00'],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-11-24 10:00',
      '2026-11-30 10:00 | 2026-12-31 10:00 | 2027-01-29 10:00',
    ],
    ['FREQ=YEARLY', '2028-02-29 10:00', '2028-02-29 10:00 | 2032-02-29 10:00 | 2036-02-29 10:00'],
    [
      'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3',
      '2026-11-24 10:00',
      '2027-05-03 10:00 | 2028-05-03 10:00 | 2029-05-03 10:00',
    ],
    ['FREQ=DAILY;COUNT=2', '2026-11-24 10:00', '2026-11-24 10:00 | 2026-11-25 10:00'],
    ['FREQ=DAILY;UNTIL=20261125', '2026-11-24 23:30', '2026-11-24 23:30 | 2026-11-25 23:30'],
    // 02:30 is missing on the 29th of March and comes twice on the 25th of October.
    ['FREQ=DAILY', '2026-03-28 02:30', '2026-03-28 02:30 | 2026-03-29 03:30 | 2026-03-30 02:30'],
    ['FREQ=DAILY', '2026-10-24 02:30', '2026-10-24 02:30 | 2026-10-25 02:30 | 2026-10-26 02:30'],
    ['FREQ=WEEKLY', '2027-03-21 02:30', '2027-03-21 02:30 | 2027-03-28 03:30 | 2027-04-04 02:30'],
    ['FREQ=HOURLY', '2026-03-29 01:30', '2026-03-29 01:30 | 2026-03-29 03:30 | 2026-03-29 04:30'],
    ['FREQ=HOURLY', '2026-10-25 01:30', '2026-10-25 01:30 | 2026-10-25 02:30 | 2026-10-25 02:30'],
    ['FREQ=HOURLY;INTERVAL=3;COUNT=2', '2026-10-24 23:30', '2026-10-24 23:30 | 2026-10-25 02:30'],
  ])('%s from %s: %s', (every, from, expected) => {
    expect(list(every, from, 3).join(' | ')).toBe(expected);
  });

  it('once where a zone skipped a day, or changes at midnight', () => {
    expect(list('FREQ=DAILY', '2011-12-29 10:00', 3, 'Pacific/Apia')).toEqual([
      '2011-12-29 10:00',
      '2011-12-31 10:00',
      '2012-01-01 10:00',
    ]);
    expect(list('FREQ=DAILY', '2018-11-03 00:00', 2, 'America/Sao_Paulo')).toEqual([
      '2018-11-03 00:00',
      '2018-11-04 01:00',
    ]);
  });

  it('just after a gap, asked within the hour that is the later one for it', () => {
    const start = first('2026-03-28 02:30');
    expect(nextOccurrence('FREQ=DAILY', start, new Date('2026-03-29T01:10Z'))?.toISOString()).toBe(
      '2026-03-29T01:30:00.000Z',
    );
  });

  it('strictly after, and between with its end', () => {
    const start = first('2026-11-24 09:00');
    const second = first('2026-11-25 09:00').at;
    expect(nextOccurrence('FREQ=DAILY', start, start.at)).toEqual(second);
    expect(nextOccurrence('FREQ=DAILY', start, new Date('2020-01-01'))).toEqual(start.at);
    expect(occurrencesBetween('FREQ=DAILY', start, start.at, second, 9)).toEqual([second]);
    expect(nextOccurrence('FREQ=DAILY;COUNT=2', start, second)).toBe(null);
    expect(nextOccurrence('FREQ=HOURLY;COUNT=2', start, second)).toBe(null);
  });

  it('never, when it cannot', () => {
    const start = first('2026-11-24 09:00');
    for (const every of [
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=31',
      'FREQ=DAILY;UNTIL=20261123',
      'FREQ=HOURLY;UNTIL=20261123',
      'FREQ=SECONDLY',
      'nonsense',
    ])
      expect(neverFires(every, start), every).toBe(true);
    for (const every of ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', 'FREQ=DAILY;UNTIL=20261124'])
      expect(neverFires(every, start), every).toBe(false);
  });

  it('too often when more than once an hour', () => {
    for (const every of ['FREQ=MINUTELY;INTERVAL=59', 'FREQ=MINUTELY', 'nonsense'])
      expect(tooOften(every), every).toBe(true);
    for (const every of ['FREQ=MINUTELY;INTERVAL=90', 'FREQ=HOURLY', 'FREQ=WEEKLY;BYDAY=MO,TU', 'FREQ=YEARLY'])
      expect(tooOften(every), every).toBe(false);
    expect(shortestGapMs('FREQ=DAILY;INTERVAL=3')).toBe(3 * 86_400_000);
    expect(shortestGapMs('FREQ=WEEKLY')).toBe(7 * 86_400_000);
  });
});

const zones = [
  'Europe/Warsaw',
  'Europe/Lisbon',
  'Europe/Kyiv',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
];

describe('every daily rule', () => {
  it('comes once on each day, at its hour or just after the gap', () =>
    assert(
      property(
        constantFrom(...zones),
        date({ min: new Date('2026-01-01'), max: new Date('2027-12-01'), noInvalidDate: true }),
        integer({ min: 0, max: 1439 }),
        (zone, near, minute) => {
          const day = wallIn(zone, near).toPlainDate();
          const start = { at: instantOf(day.subtract({ days: 5 }).toString(), minute, zone), zone };
          // A start within a gap has moved by itself; what follows keeps the hour it moved to.
          const hour = wallIn(zone, start.at).toPlainTime();
          const until = new Date(start.at.getTime() + 9 * 86_400_000 + 7_200_000);
          const found = occurrencesBetween('FREQ=DAILY', start, new Date(start.at.getTime() - 1), until, 99);
          expect(found.length).toBe(10);
          found.forEach((at, i) => {
            const expected =
              start.at.getTime() === at.getTime()
                ? start.at
                : instantOf(day.add({ days: i - 5 }).toString(), hour.hour * 60 + hour.minute, zone);
            expect(at).toEqual(expected);
          });
        },
      ),
      { numRuns: 200 },
    ));
});
