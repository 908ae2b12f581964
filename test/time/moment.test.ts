// Moments: civil days that never shift, when they are over, how they are kept.
import { describe, expect, it } from 'vitest';
import { fromIso, toIso } from '#time/iso.ts';
import {
  compareMoments,
  daysUntil,
  endOf,
  fromStored,
  isOverdue,
  type Moment,
  startOf,
  toStored,
} from '#time/moment.ts';

const day = (date: string, zone = 'Europe/Warsaw'): Moment => ({ kind: 'day', date, zone });
const time = (iso: string, zone = 'Europe/Warsaw'): Moment => ({ kind: 'time', at: new Date(iso), zone });

describe('a day', () => {
  it('is over at the next midnight of its own zone, also when the clocks change', () => {
    expect(endOf(day('2026-11-24')).toISOString()).toBe('2026-11-24T23:00:00.000Z');
    expect(endOf(day('2026-10-25')).toISOString()).toBe('2026-10-25T23:00:00.000Z');
    expect(startOf(day('2026-10-25')).toISOString()).toBe('2026-10-24T22:00:00.000Z');
    expect(endOf(day('2026-11-24', 'Atlantic/Azores')).toISOString()).toBe('2026-11-25T01:00:00.000Z');
  });

  it('is not overdue until then', () => {
    expect(isOverdue(day('2026-11-24'), new Date('2026-11-24T22:59:59Z'))).toBe(false);
    expect(isOverdue(day('2026-11-24'), new Date('2026-11-24T23:00:00Z'))).toBe(true);
  });

  it('keeps its date through the store and in every zone', () => {
    for (const zone of ['Europe/Warsaw', 'Pacific/Kiritimati', 'America/New_York', 'Atlantic/Azores', 'Africa/Cairo']) {
      for (const date of ['2026-03-29', '2026-10-25', '2026-12-31', '2026-04-24']) {
        expect(fromStored(toStored(day(date, zone)))).toEqual(day(date, zone));
        expect(daysUntil(day(date, zone), new Date(`${date}T12:00:00Z`), 'Europe/London')).toBe(0);
      }
    }
  });
});

describe('a time', () => {
  it('is over at once and keeps its instant and zone', () => {
    const moment = time('2026-11-24T16:00:00Z');
    expect(isOverdue(moment, new Date('2026-11-24T15:59:59Z'))).toBe(false);
    expect(isOverdue(moment, new Date('2026-11-24T16:00:00Z'))).toBe(true);
    expect(fromStored(toStored(moment))).toEqual(moment);
  });

  it('counts civil days where the reader is', () => {
    const moment = time('2026-11-24T23:30:00Z');
    expect(daysUntil(moment, new Date('2026-11-24T10:00:00Z'), 'Europe/Warsaw')).toBe(1);
    expect(daysUntil(moment, new Date('2026-11-24T10:00:00Z'), 'Europe/Lisbon')).toBe(0);
  });
});

it('survives as one word', () => {
  for (const moment of [day('2026-11-24'), time('2026-11-24T16:00:00Z', 'Europe/Kyiv')]) {
    expect(fromIso(toIso(moment))).toEqual(moment);
  }
  const words = ['2026-02-31@Europe/Warsaw', '2026-11-24@Europe/Atlantis', '2026-11-24@+0200', '2026-11-24', '', 'x@y'];
  expect(words.map(fromIso)).toEqual(words.map(() => null));
});

it('orders by when things are over', () => {
  const sorted = [day('2026-11-25'), day('2026-11-24'), time('2026-11-24T16:00:00Z')].sort(compareMoments);
  expect(sorted).toEqual([time('2026-11-24T16:00:00Z'), day('2026-11-24'), day('2026-11-25')]);
});
