// From what was said ("tomorrow", "every Monday 9:00") to the first moment, with a refusal that offers the next sensible
// one where there is none.
import { type Choice, Refusal } from '#bot/refusal.ts';
import { type Moment, toIso } from '#time/iso.ts';
import { type Every, neverFires, tooOften } from '#time/recurrence.ts';
import { sameClockAfter } from '#time/when.ts';
import { delayedTo } from '../rules/delay.ts';
import { beginning, type Timing } from '../rules/reminder.ts';

/** What a person said: a day or an instant, perhaps a rule; `open`: the rule alone. */
export type Wanted = { moment: Moment; every: Every | null; open: boolean };

/** As columns. */
export type Timed = Timing & { hasTime: boolean };

/** In an hour, and at the same time of day when that comes next. */
const later = (at: Date, zone: string, now: Date, show: (moment: Moment) => string): Choice[] =>
  [new Date(now.getTime() + 3_600_000), sameClockAfter(now, at, zone)].map((one) => {
    const moment: Moment = { kind: 'time', at: one, zone };
    return { label: show(moment), value: `at:${toIso(moment)}` };
  });

/**
 * @param hour of the one it is for, in minutes after midnight: what a day without a time becomes
 * @param show a moment in the asking person's words, for the choices
 * @throws Refusal for a moment that has passed, a rule that never fires, and one that would come too often
 */
export const timed = (wanted: Wanted, hour: number, now: Date, show: (moment: Moment) => string): Timed => {
  const { moment, every, open } = wanted;
  const { zone } = moment;
  const at = delayedTo(moment, { hour });
  if (every !== null && tooOften(every)) throw new Refusal('option.every.refusal.too_often', { option: 'every' });
  if (every !== null && neverFires(every, { at, zone }))
    throw new Refusal('option.every.refusal.never', { option: 'every' });
  const first = beginning({ at, zone, every }, now, open);
  if (first) return { at: first, zone, every, hasTime: moment.kind === 'time' };
  if (every !== null && at > now) throw new Refusal('option.every.refusal.never', { option: 'every' });
  throw new Refusal('reminder.refusal.past', {
    values: { moment: show({ kind: 'time', at, zone }) },
    option: 'when',
    choices: every === null ? later(at, zone, now, show) : [],
  });
};
