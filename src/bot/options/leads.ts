// How many days before something is due one is reminded: "7, 1, 0", "14 7 1", or never. 0 is the day itself.
import { z } from 'zod';
import type { T } from '#i18n/translator.ts';
import { fold } from '#time/reading/fold.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

/** A year ahead is further than anybody plans here; more than eight steps are noise. */
const farthest = 366;
const most = 8;

/** As somebody would type it. */
export const leadsWords = (days: readonly number[], t: T): string =>
  days.length === 0 ? t('step.ladder.never') : days.join(', ');

/** @returns days before the due day, the longest first; empty: never */
export const leads = (): Option<number[], false> => ({
  required: false,
  main: false,
  schema: z.string().trim().max(60),
  maxLength: 60,
  form: 'line',
  read: (raw, { t }) => {
    const typed = fold(raw).trim();
    if (['never', 'none', fold(t('step.ladder.never')), fold(t('common.none'))].includes(typed)) return [];
    const days = /^\d{1,3}(?:[\s,;]+\d{1,3})*$/.test(typed) ? typed.split(/[\s,;]+/).map(Number) : [];
    const each = [...new Set(days)].sort((a, b) => b - a);
    if (each.length > 0 && each.length <= most && each.every((one) => one <= farthest)) return each;
    throw new Refusal('step.ladder.refusal.before', { values: { typed: raw, never: t('step.ladder.never') } });
  },
});
