// The page's own words in the reader's language, and moments as a person reads them.

/** Names that are the same in every language. */
export const platformName = { slack: 'Slack', discord: 'Discord' };

let words = {};
let lang = 'en';

export function speak(scene) {
  words = scene.words;
  lang = scene.lang;
  document.documentElement.lang = lang;
}

export const language = () => lang;
/** Dates in the order of Europe. */
export const dateLanguage = () => ({ en: 'en-GB', pt: 'pt-PT' })[lang] ?? lang;

/** @param {Record<string, string | number>} [values] put in as words */
export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

const formats = new Map();
const format = (locale, options) => {
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) {
    try {
      formats.set(key, new Intl.DateTimeFormat(locale, options));
    } catch {
      formats.set(key, new Intl.DateTimeFormat('en-GB', options));
    }
  }
  return formats.get(key);
};

/** "wt., 24 lis, 14:05" */
export const dateAndTime = (at, locale, zone) =>
  format(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
export const longDate = (at, locale, zone) =>
  format(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }).format(at);
export const mediumDate = (at, locale, zone) =>
  format(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }).format(at);
export const shortDate = (at, locale, zone) =>
  format(locale, { day: 'numeric', month: 'short', timeZone: zone }).format(at);
export const clockTime = (at, locale, zone) =>
  format(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
export const dayOf = (at, zone) =>
  format('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).format(at);

const steps = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "in 3 days", "vor 2 Stunden" */
export function relative(at, now, locale) {
  const seconds = (at - now) / 1000;
  const [unit, size] = steps.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
