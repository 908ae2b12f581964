// The seven languages of the house. They live here, in the lowest room that needs them; other rooms take them
// from `#i18n/lang.ts`, which adds what a language means to people (locales, names).

export const langs = ['pl', 'en', 'es', 'pt', 'de', 'cs', 'uk'] as const;

/** One of the seven languages. `pt` is European Portuguese, `en` writes dates the British way. */
export type Lang = (typeof langs)[number];

/** The Intl locale each language is written with: plain `pt` would be Brazilian, plain `en` American. */
export const intlLocale: Readonly<Record<Lang, string>> = {
  pl: 'pl',
  en: 'en-GB',
  es: 'es-ES',
  pt: 'pt-PT',
  de: 'de',
  cs: 'cs',
  uk: 'uk',
};
