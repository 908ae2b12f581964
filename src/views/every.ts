// A rule that repeats, in words: "co tydzień w poniedziałki, do 30 czerwca 2027". What is said here is understood when it
// is typed back (readEvery), so a form that shows a rule can be sent again as it is.
import { intlLocale } from '#i18n/lang.ts';
import type { T } from '#i18n/translator.ts';
import { describeEvery, type Every, type Rule } from '#time/recurrence.ts';
import { workingWeek } from '#time/rule.ts';
import { showDay } from '#time/show.ts';

/**
 * A rule in the reader's language.
 * @returns the rule's own text where it says what nobody can type to us
 */
export const showEvery = (every: Every, t: T): string => {
  const rule = describeEvery(every);
  const words = rule && repeated(rule, t);
  if (!rule || words === null) return every;
  if (rule.until) return t('every.until', { rule: words, date: showDay(rule.until, t.lang, true) });
  return rule.times ? t('every.times', { rule: words, n: rule.times }) : words;
};

/** The rule without its end; null when there are no words for it. */
const repeated = (rule: Rule, t: T): string | null => {
  const rhythm = t(`every.rhythm.${rule.frequency.toLowerCase()}`, { n: rule.interval });
  const plain = rule.weekdays.length + rule.monthDays.length + rule.months.length === 0 && rule.position === null;
  if (plain) return rhythm;
  const days = daysOf(rule, t);
  if (days === null) return null;
  // "On working days" says how often by itself.
  return rule.frequency === 'WEEKLY' && rule.interval === 1 && isWorkingWeek(rule) ? days : `${rhythm} ${days}`;
};

const isWorkingWeek = ({ weekdays }: Rule): boolean =>
  weekdays.length === workingWeek.length &&
  weekdays.every(({ weekday, nth }) => nth === null && workingWeek.includes(weekday));

const daysOf = (rule: Rule, t: T): string | null => {
  const { frequency, weekdays, monthDays, months, position } = rule;
  const [weekday] = weekdays;
  const [day] = monthDays;
  if (frequency === 'WEEKLY' && weekday && monthDays.length + months.length === 0 && position === null) {
    if (isWorkingWeek(rule)) return t('every.working');
    const all = weekdays.map((one, i) => t(i === 0 ? 'every.weekday' : 'every.and_weekday', { day: one.weekday }));
    return weekdays.every(({ nth }) => nth === null) ? joined(all, t) : null;
  }
  if (frequency === 'MONTHLY' && months.length === 0) {
    if (weekday && monthDays.length === 0) return ofMonth(rule, t);
    if (weekday || position !== null || day === undefined) return null;
    if (day === -1 && monthDays.length === 1) return t('every.last_day');
    if (monthDays.some((one) => one < 1)) return null;
    const numbers = monthDays.map((n) => t('every.day_number', { n }));
    if (numbers.length === 1) return t('every.on_day', { day: numbers[0] });
    return t('every.on_days', { days: joined(numbers, t) });
  }
  const [month] = months;
  const one = months.length === 1 && monthDays.length === 1 && !weekday && position === null;
  if (frequency !== 'YEARLY' || !one || month === undefined || day === undefined || day < 1) return null;
  const two = (n: number): string => String(n).padStart(2, '0');
  // A leap year, so that 29 February has its words too; a day that no year has is left to its text.
  const date = `2028-${two(month)}-${two(day)}`;
  const exists = new Date(`${date}T00:00Z`).getUTCDate() === day;
  return exists ? t('every.on_date', { date: showDay(date, t.lang, false) }) : null;
};

/** "on the first Monday", "on the last working day". */
const ofMonth = (rule: Rule, t: T): string | null => {
  const [only, ...others] = rule.weekdays;
  if (isWorkingWeek(rule) && (rule.position === 1 || rule.position === -1))
    return t('every.nth_working', { which: rule.position });
  if (!only?.nth || others.length > 0 || rule.position !== null || only.nth > 4) return null;
  return t('every.nth_weekday', { which: only.nth, day: only.weekday });
};

const joined = (words: readonly string[], t: T): string =>
  new Intl.ListFormat(intlLocale[t.lang], { type: 'conjunction' }).format(words);
