// Moments and people as spans. An instant is drawn with the platform's own timestamp in each reader's zone; a day has no
// instant for a reader elsewhere, so it is said in words and never shifts.
import type { Lang } from '#i18n/lang.ts';
import type { T } from '#i18n/translator.ts';
import type { AccountRef, Span } from '#message/message.ts';
import { dateOf, isOverdue, type Moment } from '#time/moment.ts';
import { showMoment } from '#time/show.ts';

/** For whom something is drawn: the language, the zone in which words are said, and the service's clock. */
export type For = { t: T; lang: Lang; zone: string; now: Date };

const text = (words: string): Span => ({ span: 'text', text: words });

/**
 * A due moment: "wt., 24 listopada, 17:00 (za 3 dni)"; overdue is said in words, never by colour. How far off it is counts
 * in days: a copy that hangs in a channel is drawn anew when the day turns (coalition/task/turning.ts), not every hour.
 */
export const dueSpans = (due: Moment, reader: For, open: boolean): Span[] => {
  const options = { lang: reader.lang, zone: reader.zone, now: reader.now };
  const day: Moment = due.kind === 'day' ? due : { kind: 'day', date: dateOf(due, reader.zone), zone: reader.zone };
  const relative = open ? ` (${showMoment(day, { ...options, style: 'relative' })})` : '';
  const late = open && isOverdue(due, reader.now) ? ` · ${reader.t('task.overdue')}` : '';
  if (due.kind === 'day') return [text(showMoment(due, { ...options, style: 'short' }) + relative + late)];
  return [
    { span: 'moment', at: due.at, style: 'full', text: showMoment(due, { ...options, style: 'full' }) },
    text(relative + late),
  ];
};

/** An instant of the past: "today 10:42". */
export const atSpan = (at: Date, reader: For): Span => ({
  span: 'moment',
  at,
  style: 'short',
  text: showMoment(
    { kind: 'time', at, zone: reader.zone },
    { lang: reader.lang, zone: reader.zone, now: reader.now, style: 'short' },
  ),
});

/** A person by name; cards never ping anybody. An erased person has no name left. */
export const personSpan = (person: { name: string; accounts: readonly AccountRef[] } | null, t: T): Span => {
  if (!person || person.name === '') return text(t('task.erased_person'));
  return { span: 'person', name: person.name, accounts: person.accounts, ping: false };
};

/** Several people with commas between. */
export const peopleSpans = (people: readonly { name: string; accounts: readonly AccountRef[] }[], t: T): Span[] =>
  people.flatMap((one, i) => (i === 0 ? [personSpan(one, t)] : [text(', '), personSpan(one, t)]));
