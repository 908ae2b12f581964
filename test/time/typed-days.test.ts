// Days of the week and hours of the day as people type them, in seven languages.
import { describe, expect, it } from 'vitest';
import { type Lang, langs } from '#time/lang.ts';
import { readClock, readHours, showClock, showHours } from '#time/typed-clock.ts';
import { readDays, showDays } from '#time/typed-days.ts';

const days = (typed: string, lang: Lang) => readDays(typed, [lang, 'en'])?.join('') ?? null;

describe('days', () => {
  it.each<[Lang, string, string | null]>([
    ['en', 'Mon–Fri', '12345'],
    ['en', 'mon-thu', '1234'],
    ['en', 'Monday to Friday', '12345'],
    ['en', 'from Monday through Thursday', '1234'],
    ['en', 'Sun–Thu', '12347'],
    ['en', 'Mon, Wed and Fri', '135'],
    ['en', 'Tue Thu', '24'],
    ['en', 'Mon–Wed, Sat', '1236'],
    ['en', 'weekdays', '12345'],
    ['en', 'every day', '1234567'],
    ['en', 'Saturday', '6'],
    ['en', 'Mon–', null],
    ['en', '–Fri', null],
    ['en', 'Mon to', null],
    ['en', 'sometimes', null],
    ['en', 'Mon or so', null],
    ['en', '', null],
    ['pl', 'pon–pt', '12345'],
    ['pl', 'pon.–pt.', '12345'],
    ['pl', 'od poniedziałku do czwartku', '1234'],
    ['pl', 'wtorek, środa i sobota', '236'],
    ['pl', 'sroda', '3'],
    ['pl', 'codziennie', '1234567'],
    ['pl', 'dni robocze', '12345'],
    ['pl', 'Mon–Fri', '12345'],
    ['pl', 'nd–czw', '12347'],
    ['es', 'de lunes a viernes', '12345'],
    ['es', 'lun–jue', '1234'],
    ['es', 'martes y jueves', '24'],
    ['es', 'todos los días', '1234567'],
    ['pt', 'de segunda a sexta', '12345'],
    ['pt', 'segunda-feira a quinta-feira', '1234'],
    ['pt', 'terça e sábado', '26'],
    ['pt', 'dias úteis', '12345'],
    ['de', 'Mo–Fr', '12345'],
    ['de', 'Mo-Do', '1234'],
    ['de', 'von Montag bis Mittwoch', '123'],
    ['de', 'Dienstag und Samstag', '26'],
    ['de', 'täglich', '1234567'],
    ['cs', 'po–pá', '12345'],
    ['cs', 'od pondělí do čtvrtka', '1234'],
    ['cs', 'úterý a sobota', '26'],
    ['cs', 'pracovní dny', '12345'],
    ['uk', 'пн–пт', '12345'],
    ['uk', 'з понеділка по п’ятницю', '12345'],
    ['uk', 'вівторок та субота', '26'],
    ['uk', 'щодня', '1234567'],
  ])('%s: %s → %s', (lang, typed, read) => {
    expect(days(typed, lang)).toBe(read);
  });

  it('what is shown reads back, for every set of days in every language', () => {
    for (const lang of langs)
      for (let set = 1; set < 128; set++) {
        const chosen = [1, 2, 3, 4, 5, 6, 7].filter((day) => set & (1 << (day - 1)));
        expect(readDays(showDays(chosen, lang), [lang]), `${lang} ${showDays(chosen, lang)}`).toEqual(chosen);
      }
  });

  it('are shown as ranges, over Sunday too', () => {
    expect(showDays([1, 2, 3, 4, 5], 'en')).toBe('Mon–Fri');
    expect(showDays([1, 2, 3, 4, 7], 'en')).toBe('Sun–Thu');
    expect(showDays([1, 3], 'pl')).toBe('pon., śr.');
    expect(showDays([], 'de')).toBe('Mo–So');
  });
});

describe('a time of the day', () => {
  it.each<[Lang, string, string | null]>([
    ['en', '8', '08:00'],
    ['en', '08:30', '08:30'],
    ['en', '8 pm', '20:00'],
    ['en', '20.30', '20:30'],
    ['en', 'at 9', '09:00'],
    ['en', "9 o'clock", '09:00'],
    ['en', 'noon', '12:00'],
    ['en', '24:00', '00:00'],
    ['en', '25', null],
    ['en', '8:60', null],
    ['en', 'late', null],
    ['en', 'tomorrow 8', null],
    ['en', '3rd', null],
    ['pl', 'o 9', '09:00'],
    ['pl', 'godz. 20', '20:00'],
    ['pl', 'południe', '12:00'],
    ['es', 'a las 9', '09:00'],
    ['es', '20 h', '20:00'],
    ['pt', 'às 9', '09:00'],
    ['pt', '20h30', '20:30'],
    ['de', '9 Uhr', '09:00'],
    ['de', 'um 9', '09:00'],
    ['cs', 'v 9 hodin', '09:00'],
    ['uk', 'о 9 годині', '09:00'],
  ])('%s: %s → %s', (lang, typed, shown) => {
    const read = readClock(typed, [lang, 'en']);
    expect(read === null ? null : showClock(read)).toBe(shown);
  });
});

describe('hours', () => {
  it.each<[Lang, string, string | null]>([
    ['en', '20:00–08:00', '20:00–08:00'],
    ['en', '20-8', '20:00–08:00'],
    ['en', '20:00 to 8', '20:00–08:00'],
    ['en', 'from 10 pm until 7:30 am', '22:00–07:30'],
    ['en', 'none', 'none'],
    ['en', '8–8', null],
    ['en', '20', null],
    ['en', '20–8–9', null],
    ['en', '20–soon', null],
    ['pl', 'od 20 do 8', '20:00–08:00'],
    ['pl', 'od 21:30 do 7', '21:30–07:00'],
    ['pl', 'brak', 'none'],
    ['pl', 'none', 'none'],
    ['es', 'de 21 a 8', '21:00–08:00'],
    ['es', 'ninguna', 'none'],
    ['pt', 'das 21h às 8h', '21:00–08:00'],
    ['pt', 'nenhuma', 'none'],
    ['de', 'von 20 bis 8 Uhr', '20:00–08:00'],
    ['de', 'keine', 'none'],
    ['cs', 'od 20 do 8', '20:00–08:00'],
    ['cs', 'žádné', 'none'],
    ['uk', 'з 20 до 8', '20:00–08:00'],
    ['uk', 'немає', 'none'],
  ])('%s: %s → %s', (lang, typed, shown) => {
    const read = readHours(typed, [lang, 'en']);
    expect(read && showHours(read, 'none')).toBe(shown);
  });
});
