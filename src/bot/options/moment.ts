// A date or a moment in the person's own words, in seven languages. Never a wrong date in silence: what has no single
// reading is asked back with the readings to choose from.
import { z } from 'zod';
import { fromIso, type Moment, toIso } from '#time/iso.ts';
import { showMoment } from '#time/show.ts';
import { type ReadMoment, readMoment } from '#time/typed.ts';
import type { Context, Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

const PICKED = 'at:';

/** A moment as a picked value: reads back to exactly itself, whatever the language. */
export const pickedMoment = (moment: Moment): string => PICKED + toIso(moment);

/** In full, with its weekday and zone, as a choice shows it. */
export const momentLabel = (moment: Moment, context: Context): string =>
  showMoment(moment, { lang: context.lang, zone: context.zone, now: context.now, style: 'full' });

/** "28 February or 1 March". */
const spoken = ([first, second, ...others]: readonly string[], { t }: Context): string =>
  first !== undefined && second !== undefined && others.length === 0
    ? t('time.or', { first, second })
    : [first, second, ...others].filter((one) => one !== undefined).join(' · ');

/**
 * The refusal of words that are no single moment, with the readings to choose from.
 * @param picked a reading as the value of its button
 * @param examples key of the examples shown to who wrote something else
 */
export const refuseMoment = (
  raw: string,
  read: Extract<ReadMoment, { ok: false }>,
  context: Context,
  picked: (moment: Moment) => string = pickedMoment,
  examples = 'time.examples',
): Refusal => {
  const readings = read.suggestions.map((one) => momentLabel(one, context));
  // "tomorrow 17": one reading only, which is asked about all the same.
  const unsure = read.reason === 'ambiguous-time' && readings.length === 1;
  return new Refusal(`time.refusal.${unsure ? 'unsure' : read.reason.replaceAll('-', '_')}`, {
    values: {
      typed: raw,
      moment: raw,
      suggestions: spoken(readings, context) || 'none',
      examples: context.t(examples),
    },
    choices: read.suggestions.map((one, i) => ({ label: readings[i] ?? '', value: picked(one) })),
  });
};

/**
 * A due date, a deadline. Read in the person's language, then in English, in the person's zone.
 * @param said.past what is over is accepted too where it can mean nothing else: the form that changes an overdue item
 *   shows its date, and comes back with it
 * @param said.examples key of a command's own examples, where two dates belong together
 */
export const moment = <R extends boolean = false>(
  said: { required?: R; past?: true; examples?: string } = {},
): Option<Moment, R> => ({
  required: (said.required ?? false) as R,
  main: false,
  schema: z.string().trim().max(100),
  maxLength: 100,
  form: 'line',
  read: (raw, context) => {
    if (raw.startsWith(PICKED)) {
      const picked = fromIso(raw.slice(PICKED.length));
      if (picked) return picked;
    }
    const reading = { languages: [context.lang, 'en' as const], zone: context.zone, now: context.now };
    const read = readMoment(raw, reading);
    if (read.ok) return read.moment;
    const over = said.past && read.reason === 'past' ? readMoment(raw, { ...reading, allowPast: true }) : read;
    if (over.ok) return over.moment;
    throw refuseMoment(raw, over, context, pickedMoment, said.examples);
  },
  label: async (raw, context) => {
    const picked = raw.startsWith(PICKED) ? fromIso(raw.slice(PICKED.length)) : null;
    return picked ? momentLabel(picked, context) : undefined;
  },
  suggest: async (typed, context) => {
    if (typed.trim() === '') return [];
    const read = readMoment(typed, { languages: [context.lang, 'en'], zone: context.zone, now: context.now });
    const moments = read.ok ? [read.moment] : read.suggestions;
    return moments.map((one) => ({ label: momentLabel(one, context), value: pickedMoment(one) }));
  },
});
