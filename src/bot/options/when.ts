// A moment that may repeat, as one says it: "tomorrow 9:00", "every Monday at 9:00", "in two weeks". It takes its words off
// a longer line by itself: "/reminder me tomorrow 9:00 call the city hall".
import { z } from 'zod';
import { addDays } from '#time/day.ts';
import { fromIso, type Moment, toIso } from '#time/iso.ts';
import { dateIn } from '#time/moment.ts';
import { describeEvery, type Every } from '#time/recurrence.ts';
import { readMoment } from '#time/typed.ts';
import { leadingWhen, type ReadWhen, readWhen, sameClockAfter } from '#time/when.ts';
import type { Context, Option } from '../command.ts';
import { momentLabel, refuseMoment } from './moment.ts';

const PICKED = 'at:';

/** `every` null: not said here. `open`: only a rule was said; the moment is then today. */
export type When = { moment: Moment; every: Every | null; open: boolean };

/** As a button carries it: the moment, and the rule if there is one. */
export const pickedWhen = (moment: Moment, every: Every | null = null): string =>
  `${PICKED}${toIso(moment)}${every === null ? '' : `;${every}`}`;

const unpicked = (raw: string): When | null => {
  if (!raw.startsWith(PICKED)) return null;
  const [iso = '', ...rule] = raw.slice(PICKED.length).split(';');
  const moment = fromIso(iso);
  const every = rule.length === 0 ? null : rule.join(';');
  return moment && (every === null || describeEvery(every)) ? { moment, every, open: false } : null;
};

const reading = (raw: string, { lang, zone, now }: Context): ReadWhen =>
  readWhen(raw, { languages: [lang, 'en'], zone, now });

/** What has passed is offered again for the next time the clock shows it. */
const again = (raw: string, { lang, zone, now }: Context): Moment[] => {
  const past = readMoment(raw, { languages: [lang, 'en'], zone, now, allowPast: true });
  if (!past.ok) return [];
  if (past.moment.kind === 'time') return [{ kind: 'time', at: sameClockAfter(now, past.moment.at, zone), zone }];
  return [{ kind: 'day', date: addDays(dateIn(zone, now), 1), zone }];
};

export const when = <R extends boolean = false>(said: { required?: R; main?: boolean } = {}): Option<When, R> => ({
  required: (said.required ?? false) as R,
  main: said.main ?? false,
  schema: z.string().trim().max(100),
  maxLength: 100,
  form: 'line',
  read: (raw, context) => {
    const picked = unpicked(raw);
    if (picked) return picked;
    const { read, every, open } = reading(raw, context);
    if (read.ok) return { moment: read.moment, every, open };
    const suggestions =
      read.reason === 'past' && read.suggestions.length === 0 ? again(raw, context) : read.suggestions;
    throw refuseMoment(raw, { ...read, suggestions }, context, (one) => pickedWhen(one, every));
  },
  label: async (raw, context) => {
    const picked = unpicked(raw);
    return picked ? momentLabel(picked.moment, context) : undefined;
  },
  /** Words that name no moment are what one wants to be reminded of: the form then asks when. */
  lead: (words, { lang, now }) => {
    const cut = leadingWhen(words, { languages: [lang, 'en'], now });
    return cut === null ? ['', words] : cut.rest === '' ? undefined : [cut.when, cut.rest];
  },
  suggest: async (typed, context) => {
    if (typed.trim() === '') return [];
    const { read, every } = reading(typed, context);
    const moments = read.ok ? [read.moment] : read.suggestions;
    // A rule is sent as it was typed: its words say more than the first of its moments.
    if (every !== null) return [];
    return moments.map((one) => ({ label: momentLabel(one, context), value: pickedWhen(one) }));
  },
});
