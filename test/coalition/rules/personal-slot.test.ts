// When a personal digest comes: own hour, working days or a weekday, clock changes, lateness. No database.
import { describe, expect, it } from 'vitest';
import { decidePersonal, nextPersonal, type PersonalChoice, personalBetween } from '#coalition/rules/personal-slot.ts';
import { type RestFacts, usualRest } from '#time/rest.ts';

const rest: RestFacts = { ...usualRest, zone: 'Europe/Warsaw', holidays: { country: 'PL', region: null } };
const daily: PersonalChoice = { rhythm: 'daily', weekday: 1, slower: false };
const weekly: PersonalChoice = { rhythm: 'weekly', weekday: 1, slower: false };
const days = (choice: PersonalChoice, from: string, until: string, facts = rest): string[] =>
  personalBetween(choice, facts, new Date(from), new Date(until)).map((at) => at.toISOString().slice(0, 16));
const epoch = new Date(0);

describe('a personal digest', () => {
  it('comes weekly at the own hour by the wall clock, through both clock changes', () => {
    expect(days(weekly, '2026-10-17T00:00:00Z', '2026-11-03T00:00:00Z')).toEqual([
      '2026-10-19T07:00',
      '2026-10-26T08:00',
      '2026-11-02T08:00',
    ]);
    expect(days(weekly, '2027-03-20T00:00:00Z', '2027-04-01T00:00:00Z')).toEqual([
      '2027-03-22T08:00',
      '2027-03-29T07:00',
    ]);
  });

  it('comes daily on working days: not on weekends, holidays, days away', () => {
    const away = { ...rest, absences: [{ firstDay: '2026-11-17', lastDay: '2026-11-18' }] };
    expect(days(daily, '2026-11-10T12:00:00Z', '2026-11-20T00:00:00Z', away)).toEqual([
      '2026-11-12T08:00',
      '2026-11-13T08:00',
      '2026-11-16T08:00',
      '2026-11-19T08:00',
    ]);
  });

  it('comes less often on request: weekly for daily, every second week for weekly; never means never', () => {
    expect(days({ ...daily, slower: true }, '2026-11-16T00:00:00Z', '2026-11-30T00:00:00Z')).toHaveLength(2);
    expect(days({ ...weekly, slower: true }, '2026-11-02T00:00:00Z', '2026-11-30T00:00:00Z')).toEqual([
      '2026-11-09T08:00',
      '2026-11-23T08:00',
    ]);
    expect(nextPersonal({ ...weekly, rhythm: 'never' }, rest, epoch)).toBeNull();
    expect(decidePersonal({ ...weekly, rhythm: 'never' }, rest, epoch, new Date('2026-11-23T08:00:00Z'))).toEqual({
      say: null,
      next: null,
    });
  });

  it.each([
    // due, now, said for, next
    ['2026-11-23T08:00:00Z', '2026-11-23T08:00:20Z', '2026-11-23', '2026-11-30T08:00'],
    // The service was away for two days: said once.
    ['2026-11-23T08:00:00Z', '2026-11-25T10:00:00Z', '2026-11-23', '2026-11-30T08:00'],
    // Away until just before the next one: that one says it all.
    ['2026-11-23T08:00:00Z', '2026-11-30T06:00:00Z', null, '2026-11-30T08:00'],
    // Away for five weeks: the last one counts, once.
    ['2026-10-19T07:00:00Z', '2026-11-25T10:00:00Z', '2026-11-23', '2026-11-30T08:00'],
  ])('due %s, looked at %s', (dueAt, now, say, next) => {
    const decision = decidePersonal(weekly, rest, new Date(dueAt), new Date(now));
    expect([decision.say, decision.next?.toISOString().slice(0, 16)]).toEqual([say, next]);
  });

  it('looked at anew because something has changed, makes up for the last hour and no more', () => {
    const at = (now: string) => decidePersonal(weekly, rest, epoch, new Date(now)).say;
    expect(at('2026-11-23T08:00:30Z')).toBe('2026-11-23');
    expect(at('2026-11-23T09:30:00Z')).toBeNull();
    expect(at('2026-11-22T08:00:00Z')).toBeNull();
    expect(decidePersonal(daily, rest, epoch, new Date('2026-11-24T08:00:10Z'))).toEqual({
      say: '2026-11-24',
      next: new Date('2026-11-25T08:00:00Z'),
    });
  });
});
