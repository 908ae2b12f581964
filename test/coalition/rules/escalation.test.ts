// When what is overdue is brought to coordinators: whole working days, in the organisation's calendar, once each.
import { describe, expect, it } from 'vitest';
import { levelAt, levelsNow, nextLevel } from '#coalition/rules/escalation.ts';
import type { Moment } from '#time/moment.ts';
import { type RestFacts, usualRest, workingDaysBetween } from '#time/rest.ts';
import { showIn } from './shown.ts';

const zone = 'Europe/Vienna';
const austria: RestFacts = { ...usualRest, zone, holidays: { country: 'AT', region: null } };
const long = new Date('2026-01-01T00:00:00Z');
const day = (date: string): Moment => ({ kind: 'day', date, zone });
const at = (due: Moment, since = long) =>
  ([1, 2] as const).map((level) => showIn(zone, levelAt(level, due, since, austria)));

describe('escalation', () => {
  it.each([
    ['a day in the middle of the week', day('2026-11-24'), ['Mon 2026-11-30 09:00', 'Fri 2026-12-04 09:00']],
    ['a Friday: the weekend does not count', day('2026-11-27'), ['Thu 2026-12-03 09:00', 'Thu 2026-12-10 09:00']],
    [
      'a moment in the afternoon: whole days from then',
      { kind: 'time', at: new Date('2026-11-24T16:00:00Z'), zone } as const,
      ['Fri 2026-11-27 17:00', 'Thu 2026-12-03 17:00'],
    ],
    [
      'holidays do not count (8 December, Christmas)',
      day('2026-12-04'),
      ['Fri 2026-12-11 09:00', 'Thu 2026-12-17 09:00'],
    ],
  ])('%s', (_, due, expected) => expect(at(due)).toEqual(expected));

  it('counts from when it is owed as it is now: an old date typed today is not overdue for weeks', () => {
    expect(at(day('2026-10-01'), new Date('2026-11-24T10:00:00Z'))).toEqual([
      'Fri 2026-11-27 11:00',
      'Thu 2026-12-03 11:00',
    ]);
  });

  it('is the first moment at which so many working days have passed', () => {
    for (const due of ['2026-11-24', '2026-11-27', '2026-12-04'].map(day)) {
      const over = new Date(levelAt(1, due, long, austria));
      const from = new Date(`${due.kind === 'day' ? due.date : ''}T23:00:00Z`);
      expect(workingDaysBetween(from, over, austria)).toBe(3);
    }
  });

  it('names what has been reached lately, and what comes', () => {
    const due = day('2026-11-24');
    const now = (moment: string) => levelsNow(due, long, austria, new Date(moment));
    expect(now('2026-11-30T07:59:00Z')).toEqual([]);
    expect(now('2026-11-30T08:00:00Z')).toEqual([1]);
    expect(now('2026-12-04T08:00:00Z')).toEqual([1, 2]);
    expect(now('2026-12-15T08:00:00Z')).toEqual([2]);
    expect(now('2027-01-15T08:00:00Z')).toEqual([]);
    expect(nextLevel(due, long, austria, new Date('2026-11-30T08:00:00Z'))?.level).toBe(2);
    expect(nextLevel(due, long, austria, new Date('2026-12-04T08:00:00Z'))).toBeNull();
  });
});
