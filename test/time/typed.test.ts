// Typed dates: a table of phrases per language (phrases/), the traps, and that we understand what we ourselves say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Lang, langs } from '#time/lang.ts';
import { type Moment, wallIn } from '#time/moment.ts';
import { showMoment } from '#time/show.ts';
import { type ReadMoment, readMoment } from '#time/typed.ts';

const zone = 'Europe/Warsaw';
/** A Saturday, 11:42 in Warsaw. */
const now = new Date('2026-11-21T10:42:30Z');

const plain = (moment: Moment): string =>
  moment.kind === 'day'
    ? moment.date
    : wallIn(moment.zone, moment.at).toPlainDateTime().toString().slice(0, 16).replace('T', ' ');
const said = (result: ReadMoment): string =>
  result.ok ? plain(result.moment) : [result.reason, ...result.suggestions.map(plain)].join(' | ');
const read = (text: string, lang: Lang, at = now, where = zone) =>
  said(readMoment(text, { languages: [lang], zone: where, now: at }));

describe.each(langs)('phrases in %s', (lang) => {
  const table: Record<string, string> = JSON.parse(
    readFileSync(join(import.meta.dirname, 'phrases', `${lang}.json`), 'utf8'),
  );
  it('has a table worth the name', () => expect(Object.keys(table).length).toBeGreaterThanOrEqual(40));
  it.each(Object.entries(table))('%s', (phrase, expected) => expect(read(phrase, lang)).toBe(expected));
});

describe('the weekday that comes and the next one', () => {
  const wednesday = new Date('2026-11-18T08:00:00Z');
  it.each<[Lang, string, string]>([
    ['pl', 'w piątek', '2026-11-20'],
    ['pl', 'w przyszły piątek', '2026-11-27'],
    ['pl', 'w najbliższy piątek', '2026-11-20'],
    ['en', 'next Friday', '2026-11-27'],
    ['en', 'this Friday', '2026-11-20'],
    ['de', 'nächsten Freitag', '2026-11-27'],
    ['de', 'kommenden Freitag', '2026-11-20'],
    ['cs', 'příští pátek', '2026-11-27'],
    ['uk', 'наступної п’ятниці', '2026-11-27'],
    ['es', 'el próximo viernes', '2026-11-20'],
    ['es', 'el viernes de la próxima semana', '2026-11-27'],
    ['pt', 'na próxima sexta', '2026-11-20'],
    ['pl', 'w środę', 'ambiguous-time | 2026-11-18 | 2026-11-25'],
    ['pl', 'w środę 8:00', '2026-11-25 08:00'],
    ['pl', 'w środę 17:00', 'ambiguous-time | 2026-11-18 17:00 | 2026-11-25 17:00'],
    ['pl', 'koniec tygodnia', 'ambiguous-time | 2026-11-20 | 2026-11-22'],
  ])('%s: %s', (lang, phrase, expected) => expect(read(phrase, lang, wednesday)).toBe(expected));
});

describe('languages', () => {
  it('tries the own language, then English', () => {
    expect(read('tomorrow 17:00', 'pl')).toBe('2026-11-22 17:00');
    expect(read('jutro 17:00', 'en')).toBe('not-understood');
    expect(said(readMoment('jutro 17:00', { languages: ['de', 'pl'], zone, now }))).toBe('2026-11-22 17:00');
  });
});

describe('clock changes', () => {
  it('names both neighbours of an hour that is skipped', () => {
    const result = readMoment('28.03.2027 2:30', { languages: ['pl'], zone, now });
    expect(result.ok ? [] : result.suggestions.map((m) => (m.kind === 'time' ? m.at.toISOString() : ''))).toEqual([
      '2027-03-28T00:30:00.000Z',
      '2027-03-28T01:30:00.000Z',
    ]);
  });

  it('counts a length of time on the real clock and a day on the calendar', () => {
    const before = new Date('2026-10-24T22:00:00Z');
    expect(readMoment('za 4 godziny', { languages: ['pl'], zone, now: before })).toEqual({
      ok: true,
      moment: { kind: 'time', at: new Date('2026-10-25T02:00:00Z'), zone },
    });
    expect(read('jutro o 9', 'pl', before)).toBe('2026-10-26 09:00');
  });

  it('reads in the person’s zone, or in that of a city in brackets', () => {
    expect(readMoment('24.11.2026 17:00', { languages: ['en'], zone: 'Europe/Lisbon', now })).toMatchObject({
      moment: { at: new Date('2026-11-24T17:00:00Z'), zone: 'Europe/Lisbon' },
    });
    expect(readMoment('24.11.2026 17:00 (Kijów)', { languages: ['pl'], zone, now })).toMatchObject({
      moment: { at: new Date('2026-11-24T15:00:00Z'), zone: 'Europe/Kyiv' },
    });
    expect(read('24.11.2026 17:00 (Atlantyda)', 'pl')).toBe('not-understood');
  });
});

describe('the past', () => {
  it('is refused, unless asked for', () => {
    expect(said(readMoment('20.11.2025', { languages: ['pl'], zone, now, allowPast: true }))).toBe('2025-11-20');
    expect(said(readMoment('wczoraj 9:00', { languages: ['pl'], zone, now, allowPast: true }))).toBe(
      '2026-11-20 09:00',
    );
    expect(read('dziś', 'pl')).toBe('2026-11-21');
  });
});

describe('what is no date', () => {
  it.each([
    '',
    ' ',
    '💥',
    'jutro!',
    '<!channel>',
    '@everyone',
    '1'.repeat(50),
    'a'.repeat(10_000),
    '0.0',
    '99:99:99',
    '24',
    '-5',
  ])('%s', (text) => {
    for (const lang of langs) expect(readMoment(text, { languages: [lang], zone, now }).ok).toBe(false);
  });

  it('never throws and stays fast, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.constantFrom(...langs), (text, lang) => {
        readMoment(text, { languages: [lang], zone, now });
      }),
      { numRuns: 300 },
    );
    const words = fc.constantFrom(
      'za',
      'na',
      '3',
      '24.',
      'jutro',
      'the',
      'in',
      'end',
      'of',
      'piątek',
      'o',
      '17.10',
      'el',
      'día',
      '24.11.',
      'h',
      '17:00',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 16 }), fc.constantFrom(...langs), (some, lang) => {
        readMoment(some.join(' '), { languages: [lang], zone, now });
      }),
      { numRuns: 300 },
    );
  });
});

describe('what we say we understand', () => {
  const zones = [
    'Europe/Warsaw',
    'Europe/Lisbon',
    'Europe/Kyiv',
    'Atlantic/Azores',
    'America/New_York',
    'Asia/Kolkata',
  ];
  const minute = 60_000;
  const ahead = fc.integer({ min: 1, max: 700 * 24 * 60 });

  it.each(['full', 'short'] as const)('%s', (style) => {
    fc.assert(
      fc.property(
        ahead,
        fc.constantFrom(...langs),
        fc.constantFrom(...zones),
        fc.boolean(),
        (minutes, lang, where, whole) => {
          const at = new Date((Math.floor(now.getTime() / minute) + minutes) * minute);
          const date = wallIn(where, at).toPlainDate().toString();
          const moment: Moment = whole ? { kind: 'day', date, zone: where } : { kind: 'time', at, zone: where };
          const text = showMoment(moment, { lang, zone: where, now, style });
          expect([text, readMoment(text, { languages: [lang], zone: where, now })]).toEqual([
            text,
            { ok: true, moment },
          ]);
        },
      ),
      { numRuns: 400 },
    );
  });
});
