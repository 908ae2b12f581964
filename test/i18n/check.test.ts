// The check of the catalogues, on texts that are wrong on purpose.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Lang } from '#i18n/lang.ts';
import { chooseLanguage, discordLocales, forDiscord, langOf } from '#i18n/locale.ts';
import { termTroubles, troubles } from './check.ts';

describe('troubles', () => {
  it.each<[Lang, string, string, string | null]>([
    ['pl', 'Zapisane: {title}', 'Saved: {title}', null],
    ['pl', 'Zapisane', 'Saved: {title}', 'argument {title} is missing'],
    ['pl', 'Zapisane: {tytul}', 'Saved', 'argument {tytul} is not in English'],
    ['pl', '{', 'Saved', 'syntax'],
    [
      'pl',
      '{n, plural, one {# dzień} few {# dni} other {# dnia}}',
      '{n, plural, one {# day} other {# days}}',
      'lacks "many"',
    ],
    [
      'de',
      '{n, plural, one {# Tag} many {# Tage} other {# Tage}}',
      '{n, plural, one {# day} other {# days}}',
      'de has no "many"',
    ],
    [
      'cs',
      '{n, plural, one {# den} few {# dny} many {# dne} other {# dní}}',
      '{n, plural, one {# day} other {# days}}',
      null,
    ],
    ['es', 'El {d, date}', 'On {d}', 'is a date'],
    ['en', 'Done!', 'Done!', 'exclamation mark'],
    ['en', '📌 ✅ Done', '📌 ✅ Done', 'more than one emoji'],
    ['en', 'Done ', 'Done', 'stray space'],
    ['pl', 'Przyjąłeś zadanie', 'Task taken', 'not our tone: "przyjąłeś"'],
    ['pl', 'Zarządzasz tym kanałem', 'You manage this channel', null],
    ['de', 'Die Koordinator*innen', 'The coordinators', 'not our tone'],
    ['pt', 'Você pode', 'You can', 'not our tone'],
    ['uk', "зв'язок", 'link', 'not our tone'],
  ])('%s: %s', (lang, pattern, english, trouble) => {
    const found = troubles(lang, pattern, english).join('; ');
    if (trouble === null) expect(found).toBe('');
    else expect(found).toContain(trouble);
  });
});

describe('terms', () => {
  const glossary = JSON.parse(readFileSync(join(import.meta.dirname, '../../src/i18n/glossary.json'), 'utf8'));
  it.each<[Lang, string, string, boolean]>([
    ['pl', 'Zadanie dla organizacji', 'A task for the organisation', true],
    ['pl', 'Sprawa dla organizacji', 'A task for the organisation', false],
    ['en', 'Your organization', 'Your organization', false],
    ['uk', 'Ця задача', 'This task', false],
    ['de', 'Tippe /task add', 'Type /task add', true],
  ])('%s: %s', (lang, pattern, english, fine) =>
    expect(termTroubles(lang, pattern, english, glossary).length === 0).toBe(fine),
  );
});

describe('languages of people', () => {
  it.each<[string | null, Lang | null]>([
    ['pl-PL', 'pl'],
    ['es-419', 'es'],
    ['es-ES', 'es'],
    ['pt-BR', 'pt'],
    ['en_US', 'en'],
    ['de-AT', 'de'],
    ['fr-FR', null],
    ['', null],
    [null, null],
    ['<script>', null],
  ])('%s', (locale, lang) => expect(langOf(locale)).toBe(lang));

  it('chooses by own setting, client other than English, organisation, coalition', () => {
    expect(chooseLanguage({ own: 'en', platform: 'pl-PL', organisation: 'de', coalition: 'cs' })).toBe('en');
    expect(chooseLanguage({ platform: 'pl-PL', organisation: 'de', coalition: 'cs' })).toBe('pl');
    expect(chooseLanguage({ platform: 'en-US', organisation: 'de', coalition: 'cs' })).toBe('de');
    expect(chooseLanguage({ platform: 'fr-FR', coalition: 'cs' })).toBe('cs');
    expect(chooseLanguage({ platform: 'en-US' })).toBe('en');
    expect(chooseLanguage({})).toBe('en');
  });

  it('gives Discord only locales that it knows', () => {
    expect(forDiscord((lang) => lang)).toEqual({
      pl: 'pl',
      'en-US': 'en',
      'en-GB': 'en',
      'es-ES': 'es',
      'es-419': 'es',
      'pt-BR': 'pt',
      de: 'de',
      cs: 'cs',
      uk: 'uk',
    });
    expect(Object.keys(discordLocales)).toHaveLength(7);
  });
});
