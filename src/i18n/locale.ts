// Which language somebody reads: platform locales ("es-419", "pl-PL") → our seven, and the order of who decides.

import { type Lang, langs } from './lang.ts';

/**
 * A platform's locale as one of ours: "pl-PL" → pl, "es-419" → es, "pt-BR" → pt, "en-US" → en.
 * @returns null when it is not one of the seven, or not a locale at all
 */
export function langOf(locale: string | null | undefined): Lang | null {
  if (!locale) return null;
  const tongue = locale.trim().toLowerCase().split(/[-_]/, 1)[0];
  return langs.find((lang) => lang === tongue) ?? null;
}

/**
 * Discord's locales that a text of ours serves. Discord knows no pt-PT, and refuses a key it does not know;
 * a reader set to pt-BR is better served by European Portuguese than by English.
 */
export const discordLocales: Readonly<Record<Lang, readonly string[]>> = {
  pl: ['pl'],
  en: ['en-US', 'en-GB'],
  es: ['es-ES', 'es-419'],
  pt: ['pt-BR'],
  de: ['de'],
  cs: ['cs'],
  uk: ['uk'],
};

/** A language for Discord's localisation maps: every locale of theirs with its text. */
export function forDiscord(say: (lang: Lang) => string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const lang of langs) for (const locale of discordLocales[lang]) out[locale] = say(lang);
  return out;
}

/** What is known about somebody's language; leave out or null what is not. */
export type LanguageClues = {
  /** The person's own setting. */
  own?: Lang | null;
  /** The platform's locale, as it came. */
  platform?: string | null;
  organisation?: Lang | null;
  coalition?: Lang | null;
};

/**
 * The person's own setting; else the platform's locale when it is one of the seven other than English (people
 * whose client has no Polish, Czech or Ukrainian leave it English, so English proves nothing); else the
 * organisation's; else the coalition's; else English.
 */
export function chooseLanguage(clues: LanguageClues): Lang {
  if (clues.own) return clues.own;
  const platform = langOf(clues.platform);
  if (platform && platform !== 'en') return platform;
  return clues.organisation ?? clues.coalition ?? 'en';
}
