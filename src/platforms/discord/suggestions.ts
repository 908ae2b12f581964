// Suggestions as Discord takes them: at most 25, 100 characters each. A value that does not fit cannot be shortened: it
// would mean something else.
import type { Suggestion } from '#bot/answer.ts';
import type { CommandTable } from '#bot/command.ts';
import type { T } from '#i18n/translator.ts';
import { LIMITS } from './limits.ts';
import { isBlank, label } from './words.ts';

export const drawSuggestions = (suggestions: readonly Suggestion[]): Suggestion[] =>
  suggestions
    .filter((one) => one.value.length >= 1 && one.value.length <= LIMITS.suggestionText && !isBlank(one.label))
    .slice(0, LIMITS.suggestions)
    .map((one) => ({ label: label(one.label, LIMITS.suggestionText), value: one.value }));

/** The commands behind `/mosty`: "task add – Adds a task". Those that begin with the typed words come first. */
export const suggestCommands = (typed: string, table: CommandTable, t: T): Suggestion[] => {
  const wanted = typed.trim().toLowerCase().replace(/^\//, '');
  const all = table.commands.map(({ path }) => ({
    value: path.replaceAll('.', ' '),
    label: `${path.replaceAll('.', ' ')} – ${t(`${path}.about`)}`,
  }));
  const begins = all.filter((one) => one.value.startsWith(wanted));
  const contains = all.filter((one) => !begins.includes(one) && one.label.toLowerCase().includes(wanted));
  return drawSuggestions([...begins, ...contains]);
};
