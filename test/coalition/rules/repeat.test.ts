// The next date of a duty that repeats.
import { describe, expect, it } from 'vitest';
import { meant, nextDue } from '#coalition/rules/repeat.ts';
import type { Moment } from '#time/moment.ts';

const day = (date: string, zone = 'Europe/Warsaw'): Moment => ({ kind: 'day', date, zone });
const next = (due: Moment, every: string) => nextDue(due, every);

describe('the next one', () => {
  it.each([
    ['2027-01-31', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2027-02-28'],
    ['2027-02-28', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2027-03-31'],
    ['2027-01-30', 'FREQ=MONTHLY', '2027-03-30'],
    ['2027-01-15', 'FREQ=MONTHLY;INTERVAL=3', '2027-04-15'],
    ['2028-02-29', 'FREQ=YEARLY', '2032-02-29'],
    ['2027-03-27', 'FREQ=DAILY', '2027-03-28'],
    ['2027-10-30', 'FREQ=DAILY', '2027-10-31'],
    ['2026-11-25', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30'],
  ])('after %s by %s is %s', (from, every, to) => expect(next(day(from), every)?.due).toEqual(day(to)));

  it('keeps the wall clock through both clock changes', () => {
    const at = (iso: string): Moment => ({ kind: 'time', at: new Date(iso), zone: 'Europe/Warsaw' });
    expect(next(at('2027-03-22T11:00:00Z'), 'FREQ=WEEKLY')?.due).toEqual(at('2027-03-29T10:00:00Z'));
    expect(next(at('2027-10-25T10:00:00Z'), 'FREQ=WEEKLY')?.due).toEqual(at('2027-11-01T11:00:00Z'));
  });

  it('is not where nothing repeats, the last time has been, or the end is over', () => {
    expect(nextDue(day('2027-01-31'), null)).toBeNull();
    expect(next(day('2027-01-31'), 'FREQ=DAILY;COUNT=1')).toBeNull();
    expect(next(day('2027-01-31'), 'FREQ=DAILY;UNTIL=20270131')).toBeNull();
    expect(next(day('2027-01-31'), 'nonsense')).toBeNull();
  });

  it('counts down: three times are two after one', () => {
    expect(next(day('2027-01-31'), 'FREQ=DAILY;COUNT=3')?.every).toBe('FREQ=DAILY;COUNT=2');
    expect(next(day('2027-01-31'), 'FREQ=DAILY')?.every).toBe('FREQ=DAILY');
  });
});

it('what is owed on the 31st each month is owed on the last day of each; other rules are left alone', () => {
  expect(meant(day('2027-01-31'), 'FREQ=MONTHLY')).toBe('FREQ=MONTHLY;BYMONTHDAY=-1');
  expect(meant(day('2027-01-31'), 'FREQ=MONTHLY;INTERVAL=3;COUNT=4')).toBe(
    'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=4',
  );
  expect(meant(day('2027-01-30'), 'FREQ=MONTHLY')).toBe('FREQ=MONTHLY');
  expect(meant(day('2027-01-31'), 'FREQ=MONTHLY;BYDAY=1MO')).toBe('FREQ=MONTHLY;BYDAY=1MO');
  expect(meant(day('2027-01-31'), 'FREQ=YEARLY')).toBe('FREQ=YEARLY');
});
