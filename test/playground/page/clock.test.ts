// The playground's clock: its moves, also over the days on which the clocks change.
import { expect, test } from 'vitest';
import { momentBefore, movableClock, moved, nextMonday, untilWork } from '#playground/clock.ts';

const zone = 'Europe/Warsaw';

test('the clock runs on from wherever it was set', () => {
  let real = Date.parse('2026-11-22T10:00:00Z');
  const clock = movableClock(() => real);
  clock.set(moved(clock, 'day', zone));
  expect(clock.now().toISOString()).toBe('2026-11-23T10:00:00.000Z');
  real += 60_000;
  clock.set(moved(clock, 'hour', zone));
  expect(clock.now().toISOString()).toBe('2026-11-23T11:01:00.000Z');
  clock.set(moved(clock, 'monday', zone));
  expect(clock.now().toISOString()).toBe('2026-11-30T08:00:00.000Z');
  clock.set(moved(clock, 'real', zone));
  expect(clock.now().toISOString()).toBe('2026-11-22T10:01:00.000Z');
});

test.each([
  ['2026-11-22T10:00:00Z', '2026-11-23T08:00:00.000Z', 'Sunday'],
  ['2026-11-23T07:59:00Z', '2026-11-23T08:00:00.000Z', 'Monday before nine'],
  ['2026-11-23T08:00:00Z', '2026-11-30T08:00:00.000Z', 'Monday at nine: the next one'],
  ['2026-03-27T10:00:00Z', '2026-03-30T07:00:00.000Z', 'over the start of summer time'],
  ['2026-10-24T21:59:00Z', '2026-10-26T08:00:00.000Z', 'over its end'],
])('after %s the next Monday at nine is %s (%s)', (now, monday) => {
  expect(nextMonday(new Date(now), zone).toISOString()).toBe(monday);
});

test('a time of day some days ago is meant in the zone', () => {
  const now = new Date('2026-11-22T23:30:00Z');
  expect(momentBefore(now, 3, { hour: 9, minute: 2 }, zone).toISOString()).toBe('2026-11-20T08:02:00.000Z');
});

test.each([
  ['2026-11-24T09:00:00Z', '2026-11-24T09:00:00.000Z', 'a Tuesday at ten'],
  ['2026-11-24T08:00:00Z', '2026-11-24T08:00:00.000Z', 'at nine everybody is there'],
  ['2026-11-24T05:00:00Z', '2026-11-24T09:00:00.000Z', 'too early'],
  ['2026-11-24T21:00:00Z', '2026-11-25T09:00:00.000Z', 'too late'],
  ['2026-11-22T02:00:00Z', '2026-11-23T09:00:00.000Z', 'Sunday'],
  ['2026-11-10T22:00:00Z', '2026-11-12T09:00:00.000Z', 'before a public holiday'],
])('at %s the playground begins at %s (%s)', (real, begins) => {
  expect(new Date(Date.parse(real) + untilWork(Date.parse(real), zone)).toISOString()).toBe(begins);
});
