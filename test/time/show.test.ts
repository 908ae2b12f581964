// Moments in words, zones by city, the search for a zone.
import { describe, expect, it } from 'vitest';
import type { Lang } from '#time/lang.ts';
import type { Moment } from '#time/moment.ts';
import { showMoment } from '#time/show.ts';
import { clockIn, searchZones, zoneNamed, zoneOfCity } from '#time/zone.ts';

const now = new Date('2026-11-21T10:42:30Z');
const at: Moment = { kind: 'time', at: new Date('2026-11-24T16:00:00Z'), zone: 'Europe/Warsaw' };
const whole: Moment = { kind: 'day', date: '2026-11-24', zone: 'Europe/Warsaw' };
const say = (moment: Moment, lang: Lang, style: 'full' | 'short' | 'relative', zone = 'Europe/Warsaw', when = now) =>
  showMoment(moment, { lang, zone, now: when, style });

describe('showMoment', () => {
  it.each<[Lang, string, string, string]>([
    ['pl', 'wtorek, 24 listopada 2026, 17:00 (Warszawa)', 'wt., 24 listopada, 17:00', 'za 3 dni'],
    ['en', 'Tuesday, 24 November 2026, 17:00 (Warsaw)', 'Tue 24 November, 17:00', 'in 3 days'],
    ['es', 'martes, 24 de noviembre de 2026, 17:00 (Varsovia)', 'mar, 24 de noviembre, 17:00', 'dentro de 3 días'],
    ['pt', 'terça-feira, 24 de novembro de 2026, 17:00 (Varsóvia)', 'terça, 24 de novembro, 17:00', 'dentro de 3 dias'],
    ['de', 'Dienstag, 24. November 2026, 17:00 (Warschau)', 'Di., 24. November, 17:00', 'in 3 Tagen'],
    ['cs', 'úterý 24. listopadu 2026, 17:00 (Varšava)', 'út 24. listopadu, 17:00', 'za 3 dny'],
    ['uk', 'вівторок, 24 листопада 2026 р., 17:00 (Варшава)', 'вт, 24 листопада, 17:00', 'через 3 дні'],
  ])('%s', (lang, full, short, relative) => {
    expect([say(at, lang, 'full'), say(at, lang, 'short'), say(at, lang, 'relative')]).toEqual([full, short, relative]);
  });

  it('shows a time on the reader’s clock and a day as it is', () => {
    expect(say(at, 'pl', 'short', 'Europe/Lisbon')).toBe('wt., 24 listopada, 16:00 (Lizbona)');
    expect(say(whole, 'pl', 'short', 'Europe/Lisbon')).toBe('wt., 24 listopada (Warszawa)');
    expect(say(whole, 'pl', 'short', 'America/New_York')).toBe('wt., 24 listopada (Warszawa)');
  });

  it('adds the year when it is another, the offset when an hour comes twice, and Jänner in Vienna', () => {
    expect(say({ kind: 'day', date: '2027-01-05', zone: 'Europe/Vienna' }, 'de', 'short', 'Europe/Vienna')).toBe(
      'Di., 5. Jänner 2027',
    );
    const twice: Moment = { kind: 'time', at: new Date('2027-10-31T00:30:00Z'), zone: 'Europe/Warsaw' };
    expect(say(twice, 'en', 'full')).toBe('Sunday, 31 October 2027, 02:30 UTC+2 (Warsaw)');
  });

  it.each<[string, string]>([
    ['2026-11-21T10:50:00Z', 'za 8 minut'],
    ['2026-11-21T13:00:00Z', 'za 2 godziny'],
    ['2026-11-21T10:00:00Z', '42 minuty temu'],
    ['2026-11-22T15:00:00Z', 'jutro'],
    ['2026-11-20T06:00:00Z', 'wczoraj'],
    ['2026-12-12T15:00:00Z', 'za 3 tygodnie'],
    ['2027-05-21T15:00:00Z', 'za 6 miesięcy'],
  ])('%s is %s', (iso, words) => expect(say({ ...at, at: new Date(iso) } as Moment, 'pl', 'relative')).toBe(words));
});

describe('zones', () => {
  it('knows IANA zones by any case and age, and nothing else', () => {
    expect(['europe/warsaw', 'Europe/Kiev', 'utc', 'America/Argentina/Buenos_Aires'].map(zoneNamed)).toEqual([
      'Europe/Warsaw',
      'Europe/Kyiv',
      'UTC',
      'America/Argentina/Buenos_Aires',
    ]);
    expect(['+02:00', 'CET', 'Warszawa', '', 'Europe/Atlantis', 'Etc/GMT+2', 'x'.repeat(99)].map(zoneNamed)).toEqual(
      Array(7).fill(null),
    );
  });

  it.each<[string, string]>([
    ['warszawa', 'Europe/Warsaw'],
    ['Wien', 'Europe/Vienna'],
    ['lwow', 'Europe/Kyiv'],
    ['Львів', 'Europe/Kyiv'],
    ['Lublin', 'Europe/Warsaw'],
    ['Czechy', 'Europe/Prague'],
    ['osterr', 'Europe/Vienna'],
    ['portug', 'Europe/Lisbon'],
    ['europe/ber', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
  ])('finds %s', (typed, zone) => expect(searchZones(typed, 'pl', now)[0]?.zone).toBe(zone));

  it('labels with city and clock, and offers the likely ones before anything is typed', () => {
    expect(searchZones('wied', 'pl', now)).toEqual([
      { zone: 'Europe/Vienna', label: 'Wiedeń · 11:42 · Europe/Vienna' },
    ]);
    expect(searchZones('', 'de', now)[0]?.label).toBe('Warschau · 11:42 · Europe/Warsaw');
    expect(searchZones('a', 'en', now, 7)).toHaveLength(7);
    expect(clockIn('Europe/Kyiv', now)).toBe('12:42');
    expect(zoneOfCity('Wiedeń')).toBe('Europe/Vienna');
  });
});
