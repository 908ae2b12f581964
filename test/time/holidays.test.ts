// Public holidays against lists known by hand, for 2026 and 2027: official calendars of each country, and of regions
// that differ from it. What is wrong here would wake somebody on a holiday or keep silent on a working day.
import { describe, expect, it } from 'vitest';
import { holidayName, holidaysOf, isHoliday, regionsOf } from '#time/holidays.ts';
import { langs } from '#time/lang.ts';

const days = (country: string, region: string | null, year: number): string =>
  [...holidaysOf(country, region, year).keys()]
    .sort()
    .map((day) => day.slice(5))
    .join(' ');

const lists: [string, string | null, number, string][] = [
  ['PL', null, 2026, '01-01 01-06 04-05 04-06 05-01 05-03 05-24 06-04 08-15 11-01 11-11 12-24 12-25 12-26'],
  ['PL', null, 2027, '01-01 01-06 03-28 03-29 05-01 05-03 05-16 05-27 08-15 11-01 11-11 12-24 12-25 12-26'],
  ['PT', null, 2026, '01-01 04-03 04-05 04-25 05-01 06-04 06-10 08-15 10-05 11-01 12-01 12-08 12-25'],
  ['PT', null, 2027, '01-01 03-26 03-28 04-25 05-01 05-27 06-10 08-15 10-05 11-01 12-01 12-08 12-25'],
  ['PT', '20', 2026, '01-01 04-03 04-05 04-25 05-01 05-25 06-04 06-10 08-15 10-05 11-01 12-01 12-08 12-25'],
  ['PT', '30', 2026, '01-01 04-03 04-05 04-25 05-01 06-04 06-10 07-01 08-15 10-05 11-01 12-01 12-08 12-25 12-26'],
  ['ES', null, 2026, '01-01 01-06 04-03 05-01 08-15 10-12 11-01 12-06 12-08 12-25'],
  ['ES', null, 2027, '01-01 01-06 03-26 05-01 08-15 10-12 11-01 12-06 12-08 12-25'],
  ['ES', 'CT', 2026, '01-01 01-06 04-03 04-06 05-01 06-24 08-15 09-11 10-12 11-01 12-06 12-08 12-25 12-26'],
  ['ES', 'CT', 2027, '01-01 01-06 03-26 03-29 05-01 06-24 08-15 09-11 10-12 11-01 12-06 12-08 12-25 12-26'],
  ['AT', null, 2026, '01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26'],
  ['AT', null, 2027, '01-01 01-06 03-29 05-01 05-06 05-17 05-27 08-15 10-26 11-01 12-08 12-25 12-26'],
  ['AT', '9', 2026, '01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26'],
  ['CZ', null, 2026, '01-01 04-03 04-06 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25 12-26'],
  ['CZ', null, 2027, '01-01 03-26 03-29 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25 12-26'],
  ['DE', null, 2026, '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'],
  ['DE', null, 2027, '01-01 03-26 03-29 05-01 05-06 05-17 10-03 12-25 12-26'],
  ['DE', 'BY', 2026, '01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26'],
  ['DE', 'BY', 2027, '01-01 01-06 03-26 03-29 05-01 05-06 05-17 05-27 10-03 11-01 12-25 12-26'],
  ['DE', 'BE', 2026, '01-01 03-08 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'],
  ['GB', 'ENG', 2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28'],
  ['GB', 'ENG', 2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28'],
];

describe('public holidays', () => {
  it.each(lists)('%s %s %i', (country, region, year, expected) => {
    expect(days(country, region, year)).toBe(expected);
  });

  it('of Ukraine are those of its law of 2023, moved from weekends to Monday', () => {
    const free = '01-01 03-08 04-12 05-01 05-08 05-31 06-28 07-15 08-24 10-01 12-25'.split(' ');
    const mondays = '03-09 04-13 06-01 06-29'.split(' ');
    expect(days('UA', null, 2026)).toBe([...free, ...mondays].sort().join(' '));
    for (const day of ['05-02', '06-20', '06-21']) expect(isHoliday(`2027-${day}`, 'UA', null), day).toBe(true);
    for (const day of ['01-02', '01-07', '05-09']) expect(isHoliday(`2026-${day}`, 'UA', null), day).toBe(false);
  });

  it('do not hold where they are another region’s', () => {
    expect(isHoliday('2026-09-11', 'ES', 'CT')).toBe(true);
    expect(isHoliday('2026-09-11', 'ES', 'MD')).toBe(false);
    expect(isHoliday('2026-09-11', 'ES', null)).toBe(false);
    expect(isHoliday('2026-08-15', 'DE', 'BY-KATH')).toBe(true);
    expect(isHoliday('2026-08-15', 'DE', 'BY')).toBe(false);
    expect(isHoliday('2026-12-28', 'GB', 'SCT')).toBe(true);
    expect(isHoliday('2026-04-06', 'GB', 'SCT')).toBe(false);
    expect(isHoliday('2026-11-30', 'GB', 'SCT')).toBe(true);
  });

  it('are none, and nothing is thrown, for what is not known', () => {
    for (const country of ['ZZ', 'EU', '', 'pl', 'POL', '__proto__']) {
      expect(isHoliday('2026-01-01', country, null), country).toBe(false);
      expect(regionsOf(country, 'pl').length, country).toBe(0);
    }
    expect(isHoliday('2026-09-11', 'ES', 'toString')).toBe(false);
    expect(isHoliday('1999-01-01', 'PL', null)).toBe(false);
    expect(isHoliday('never', 'PL', null)).toBe(false);
    expect(days('PL', 'no such region', 2026)).toBe(days('PL', null, 2026));
  });

  it('are named in the reader’s language where it is known, else in English', () => {
    expect(holidayName('2026-12-25', 'PT', null, 'pl')).toBe('Pierwszy dzień Bożego Narodzenia');
    expect(holidayName('2026-12-25', 'DE', null, 'pt')).toBe('Natal');
    expect(holidayName('2026-04-25', 'PT', null, 'cs')).toBe('Liberty Day');
    expect(holidayName('2026-12-27', 'PT', null, 'cs')).toBe(null);
    for (const [country, , year] of lists)
      for (const day of holidaysOf(country, null, year).keys())
        for (const lang of langs)
          expect(holidayName(day, country, null, lang), `${country} ${day} ${lang}`).toBeTruthy();
  });

  it('list the regions by name', () => {
    expect(regionsOf('PT', 'pl')).toEqual([
      { code: '20', name: 'Azory' },
      { code: '30', name: 'Madera' },
    ]);
    expect(regionsOf('PL', 'pl')).toEqual([]);
    expect(regionsOf('AT', 'de').map(({ name }) => name)).toContain('Wien');
    expect(regionsOf('ES', 'es').length).toBe(26 + 1);
    expect(regionsOf('DE', 'de').find(({ code }) => code === 'BY-KATH')?.name).toMatch(/Bayern – /);
  });
});
