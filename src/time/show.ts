// A moment in words: "wt., 24 listopada 2026, 17:00 (Warszawa)". Weekday always, 24 h, British order in English.
// A day keeps its date wherever it is read; a time is shown on the reader's clock. readMoment understands all of it.

import { cityOf } from './cities.ts';
import { intlLocale, type Lang } from './lang.ts';
import { dateOf, daysUntil, type Moment, wallIn } from './moment.ts';
import { Temporal } from './temporal.ts';

export type ShowOptions = {
  lang: Lang;
  /** The reader's zone (of a channel: the channel's). */
  zone: string;
  now: Date;
  /**
   * `full`: "wtorek, 24 listopada 2026, 17:00 (Warszawa)" – the echo of what was typed.
   * `short`: "wt., 24 listopada, 17:00"; the year only when it is another, the city only when it is not the reader's.
   * `relative`: "za 3 dni", "za 2 godziny", "jutro".
   */
  style: 'full' | 'short' | 'relative';
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters cost 50 µs to make and 2 µs to use. */
function dateFormat(locale: string, weekday: 'long' | 'short', year: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${weekday} ${year}`;
  const known = formats.get(key);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat(locale, {
    weekday,
    day: 'numeric',
    month: 'long',
    ...(year ? { year: 'numeric' } : {}),
    timeZone: 'UTC',
  });
  formats.set(key, fresh);
  return fresh;
}

/** A day without its weekday: "24 listopada 2026", or for what comes every year "24 listopada". */
export function showDay(day: string, lang: Lang, withYear: boolean): string {
  const year = withYear ? { year: 'numeric' as const } : {};
  const format = new Intl.DateTimeFormat(intlLocale[lang], { day: 'numeric', month: 'long', ...year, timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00Z`)).replace(/[\u00a0\u202f]/g, ' ');
}

/** Austria says Jänner. */
const localeFor = (lang: Lang, zone: string): string =>
  lang === 'de' && zone === 'Europe/Vienna' ? 'de-AT' : intlLocale[lang];

/** @returns the moment in words, see ShowOptions.style */
export function showMoment(moment: Moment, { lang, zone, now, style }: ShowOptions): string {
  if (style === 'relative') return relative(moment, lang, zone, now);
  const full = style === 'full';
  const date = dateOf(moment, zone);
  const year = full || date.slice(0, 4) !== wallIn(zone, now).toPlainDate().toString().slice(0, 4);
  const day = dateFormat(localeFor(lang, zone), full ? 'long' : 'short', year).format(new Date(`${date}T00:00Z`));
  const words = moment.kind === 'day' ? day : `${day}, ${clockOf(moment.at, zone)}`;
  // A day ends by the clock of its own zone; a time is told by the reader's.
  const told = moment.kind === 'day' ? moment.zone : zone;
  const city = full || moment.zone !== zone ? ` (${cityOf(told, lang)})` : '';
  return `${words}${city}`.replaceAll('\u02bc', '’').replace(/[\u00a0\u202f]/g, ' ');
}

/** "17:00"; in the hour that the clock shows twice "02:30 UTC+2", for then the time alone says too little. */
function clockOf(at: Date, zone: string): string {
  const wall = wallIn(zone, at);
  const clock = wall.toPlainTime().toString({ smallestUnit: 'minute' });
  const local = wall.toPlainDateTime();
  const twice =
    local.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds !==
    local.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
  if (!twice) return clock;
  const minutes = Math.round(wall.offsetNanoseconds / 6e10);
  const rest = Math.abs(minutes) % 60;
  return `${clock} UTC${minutes < 0 ? '-' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

const relatives = new Map<Lang, Intl.RelativeTimeFormat>();

/** Minutes and hours on the day itself, then civil days, weeks, months, years; past things the same way back. */
function relative(moment: Moment, lang: Lang, zone: string, now: Date): string {
  const format = relatives.get(lang) ?? new Intl.RelativeTimeFormat(intlLocale[lang], { numeric: 'auto' });
  relatives.set(lang, format);
  const days = daysUntil(moment, now, zone);
  const say = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
    format
      .format(value, unit)
      .replaceAll('\u02bc', '’')
      .replace(/[\u00a0\u202f]/g, ' ');
  if (moment.kind === 'time' && Math.abs(days) <= 1) {
    const minutes = Math.round((moment.at.getTime() - now.getTime()) / 60_000);
    if (Math.abs(minutes) < 60) return say(minutes, 'minute');
    // Tomorrow at nine said at eleven at night is "in 10 hours"; said in the morning it is "tomorrow".
    if (days === 0 || Math.abs(minutes) < 12 * 60) return say(Math.trunc(minutes / 60), 'hour');
  }
  if (Math.abs(days) < 14) return say(days, 'day');
  if (Math.abs(days) < 61) return say(Math.round(days / 7), 'week');
  const today = wallIn(zone, now).toPlainDate();
  const span = today.until(Temporal.PlainDate.from(dateOf(moment, zone)), { largestUnit: 'months' });
  return Math.abs(span.months) < 24 ? say(span.months, 'month') : say(Math.trunc(span.months / 12), 'year');
}
