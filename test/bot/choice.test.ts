// What somebody types for one of a short list: the value, its label, or the first words of a label.
import { expect, it } from 'vitest';
import { choiceOf } from '#bot/options/choice.ts';
import { translator } from '#i18n/translator.ts';

const holidays = ['on', 'off'];
const days = ['monday', 'tuesday', 'never'];

it.each<[Parameters<typeof translator>[0], string, readonly string[], string, string | undefined]>([
  ['pl', 'holidays', holidays, 'on', 'on'],
  ['pl', 'holidays', holidays, 'Tak, bez wiadomości', 'on'],
  ['pl', 'holidays', holidays, 'tak', 'on'],
  ['en', 'holidays', holidays, 'no', 'off'],
  ['en', 'holidays', holidays, 'perhaps', undefined],
  ['en', 'holidays', holidays, '', undefined],
  // Two labels begin so: nothing is guessed.
  ['en', 'digest', days, 'weekly', undefined],
])('%s %s: "%s" of %j is %s', (lang, name, choices, typed, meant) => {
  expect(choiceOf(name, choices, typed, translator(lang))).toBe(meant);
});
