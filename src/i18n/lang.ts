// The languages, for everybody above the time room: the type, the list, what each is called in itself.

import type { Lang } from '#time/lang.ts';

export { intlLocale, type Lang, langs } from '#time/lang.ts';

/** Each language under its own name, as a list of choices shows it whatever the reader's language is. */
export const ownName: Readonly<Record<Lang, string>> = {
  pl: 'polski',
  en: 'English',
  es: 'español',
  pt: 'português',
  de: 'Deutsch',
  cs: 'čeština',
  uk: 'українська',
};
