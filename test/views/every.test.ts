// Rules in words: plurals of seven languages, and that whatever is said is read back as the same rule.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { langs } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';
import { neverFires, readEvery } from '#time/recurrence.ts';
import { showEvery } from '#views/every.ts';

const context = { zone: 'Europe/Warsaw', now: new Date('2026-11-21T10:42:00Z') };

/** Every rule of every table of phrases, and counts that plurals turn on. */
const rules = new Set<string>([
  ...langs.flatMap((lang) => {
    const table: Record<string, string | null> = JSON.parse(
      readFileSync(new URL(`../time/every/${lang}.json`, import.meta.url), 'utf8'),
    );
    const begin = { at: context.now, zone: context.zone };
    return Object.values(table).flatMap((rule) => (rule === null || neverFires(rule, begin) ? [] : [rule]));
  }),
  ...[1, 2, 5, 12, 21, 22, 25].flatMap((n) =>
    ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].flatMap((frequency) => [
      `FREQ=${frequency}${n === 1 ? '' : `;INTERVAL=${n}`}`,
      `FREQ=${frequency};COUNT=${n}`,
    ]),
  ),
  ...[1, 2, 3, 4, -1].flatMap((nth) =>
    ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'].flatMap((day) => [
      `FREQ=MONTHLY;BYDAY=${nth}${day}`,
      `FREQ=WEEKLY;BYDAY=${day}`,
    ]),
  ),
  'FREQ=WEEKLY;BYDAY=TU,WE,SU;UNTIL=20280229',
  'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,2,3,21,31;COUNT=3',
]);

describe.each(langs)('in %s', (lang) => {
  it.each([...rules])('%s is read back from its words', (rule) => {
    const words = showEvery(rule, translator(lang));
    expect(words).not.toContain('FREQ');
    expect(readEvery(words, lang, context), words).toBe(rule);
  });
});

describe('a rule in words', () => {
  it.each([
    ['pl', 'FREQ=WEEKLY;BYDAY=MO', 'co tydzień w poniedziałki'],
    ['pl', 'FREQ=WEEKLY;INTERVAL=22;BYDAY=TU,TH', 'co 22 tygodnie we wtorki i czwartki'],
    ['pl', 'FREQ=MONTHLY;BYDAY=1WE', 'co miesiąc w pierwszą środę'],
    ['pl', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=5', 'w dni robocze, 5 razy'],
    ['en', 'FREQ=MONTHLY;BYMONTHDAY=1,22', 'every month on the 1st and 22nd'],
    ['en', 'FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270630', 'every week on Mondays and Thursdays, until 30 June 2027'],
    ['es', 'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR', 'cada 3 meses el último viernes'],
    ['pt', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3', 'todos os anos a 3 de maio'],
    ['de', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', 'alle 2 Wochen mittwochs'],
    ['cs', 'FREQ=MONTHLY;BYDAY=2FR', 'každý měsíc ve druhý pátek'],
    ['uk', 'FREQ=DAILY;INTERVAL=21', 'кожен 21 день'],
    ['uk', 'FREQ=WEEKLY;INTERVAL=25', 'кожні 25 тижнів'],
  ] as const)('in %s: %s', (lang, rule, expected) => {
    expect(showEvery(rule, translator(lang))).toBe(expected);
  });

  it('is its own text where there are no words', () => {
    for (const rule of ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2', 'FREQ=SECONDLY'])
      expect(showEvery(rule, translator('en'))).toBe(rule);
  });
});
