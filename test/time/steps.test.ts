// The arithmetic for plain rules gives what the library gives, for every rule, start and moment that it takes on.
import { assert, constantFrom, integer, property, subarray } from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { expect, it } from 'vitest';
import type { Weekday } from '#time/day.ts';
import { plainRule, type Rule, writeRule } from '#time/rule.ts';
import { plainSteps } from '#time/steps.ts';
import { Temporal } from '#time/temporal.ts';

const minuteMs = 60_000;
const weekdays: Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC');

const minutes = integer({ min: 26_000_000, max: 32_000_000 });

it('agrees with the library', () =>
  assert(
    property(
      constantFrom('DAILY' as const, 'WEEKLY' as const),
      integer({ min: 1, max: 6 }),
      subarray(weekdays),
      minutes,
      integer({ min: -90 * 1440, max: 400 * 1440 }),
      (frequency, interval, days, start, later) => {
        const rule: Rule = {
          ...plainRule,
          frequency,
          interval,
          weekdays: days.map((weekday) => ({ weekday, nth: null })),
        };
        const steps = plainSteps(rule, start * minuteMs);
        if (!steps) {
          expect([frequency, interval > 1, days.length > 0]).toEqual(['DAILY', true, true]);
          return;
        }
        const library = new RRuleTemporal({
          ...{
            rruleString: `RRULE:${writeRule(rule)}`,
            dtstart: instant(start * minuteMs),
            temporal: Temporal,
            cache: false,
          },
          maxIterations: 5000,
        });
        const after = (start + later) * minuteMs;
        expect(instant(steps(after)).toString()).toBe(library.next(new Date(after))?.toString());
      },
    ),
    { numRuns: 300 },
  ));

it('leaves to the library whatever counts, or goes by months', () => {
  const nth = { weekday: 1 as const, nth: 1 };
  for (const more of [{ times: 3 }, { months: [1] }, { monthDays: [1] }, { position: 1 }, { weekdays: [nth] }])
    expect(plainSteps({ ...plainRule, frequency: 'WEEKLY', ...more }, 0)).toBeNull();
  expect(plainSteps({ ...plainRule, frequency: 'MONTHLY' }, 0)).toBeNull();
});
