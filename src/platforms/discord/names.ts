// Names, descriptions and their translations as Discord takes them. Command names stay the same in every language, so
// that one person can tell another what to type; options and choices speak the reader's language.

import type { Lang } from '#i18n/lang.ts';
import { forDiscord } from '#i18n/locale.ts';
import type { T } from '#i18n/translator.ts';
import { LIMITS } from './limits.ts';
import { label } from './words.ts';

export type EveryT = Readonly<Record<Lang, T>>;

/** Texts by Discord's locale ("es-419"). */
export type Localised = Record<string, string>;

const shape = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Whether Discord takes it as the name of a command or option. */
export const isName = (name: string): boolean => shape.test(name) && name === name.toLowerCase();

/** English and its translations, each at most `limit` characters. */
export const texts = (everyT: EveryT, key: string, limit: number): { text: string; localised: Localised } => ({
  text: label(everyT.en(key), limit),
  localised: forDiscord((lang) => label(everyT[lang](key), limit)),
});

/** A description in all languages. */
export const description = (
  everyT: EveryT,
  key: string,
): { description: string; description_localizations: Localised } => {
  const { text, localised } = texts(everyT, key, LIMITS.description);
  return { description: text, description_localizations: localised };
};

/**
 * Translations of sibling names: only what Discord takes, and only where no two siblings become one.
 * @param siblings base names and the catalogue keys of their translations
 */
export const nameTranslations = (
  everyT: EveryT,
  siblings: readonly { name: string; key: string }[],
): Map<string, Localised> => {
  const out = new Map<string, Localised>(siblings.map(({ name }) => [name, {}]));
  const used = new Map<string, Set<string>>();
  for (const { name, key } of siblings) {
    if (!everyT.en.has(key)) continue;
    for (const [locale, said] of Object.entries(forDiscord((lang) => everyT[lang](key)))) {
      const word = said.trim().replace(/\s+/g, '-').toLowerCase();
      const taken = used.get(locale) ?? new Set(siblings.map((one) => one.name));
      used.set(locale, taken);
      if (!isName(word) || word === name || taken.has(word)) continue;
      taken.add(word);
      const own = out.get(name);
      if (own) own[locale] = word;
    }
  }
  return out;
};
