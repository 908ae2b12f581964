// Rules that repeat, read from words: tables for seven languages. null: refused, since not every word was understood.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { langs } from '#time/lang.ts';
import { readEvery } from '#time/recurrence.ts';
import { readRule, writeRule } from '#time/rule.ts';

const context = { zone: 'Europe/Warsaw', now: new Date('2026-11-21T10:42:00Z') };

describe.each(langs)('in %s', (lang) => {
  const table: Record<string, string | null> = JSON.parse(
    readFileSync(new URL(`./every/${lang}.json`, import.meta.url), 'utf8'),
  );
  it.each(Object.entries(table))('%s → %s', (words, expected) => {
    expect(readEvery(words, lang, context)).toBe(expected);
    if (expected) expect(writeRule(readRule(expected) ?? expect.unreachable())).toBe(expected);
  });
});

describe('a rule', () => {
  it('is read in English by whoever has another language', () => {
    expect(readEvery('every Monday', 'uk', context)).toBe('FREQ=WEEKLY;BYDAY=MO');
  });

  it('ends with a day of the zone it is meant in', () => {
    const late = { now: new Date('2026-11-21T23:30:00Z') };
    expect(readEvery('daily until today', 'en', { ...late, zone: 'Europe/Lisbon' })).toBe('FREQ=DAILY;UNTIL=20261121');
    expect(readEvery('daily until today', 'en', { ...late, zone: 'Europe/Kyiv' })).toBe('FREQ=DAILY;UNTIL=20261122');
  });

  it('is refused in a moment, whatever is typed', () => {
    for (const words of ['every '.repeat(16), 'Monday and '.repeat(9), 'x'.repeat(5000), '1 '.repeat(16)])
      expect(readEvery(words, 'en', context)).toBe(null);
    expect(readEvery('mon tue wed thu fri sat sun mon tue wed thu fri sat sun', 'en', context)).toBe(
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU',
    );
  });

  it.each([
    'FREQ=SECONDLY',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=1000',
    'FREQ=DAILY;COUNT=1000',
    'FREQ=DAILY;COUNT=2;UNTIL=20270101',
    'FREQ=DAILY;UNTIL=20270231',
    'FREQ=DAILY;UNTIL=20270101T000000Z',
    'FREQ=DAILY;BYHOUR=1,2,3',
    'FREQ=HOURLY;BYDAY=MO',
    'FREQ=DAILY;FREQ=WEEKLY',
    'FREQ=MONTHLY;BYMONTHDAY=0',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=WEEKLY;BYDAY=',
    'RRULE:FREQ=DAILY',
    '',
  ])('is not %s', (text) => {
    expect(readRule(text)).toBe(null);
  });
});
