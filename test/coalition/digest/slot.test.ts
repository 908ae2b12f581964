// When a digest comes: the wall clock through both clock changes, lateness, pauses, changed choices.
import { describe, expect, it } from 'vitest';
import { type Choice, decide, nextSlot, periodOf, slotFrom } from '#coalition/digest/slot.ts';

const monday: Choice = { on: true, weekday: 1, minute: 540, zone: 'Europe/Warsaw', pausedUntil: null };
const at = (text: string): Date => new Date(text);

describe('the next moment', () => {
  it.each([
    ['in winter', monday, '2026-11-18T10:00:00Z', '2026-11-23T08:00:00Z'],
    ['at the very moment', monday, '2026-11-23T08:00:00Z', '2026-11-23T08:00:00Z'],
    ['just after it', monday, '2026-11-23T08:00:00.001Z', '2026-11-30T08:00:00Z'],
    ['over the change to summer time', monday, '2027-03-22T08:00:01Z', '2027-03-29T07:00:00Z'],
    ['over the change to winter time', monday, '2026-10-19T07:00:01Z', '2026-10-26T08:00:00Z'],
    [
      'in the hour that is left out',
      { ...monday, weekday: 7, minute: 150 },
      '2027-03-22T08:00:00Z',
      '2027-03-28T01:30:00Z',
    ],
    [
      'in the hour that comes twice, the first time',
      { ...monday, weekday: 7, minute: 150 },
      '2026-10-20T08:00:00Z',
      '2026-10-25T00:30:00Z',
    ],
    [
      'where it is Sunday already',
      { ...monday, zone: 'Pacific/Auckland' },
      '2026-11-22T10:00:00Z',
      '2026-11-22T20:00:00Z',
    ],
  ])('%s', (_what, choice, from, expected) => {
    expect(slotFrom(choice, at(from)).toISOString()).toBe(at(expected).toISOString());
  });

  it('is every week once, at nine by the clock, through a whole year', () => {
    let slot = slotFrom(monday, at('2026-12-31T00:00:00Z'));
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Warsaw',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
    for (let week = 0; week < 52; week += 1) {
      expect(clock.format(slot)).toBe('Mon 09:00');
      const next = nextSlot(monday, slot, slot);
      const days = Math.round((next.getTime() - slot.getTime()) / 86_400_000);
      expect(days).toBe(7);
      slot = next;
    }
    expect(slot.toISOString()).toBe('2028-01-03T08:00:00.000Z');
  });
});

describe('whether it comes now', () => {
  const lastWeek = at('2026-11-23T08:00:00Z');
  const decided = (now: string, more: Partial<Choice> = {}, before: Date | null = lastWeek, again = false): string => {
    const decision = decide({ ...monday, ...more }, before, at(now), again);
    return decision.now ? 'now' : decision.at.toISOString();
  };

  it.each([
    ['before its hour', '2026-11-30T07:59:59Z', '2026-11-30T08:00:00.000Z'],
    ['in its hour', '2026-11-30T08:00:00Z', 'now'],
    ['late on the same day', '2026-11-30T18:59:00Z', 'now'],
    ['in the evening: tomorrow, in its hour', '2026-11-30T19:00:00Z', '2026-12-01T08:00:00.000Z'],
    ['at night: in its hour', '2026-12-01T01:00:00Z', '2026-12-01T08:00:00.000Z'],
    ['three days late', '2026-12-03T18:00:00Z', 'now'],
    ['later still: next week', '2026-12-03T19:00:00Z', '2026-12-07T08:00:00.000Z'],
    ['weeks late', '2026-12-19T10:00:00Z', '2026-12-21T08:00:00.000Z'],
    ['when the clock has gone back', '2026-11-20T08:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['once in its hour', '2026-11-23T08:01:00Z', '2026-11-30T08:00:00.000Z'],
  ])('%s', (_what, now, expected) => expect(decided(now)).toBe(expected));

  it('late at night for who has chosen the night', () => {
    expect(decided('2026-11-30T21:30:00Z', { minute: 22 * 60 + 30 })).toBe('now');
    expect(decided('2026-11-30T22:31:00Z', { minute: 22 * 60 + 30 })).toBe('2026-12-01T21:30:00.000Z');
  });

  it('not again so soon after one that was sent by hand', () => {
    expect(decided('2026-11-30T08:00:00Z', {}, at('2026-11-28T10:00:00Z'))).toBe('2026-12-07T08:00:00.000Z');
    expect(decided('2026-11-30T08:00:00Z', {}, at('2026-11-26T10:00:00Z'))).toBe('now');
  });

  it('not for a day that was chosen after it had passed', () => {
    expect(decided('2026-11-28T10:00:00Z', { weekday: 5 }, lastWeek, true)).toBe('2026-12-04T08:00:00.000Z');
    expect(decided('2026-11-27T08:00:30Z', { weekday: 5 }, lastWeek, true)).toBe('now');
  });

  it('not in a pause, and in its hour after it', () => {
    expect(decided('2026-11-30T08:00:00Z', { pausedUntil: at('2026-12-10T00:00:00Z') })).toBe(
      '2026-12-14T08:00:00.000Z',
    );
  });
});

describe('the period', () => {
  it('is the last seven days at first, then since the last one, and four weeks at most', () => {
    const until = at('2026-11-30T08:00:00Z');
    expect(periodOf(null, until).from).toEqual(at('2026-11-23T08:00:00Z'));
    expect(periodOf(at('2026-11-26T08:00:00Z'), until).from).toEqual(at('2026-11-26T08:00:00Z'));
    expect(periodOf(at('2026-01-01T08:00:00Z'), until).from).toEqual(at('2026-11-02T08:00:00Z'));
    expect(periodOf(at('2026-12-24T08:00:00Z'), until).from).toEqual(until);
  });
});
