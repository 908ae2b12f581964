// What a country suggests about an organisation, until somebody says otherwise: its language, where it is one of ours,
// and its zone. Countries with several languages or zones suggest nothing they cannot know.
import type { Lang } from '#i18n/lang.ts';

const habits: Readonly<Record<string, { language?: Lang; timezone?: string }>> = {
  PL: { language: 'pl', timezone: 'Europe/Warsaw' },
  AT: { language: 'de', timezone: 'Europe/Vienna' },
  DE: { language: 'de', timezone: 'Europe/Berlin' },
  CZ: { language: 'cs', timezone: 'Europe/Prague' },
  ES: { language: 'es', timezone: 'Europe/Madrid' },
  PT: { language: 'pt', timezone: 'Europe/Lisbon' },
  UA: { language: 'uk', timezone: 'Europe/Kyiv' },
  GB: { language: 'en', timezone: 'Europe/London' },
  IE: { language: 'en', timezone: 'Europe/Dublin' },
  SK: { timezone: 'Europe/Bratislava' },
  LT: { timezone: 'Europe/Vilnius' },
  LV: { timezone: 'Europe/Riga' },
  EE: { timezone: 'Europe/Tallinn' },
  HU: { timezone: 'Europe/Budapest' },
  RO: { timezone: 'Europe/Bucharest' },
  FR: { timezone: 'Europe/Paris' },
  IT: { timezone: 'Europe/Rome' },
  NL: { timezone: 'Europe/Amsterdam' },
  BE: { timezone: 'Europe/Brussels' },
  SE: { timezone: 'Europe/Stockholm' },
};

/** @param country ISO 3166 alpha-2 */
export const habitsOf = (country: string): { language: Lang | null; timezone: string | null } => ({
  language: habits[country]?.language ?? null,
  timezone: habits[country]?.timezone ?? null,
});
